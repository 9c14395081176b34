"""Table 13: User training for children."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, text

FORM = Form(
    id="user_training_children",
    number=13,
    name="用户培训（少儿）",
    title="{library}社会教育与用户培训情况统计表（少儿 {year} 年）",
    section="社会活动统计",
    department="业务中心",
    blocks=(
        Register(
            columns=(
                date("时 间", required=True),
                text("部(室)", required=True),
                text("学 习 内 容", required=True),
                text("主讲人"),
                text("培训对象"),
                number("参加人数 (人)", "人", required=True),
                number("学 时 (时/人)", "小时", required=True),
                number("总学时 (时)", "学时", required=True),
            ),
            totals=(Total("总计", sums=("参加人数(人)", "总学时(时)")),),
            unique=("学习内容", "培训对象", "时间"),
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
