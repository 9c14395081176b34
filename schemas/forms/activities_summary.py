"""Table 1: Reader activities of the year by audience and place."""

from guanbiao.forms.catalogue import Adds, Form, Grid, group, number, rows

FORM = Form(
    id="activities_summary",
    number=1,
    name="读者活动情况",
    title="{library} {year} 年举办读者活动情况表",
    section="综合统计分析",
    department="业务中心",
    blocks=(
        Grid(
            stub=("形式",),
            columns=(
                group("讲座、报告会", number("期", "期"), number("人次", "人次")),
                group("展览", number("期", "期"), number("人次", "人次")),
                group("其他活动", number("期", "期"), number("人次", "人次")),
                number("总计", measures=("期", "人次"), floating=True),
            ),
            rows=rows("成人阵地", "少儿阵地", "成人网上", "少儿网上", "合计"),
            down=(Adds("合计", ("成人阵地", "少儿阵地", "成人网上", "少儿网上")),),
        ),
    ),
)
