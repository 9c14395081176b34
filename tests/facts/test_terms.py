"""The one maker of terms: every cell that a finding speaks of, with its place and what is printed beside it."""

import pytest
from guanbiao.facts.extract import extract
from guanbiao.facts.frames import CellLine, TermLine, lines
from guanbiao.facts.terms import cell_term, file_term, label_term, relation_term, sheet_term, title_term
from guanbiao.model.books import Sheet
from guanbiao.model.filings import Filing, Titled
from guanbiao.model.findings import Role, Term
from msgspec.structs import replace

from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, TALKS, small_filings

LINE = TermLine(
    **dict.fromkeys(TermLine.__struct_fields__)  # type: ignore[arg-type]
    | {"form": "loans_compared", "row": "合计", "column": "借阅册次/{year}年", "label": None, "period": 2020, "side": 0}
    | {"figure": 55489.0, "raw": "55489", "at_row": 5, "at_column": 2, "filing": 0, "measure": "", "factor": 1}
    | {"power": 0, "back": 0}
)


def filed(of: Sheet) -> Filing:
    (filing,) = small_filings(of)
    return filing


def test_a_cell_is_known_by_the_labels_of_its_year() -> None:
    cells = list(lines(extract([filed(COMPARED)], SMALL).cells, CellLine))
    own = next(each for each in cells if (each.row, each.column) == ("合计", "借阅册次/{year}年"))
    term = cell_term(own, filed(COMPARED), SMALL)
    place = ("表.xlsx", "对照", "C6")
    assert term == Term(Role.CELL, "loans_compared", "合计", "借阅册次/2020年", 55489.0, "55489", *place)
    assert cell_term(own, filed(COMPARED), SMALL, Role.BESIDE) == replace(term, role=Role.BESIDE)
    assert cell_term(replace(own, raw=None, value=None), filed(COMPARED), SMALL) == replace(term, raw="", value=None)
    undated = replace(filed(COMPARED), period=None)
    assert cell_term(own, undated, SMALL).column != "借阅册次/2020年"
    talks = list(lines(extract([filed(TALKS)], SMALL).cells, CellLine))
    entry = next(each for each in talks if each.at_row == 3 and each.column == "联系电话")
    assert cell_term(entry, filed(TALKS), SMALL) == Term(
        Role.CELL, "talks", "2", "联系电话", None, "", "表.xlsx", "讲座", "F4", personal=True
    )


def test_a_term_of_a_relation_is_a_side_and_leads_to_its_cell() -> None:
    filing = filed(COMPARED)
    term = relation_term(LINE, [filing], SMALL)
    place = ("表.xlsx", "对照", "C6")
    assert term == Term(Role.REPORTED, "loans_compared", "合计", "借阅册次/2020年", 55489.0, "55489", *place)
    assert relation_term(replace(LINE, side=1), [filing], SMALL) == replace(term, role=Role.EXPECTED)
    shown = relation_term(replace(LINE, factor=-1, power=1, measure="场", label="x"), [filing], SMALL)
    assert shown == replace(term, factor=-1, power=1, measure="场")
    past = relation_term(replace(LINE, back=1), [replace(filing, period=2019)], SMALL)
    assert past == replace(term, back=1, column="借阅册次/2019年")
    assert relation_term(replace(LINE, back=None), [filing], SMALL) == term
    kept = relation_term(LINE, [replace(filing, kept=True)], SMALL)
    assert kept == replace(term, kept=True)
    entry = relation_term(replace(LINE, row=None, label="2"), [filing], SMALL)
    assert entry.row == "2"
    assert relation_term(replace(LINE, row=None, raw=None), [filing], SMALL) == replace(term, row="", raw="")


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"filing": None}, ("", "", "")),
        ({"at_row": None}, ("表.xlsx", "对照", "")),
        ({"at_column": None}, ("表.xlsx", "对照", "")),
        ({"at_column": -1}, ("表.xlsx", "对照", "")),
        ({"at_column": 0, "at_row": 0}, ("表.xlsx", "对照", "A1")),
    ],
)
def test_what_is_nowhere_filed_has_no_cell(changed: dict[str, int | None], place: tuple[str, str, str]) -> None:
    term = relation_term(replace(LINE, **changed), [filed(COMPARED)], SMALL)
    assert (term.file, term.sheet, term.cell) == place
    assert not term.kept


def test_labels_titles_files_and_sheets() -> None:
    filing = filed(COMPARED)
    assert label_term(filing, (3, 0), "少儿馆") == Term(
        Role.CELL, "loans_compared", "", "", None, "少儿馆", "表.xlsx", "对照", "A4"
    )
    assert label_term(filing, (3, 0), "x", "行", "列").column == "列"
    title = title_term(filing)
    assert title == Term(Role.TITLE, "loans_compared", "", "", None, filing.title, "表.xlsx", "对照", "A1")
    assert title_term(replace(filing, titled=Titled.SHEET_NAME)) == replace(title, cell="")
    assert file_term("a.xlsx") == Term(Role.FILE, "", "", "", file="a.xlsx")
    assert sheet_term("a.xlsx", "表", (4, 1), "话") == Term(
        Role.SHEET, "", "", "", raw="话", file="a.xlsx", sheet="表", cell="B5"
    )
