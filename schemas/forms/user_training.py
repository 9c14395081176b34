"""Table 12: User training."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, text

FORM = Form(
    id="user_training",
    number=12,
    name="用户培训",
    title="{library}社会教育与用户培训情况统计表（{year}年）",
    section="社会活动统计",
    department="业务中心",
    blocks=(
        Register(
            columns=(
                date("时间", required=True),
                text("部(室)", required=True),
                text("学习内容", required=True),
                text("主讲人"),
                text("培训对象"),
                number("参加人数(人)", "人", required=True),
                number("学时 (时/人)", "小时", required=True),
                number("总学时 (时)", "学时", required=True),
            ),
            totals=(Total("总计", count="部(室)", sums=("参加人数(人)", "总学时(时)"), unit="次"),),
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
