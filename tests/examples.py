"""What the examples in docstrings work on: a sheet drawn in the docstring itself, read as a form of donations.

    | 季度 | 个人 | 单位 | 合计 |

A docstring that draws such a sheet finds it there as `filings`, `tables`, `counted` and `catalogue`."""

from typing import Any

from guanbiao.facts.counted import counted_filings
from guanbiao.facts.extract import extract
from guanbiao.forms.catalogue import Adds, Blank, Catalogue, Department, Form, Grid, number, rows
from guanbiao.recognise.recognise import recognise

from tests.drawing import book, sheet

TITLE, HEAD = "| 受赠图书统计表（2020年） |", "| 季度 | 个人 | 单位 | 合计 |"
DONATIONS = Form(
    id="donations",
    number=1,
    name="受赠图书",
    title="受赠图书统计表（{year}年）",
    section="馆藏",
    department="采编部",
    blocks=(
        Grid(
            stub=("季度",),
            columns=(number("个人"), number("单位"), number("合计")),
            rows=rows("一季度", "二季度", "上半年"),
            down=(Adds("上半年", ("一季度", "二季度")),),
            across=(Adds("合计", ("个人", "单位")),),
            entries_blank=Blank.NONE,
        ),
    ),
    unit="册",
)
CATALOGUE = Catalogue("图书馆", (DONATIONS,), (Department("采编部"),), ())


def namespace(docstring: str) -> dict[str, Any]:
    """What a docstring's examples may use: nothing where it draws no sheet of donations."""
    drawn = [line.strip() for line in docstring.splitlines() if line.strip().startswith("|")]
    if HEAD not in drawn:
        return {}
    found = recognise([book(sheet("\n".join((TITLE, *drawn))))], CATALOGUE)
    tables = extract(found.filings, CATALOGUE)
    counted = counted_filings(found.filings, [2020], CATALOGUE.vocabulary)
    return {"filings": found.filings, "tables": tables, "counted": counted, "catalogue": CATALOGUE}
