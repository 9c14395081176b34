"""Table 24: Acquisitions budget."""

from guanbiao.forms.catalogue import Adds, Form, Grid, number, rows

FORM = Form(
    id="acquisitions_budget",
    number=24,
    name="采购经费",
    title="{library}文献采购经费统计表（{year}年）",
    section="采购经费统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("类别",),
            columns=(number("经费"),),
            rows=rows("中文图书", "电子文献", "报刊", "总计"),
            down=(Adds("总计", ("中文图书", "电子文献", "报刊")),),
        ),
    ),
    preface=("单位：万元",),
    unit="万元",
)
