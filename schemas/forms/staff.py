"""Table 29: Staff."""

from guanbiao.forms.catalogue import Adds, Form, Grid, Level, Row, number, text

FORM = Form(
    id="staff",
    number=29,
    name="人员构成",
    title="{library}人员构成情况统计表（{year}年）",
    section="人员构成情况",
    department="办公室",
    blocks=(
        Grid(
            stub=("类别", "分项"),
            columns=(number("人数", "人"), number("占比", "%", share=True, optional=True), text("占比基数")),
            rows=(
                Row(("在编职工", "合计")),
                Row(("文化程度", "大学本科以上")),
                Row(("文化程度", "其中：研究生")),
                Row(("年龄", "35岁及以下")),
                Row(("年龄", "36至40岁")),
                Row(("年龄", "41至45岁")),
                Row(("年龄", "46至50岁")),
                Row(("年龄", "51至55岁")),
                Row(("年龄", "56至60岁")),
                Row(("岗位", "专业技术岗位")),
                Row(("岗位", "其中：高级职称")),
                Row(("岗位", "行政岗位")),
                Row(("岗位", "其中：行政干部")),
                Row(("岗位", "工勤岗位")),
            ),
            down=(
                Adds(
                    "在编职工/合计",
                    (
                        "年龄/35岁及以下",
                        "年龄/36至40岁",
                        "年龄/41至45岁",
                        "年龄/46至50岁",
                        "年龄/51至55岁",
                        "年龄/56至60岁",
                    ),
                    only=("人数",),
                    code="29.年龄",
                ),
                Adds(
                    "在编职工/合计",
                    ("岗位/专业技术岗位", "岗位/行政岗位", "岗位/工勤岗位"),
                    only=("人数",),
                    code="29.岗位",
                    level=Level.QUERY,
                ),
            ),
        ),
    ),
)
