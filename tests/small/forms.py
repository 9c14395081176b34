"""The forms: a monthly grid, a comparison of years, a list, a card, a grid with shares, and one that stands alone."""

from guanbiao.forms.catalogue import (
    MONTHS,
    Adds,
    Blank,
    Card,
    Form,
    Grid,
    Item,
    Register,
    Slot,
    Total,
    date,
    group,
    item,
    number,
    rows,
    serial,
    text,
)

loans = Form(
    id="loans",
    number=1,
    name="借阅册次",
    title="云溪市图书馆借阅册次统计表（{year}年）",
    section="借阅",
    department="借阅部",
    blocks=(
        Grid(
            stub=("月份",),
            columns=(number("总馆", "册次"), number("少儿馆", "册次"), number("合计", "册次"), text("备注")),
            rows=rows(*MONTHS, "全年"),
            down=(Adds("全年", MONTHS),),
            across=(Adds("合计", ("总馆", "少儿馆")),),
            entries_blank=Blank.NONE,
        ),
    ),
    signatures=("填表人", "部门负责人"),
    unit="册次",
)

loans_compared = Form(
    id="loans_compared",
    number=2,
    name="借阅对照",
    title="{year}年与{year-1}年借阅册次对照表",
    section="借阅",
    department="借阅部",
    blocks=(
        Grid(
            stub=("部门",),
            columns=(
                group("借阅册次", number("{year-1}年"), number("{year}年")),
                number("{year}年比{year-1}年", signed=True),
            ),
            rows=rows("总馆", "少儿馆", "合计"),
            down=(Adds("合计", ("总馆", "少儿馆")),),
            across=(Adds("{year}年比{year-1}年", ("借阅册次/{year}年",), less=("借阅册次/{year-1}年",)),),
        ),
    ),
    unit="册次",
)

talks = Form(
    id="talks",
    number=3,
    name="讲座",
    title="云溪市图书馆{year}年讲座一览表",
    section="活动",
    department="活动部",
    blocks=(
        Register(
            columns=(
                serial(),
                date("时间", required=True),
                text("题目", required=True),
                text("地点", required=True),
                number("人次", "人次", required=True),
                text("联系电话", phone=True),
            ),
            totals=(Total("合计", count="时间", sums=("人次",), unit="场"),),
            extra=("附加",),
            unique=("题目", "地点", "时间"),
            clash=("时间", "地点"),
            ordered="时间",
        ),
    ),
    signatures=("部门负责人",),
    landscape=True,
)

outline = Form(
    id="outline",
    number=4,
    name="概况",
    title="云溪市图书馆概况一览表（{year}年）",
    section="概况",
    department="办公室",
    blocks=(
        Card(
            heading=("项目", "完成指标"),
            columns=(
                (
                    Item("借阅册次", (Slot("总馆", "册次"), Slot("少儿馆", "册次"))),
                    item("持证读者", "人"),
                ),
                (
                    item("讲座", "", "场", "人次"),
                    item("阅览座席", "个"),
                ),
            ),
        ),
    ),
)

staff = Form(
    id="staff",
    number=5,
    name="人员",
    title="云溪市图书馆人员情况表（{year}年）",
    section="概况",
    department="办公室",
    blocks=(
        Grid(
            stub=("类别",),
            columns=(number("人数", "人"), number("占比", "%", share=True, optional=True)),
            rows=rows("在职", "其中：馆员", "其中：本科"),
        ),
    ),
)

budget = Form(
    id="budget",
    number=6,
    name="购书经费",
    title="云溪市图书馆购书经费统计表（{year}年）",
    section="概况",
    department="办公室",
    blocks=(
        Grid(
            stub=("类别",),
            columns=(number("经费"),),
            rows=rows("图书", "报刊", "总计"),
            down=(Adds("总计", ("图书", "报刊")),),
        ),
    ),
    preface=("单位：万元",),
    unit="万元",
)

FORMS = (loans, loans_compared, talks, outline, staff, budget)
