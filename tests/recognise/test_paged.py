"""A form of several blocks over several pages, with or without its title on each; and pages that are none of its own."""

from collections.abc import Sequence

import pytest
from guanbiao.facts.extract import extract
from guanbiao.forms.catalogue import Adds, Catalogue, Department, Form, Grid, Register, number, rows, serial, text
from guanbiao.model.books import Note, Sheet
from guanbiao.model.filings import Filing
from guanbiao.recognise.recognise import recognise
from guanbiao.text.cells import Value
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, codes, filings, printed, recognised, sheet

OVERVIEW = printed(6)
TITLE, HEAD, *_ = OVERVIEW.rows
CARD, GRID, LAST = OVERVIEW.rows[1:12], OVERVIEW.rows[12:19], OVERVIEW.rows[19:]
Row = Sequence[Value]


def said(*found: Filing, catalogue: Catalogue = CATALOGUE) -> list[tuple[str, str, str | None]]:
    """What the filings say, block by block, however they are laid out."""
    cells = extract(found, catalogue).cells.sort("filing", "block", "row", "column", "seq")
    return [line for line in cells.select("row", "column", "raw").iter_rows() if line[2] is not None]


WHOLE = said(*filings(OVERVIEW))
PAGES: tuple[Sequence[Sequence[Row]], ...] = (
    (CARD, GRID, LAST),
    (CARD, [*GRID, *LAST]),
    ([*CARD, *GRID], LAST),
    (CARD[:5], [HEAD, *CARD[5:], *GRID, *LAST]),  # an item goes on on the second page
    (CARD[:6], [*CARD[6:], *GRID], LAST),
    ([*CARD, *GRID[:4]], [*GRID[:2], *GRID[4:], *LAST]),  # the header of the grid again
    ([*CARD, *GRID, LAST[0]], LAST[1:]),
)
MARKS = ("{}", "{}（续表）", "{}（第2页）")


@pytest.mark.parametrize("pages", PAGES)
@pytest.mark.parametrize("mark", MARKS)
def test_pages_on_one_sheet_are_one_filing(pages: Sequence[Sequence[Row]], mark: str) -> None:
    stacked = [row for at, page in enumerate(pages) for row in ([mark.format(TITLE[0]) if at else TITLE[0]], *page)]
    done = recognised(book(Sheet("表", stacked)))
    assert said(*done.filings) == WHOLE
    assert codes(done.findings) == ["form_in_parts"]


@pytest.mark.parametrize("pages", PAGES)
@pytest.mark.parametrize("head", [[[TITLE[0]]], [[f"{TITLE[0]}（续表）"]], [["（续表）"]], []])
def test_pages_on_sheets_are_one_filing(pages: Sequence[Sequence[Row]], head: Sequence[Row]) -> None:
    sheets = [Sheet(f"Sheet{at}", [*(head if at else [TITLE]), *page]) for at, page in enumerate(pages)]
    done = recognised(book(*sheets))
    assert said(*done.filings) == WHOLE
    assert codes(done.findings) == ["form_in_parts"]


def test_cells_on_pages_keep_their_own_addresses() -> None:
    first, second = Sheet("一", [TITLE, *CARD]), Sheet("二", [[f"{TITLE[0]}（续）"], *GRID, *LAST])
    (filing,) = filings(first, second)
    assert filing.place(len(first.rows) + 2, 2) == ("二", "C4")
    assert [part.range for part in filing.stands] == ["A1:I12", "A1:I10"]


def test_lines_above_every_page_are_said_once() -> None:
    line: Row = ["填报部门：办公室"]
    first, second = Sheet("一", [TITLE, line, *CARD]), Sheet("二", [[f"{TITLE[0]}（续）"], line, *GRID, *LAST])
    (filing,) = filings(first, second)
    assert [each.text for each in filing.lines] == ["填报部门：办公室"]
    assert said(filing) == WHOLE


def test_what_is_not_certain_to_be_one_form_stays_apart() -> None:
    first, second = [TITLE, *CARD], [TITLE, *GRID, *LAST]
    hidden = (Note("hidden_sheet"),)
    other_year: Row = [str(TITLE[0]).replace("2020", "2019")]
    apart = (
        (Sheet("一", first), replace(Sheet("二", second), notes=hidden)),
        (Sheet("一", [TITLE, ["填报部门：办公室"], *CARD]), Sheet("二", [TITLE, ["填报部门：业务部"], *GRID, *LAST])),
        (Sheet("一", first), Sheet("草稿", second)),
        (Sheet("一", first), Sheet("二", [other_year, *GRID, *LAST])),
        (Sheet("一", first), Sheet("二", [TITLE, *CARD[3:], *GRID, *LAST])),  # items that stand on the first page, too
        (Sheet("一", first), Sheet("二", [["本年度情况分析"], *GRID, *LAST])),
        (Sheet("一", first), Sheet("二", [*GRID, *LAST, ["旧账", 7, 9]])),
    )
    for sheets in apart:
        done = recognised(book(*sheets))
        assert not [filing for filing in done.filings if filing.parts], [each.name for each in sheets]
        assert "header_mismatch" in codes(done.findings)


def test_two_copies_on_pages_are_two_filings() -> None:
    stacked = [[TITLE, *CARD], [TITLE, *GRID, *LAST]] * 2
    found = filings(*(Sheet(f"Sheet{at}", page) for at, page in enumerate(stacked)))
    assert [len(filing.parts) for filing in found] == [2, 2]


def test_a_whole_form_and_another_with_its_table_stay_two() -> None:
    done = recognised(book(OVERVIEW, Sheet("活动", printed(1).rows)))
    assert [filing.form for filing in done.filings] == ["activities_summary", "overview"]
    assert not [filing for filing in done.filings if filing.parts]


BRANCHES = Form(
    id="branches_of",
    number=1,
    name="分馆",
    title="海城市图书馆分馆情况表（{year}年）",
    section="分馆",
    department="业务部",
    blocks=(
        Grid(
            stub=("季度",),
            columns=(number("册次", "册次"), number("人次", "人次")),
            rows=rows("一季度", "二季度", "全年"),
            down=(Adds("全年", ("一季度", "二季度")),),
        ),
        Register(columns=(serial("序号"), text("馆名"), number("藏书", "册"))),
    ),
)
HAICHENG = Catalogue("海城市图书馆", (BRANCHES,), (Department("业务部"),), ())
FIRST = sheet(
    "| 海城市图书馆分馆情况表（2020年） |||\n| 季度 | 册次 | 人次 |\n| 一季度 | 1 | 2 |\n| 二季度 | 3 | 4 |\n| 全年 | 4 | 6 |"
)
LIST = sheet("| 序号 | 馆名 | 藏书 |\n| 1 | 东馆 | 10 |\n| 2 | 西馆 | 20 |", "续").rows
MORE = sheet("| 海城市图书馆分馆情况表（2020年）（续） |||\n| 序号 | 馆名 | 藏书 |\n| 3 | 南馆 | 30 |").rows


def test_forms_of_other_blocks_are_read_on_pages_too() -> None:
    one = said(*recognise([book(Sheet("表", [*FIRST.rows, *LIST, *MORE[2:]]))], HAICHENG).filings, catalogue=HAICHENG)
    for sheets in ((FIRST, Sheet("续", LIST), Sheet("三", MORE)), (FIRST, Sheet("续", [*LIST, *MORE]))):
        done = recognise([book(*sheets)], HAICHENG)
        assert len(done.filings) == 1
        assert said(*done.filings, catalogue=HAICHENG) == one


def test_numbers_that_begin_anew_are_no_further_page() -> None:
    again = [MORE[0], *LIST]
    done = recognise([book(FIRST, Sheet("续", LIST), Sheet("三", again))], HAICHENG)
    (filing,) = done.filings
    assert [part.sheet.name for part in filing.parts] == ["Sheet1", "续"]
    assert "header_mismatch" in codes(done.findings)
