"""Table 11: Promotions of books and journals."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="promotions",
    number=11,
    name="书刊宣传",
    title="{library}书刊宣传情况统计表（{year}年）",
    section="社会活动统计",
    department="业务中心",
    blocks=(
        Register(
            columns=(
                serial(),
                text("书刊宣传内容及形式", required=True),
                text("部 门"),
                number("数 量(种)", "种", required=True),
                date("时 间", required=True),
                text("地 点"),
            ),
            totals=(Total("合计", count="书刊宣传内容及形式", sums=("数量(种)",), unit="期"),),
            unique=("书刊宣传内容及形式", "地点", "时间"),
        ),
    ),
    preface=("填报部门：业务中心",),
    signatures=(
        "部门负责人",
        "填表人",
        "填报日期",
    ),
    landscape=True,
)
