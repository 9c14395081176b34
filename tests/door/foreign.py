"""A small library of its own, as a folder of declarations, and a filing of it."""

from pathlib import Path

FORMS = '''"""The forms."""

from guanbiao.forms.catalogue import Adds, Blank, Form, Grid, number, rows

FORM = Form(
    id="loans",
    number=1,
    name="外借",
    title="海城市图书馆外借统计表（{year}年）",
    section="服务",
    department="流通部",
    blocks=(
        Grid(
            stub=("季度",),
            columns=(number("成人", "册"), number("少儿", "册"), number("合计", "册")),
            rows=rows("一季度", "二季度", "全年"),
            down=(Adds("全年", ("一季度", "二季度")),),
            across=(Adds("合计", ("成人", "少儿")),),
            entries_blank=Blank.NONE,
        ),
    ),
)
'''
CATALOGUE = '''"""The catalogue."""

from guanbiao.forms.catalogue import Catalogue, Department, Rule, Vocabulary

from .forms.loans import FORM as loans

CATALOGUE = Catalogue(
    library="海城市图书馆",
    forms=(loans,),
    departments=(Department("流通部"), Department("综合部")),
    rules=(Rule("X01", loans["一季度", "成人"] <= loans["全年", "成人"]),),
    compiles="综合部",
    vocabulary=Vocabulary(heads=("科室主任",)),
)
'''
LINES = (
    "海城市图书馆外借统计表（2021年）,,,",
    "季度,成人,少儿,合计",
    "一季度,10,1,11",
    "二季度,20,2,22",
    "全年,30,3,34",
    "科室主任：王某,,填表人：李某,",
)


def written(folder: Path) -> Path:
    """The declarations of the library, written into a folder."""
    (folder / "forms").mkdir(parents=True)
    (folder / "forms" / "__init__.py").write_text('"""The forms."""\n', "utf-8")
    (folder / "forms" / "loans.py").write_text(FORMS, "utf-8")
    (folder / "catalogue.py").write_text(CATALOGUE, "utf-8")
    return folder


def filed(folder: Path) -> Path:
    """A drop folder with its form, of which one total is wrong."""
    folder.mkdir(parents=True)
    (folder / "外借.csv").write_text("\n".join(LINES), "utf-8")
    return folder
