"""Table 6: The library at a glance: a card over the activities grid."""

from guanbiao.forms.catalogue import Adds, Card, Form, Grid, Item, Slot, group, item, number, rows

FORM = Form(
    id="overview",
    number=6,
    name="基本情况一览表",
    title="{library}基本情况一览表（{year}年1—12月）",
    section="综合统计分析",
    department="业务中心",
    blocks=(
        Card(
            heading=("项目", "完成指标"),
            columns=(
                (
                    Item("总藏量", (Slot(unit="册(件)"), Slot(name="少儿馆", unit="册(件)"))),
                    item("新增藏量", "册、件"),
                    Item("总流通人次", (Slot("成人", "人次", ("", "本馆", "分馆")), Slot("少儿", "人次"))),
                    Item("图书外借人次", (Slot("成人", "人次", ("", "本馆", "分馆")), Slot("少儿", "人次"))),
                    Item("图书外借册次", (Slot("成人", "册次", ("", "本馆", "分馆")), Slot("少儿", "册次"))),
                    Item("发展读者", (Slot("累计持证读者", "人"),)),
                ),
                (
                    Item("信息服务解答咨询", (Slot(name="人", unit="人"), Slot(name="条", unit="条"))),
                    item("代检索服务课题", "项"),
                    item("送书(文化)下乡", "次"),
                    item("信息发布", "条"),
                    item("新建分馆", "个", "个", "总"),
                    item("为分馆配书", "册"),
                    item("分馆接待读者", "人"),
                    item("分馆文献借阅", "册"),
                    item("发放借书证", "个"),
                ),
                (
                    Item(
                        "鞍山地区业务培训",
                        (
                            Slot("合计", measures=("次", "人", "学时")),
                            Slot("少儿", measures=("次", "人")),
                            Slot("成人", measures=("次", "人")),
                        ),
                    ),
                    Item(
                        "社会教育与用户培训",
                        (
                            Slot("合计", measures=("次", "人次")),
                            Slot("少儿", measures=("次", "人次")),
                            Slot("成人", measures=("次", "人次")),
                        ),
                    ),
                    Item("辅导与协作协调", (Slot("合计", measures=("次", "人")),)),
                    item("各部室培训", "", "次", "人次", "学时"),
                    item("业务人员岗位培训", "", "次", "人次", "学时"),
                    item("书刊宣传", "", "期", "种"),
                ),
            ),
        ),
        Grid(
            stub=("读者活动", ""),
            columns=(
                group("讲座、报告会", number("期", "期"), number("人次", "人次")),
                group("展览", number("期", "期"), number("人次", "人次")),
                group("其他活动", number("期", "期"), number("人次", "人次")),
                number("总计", measures=("期", "人次"), floating=True),
            ),
            rows=rows("成人阵地", "少儿阵地", "成人网上", "少儿网上", "合计"),
            down=(Adds("合计", ("成人阵地", "少儿阵地", "成人网上", "少儿网上")),),
        ),
        Card(
            columns=(
                (item("书架单层总长度", "米"), item("供读者使用的终端数", "台")),
                (item("阅览室座席", "个"),),
                (item("计算机", "台"),),
            ),
        ),
    ),
    landscape=True,
)
