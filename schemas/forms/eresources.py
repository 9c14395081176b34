"""Table 17: Use of electronic resources."""

from guanbiao.forms.catalogue import Form, Register, Total, number, text

FORM = Form(
    id="eresources",
    number=17,
    name="资源在线服务",
    title="{year} 年资源在线服务情况统计",
    section="数字图书馆服务统计",
    department="网络服务部",
    blocks=(
        Register(
            columns=(
                text("数据库名称", required=True),
                number("访问次数", "次", required=True),
                text("备注"),
            ),
            totals=(Total("合计", sums=("访问次数",)),),
            unique=("数据库名称",),
        ),
    ),
)
