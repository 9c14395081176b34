"""The pages over libraries: sums in the official layout, each with what is to be said of it and where it comes from."""

import polars as pl
import pytest
from guanbiao.consolidate.comparison import compared
from guanbiao.consolidate.indicators import headlines
from guanbiao.consolidate.pages import consolidated_pages, cover_page
from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.sources import sources
from guanbiao.consolidate.sums import Place, Summed
from guanbiao.consolidate.told import html_summary
from guanbiao.pages.page import Page, Placed, lines_needed
from guanbiao.pages.xlsx import STYLES
from guanbiao.report.report import Report
from msgspec.structs import replace

from tests.consolidate.libraries import AWAITED, FIRST, SECOND, THIRD, facts_of

SIZE, ACROSS = 11, 126  # points of what stands in cells; characters of that size that A4 holds across


@pytest.fixture(scope="module")
def both(dataset: pl.LazyFrame, of_libraries: dict[str, Report]) -> pl.LazyFrame:
    """The facts of the year, and of the year before of two libraries, of which one stated twice as much."""
    last = pl.concat([facts_of(name, of_libraries[name], 2019) for name in (FIRST, SECOND)]).lazy()
    before = pl.col("value") * pl.when(pl.col("library") == FIRST).then(2).otherwise(1)
    column = pl.col("column").str.replace("2020年", "2019年")
    return pl.concat([dataset, last.with_columns(before.alias("value"), column)])


@pytest.fixture(scope="module")
def pages(both: pl.LazyFrame, sums: dict[Place, Summed], year: Together) -> dict[str, Page]:
    own = headlines(both, year)
    return {page.name: page for page in consolidated_pages(both, sums, compared(own, year), own, year)}


def row_of(page: Page, *labels: object) -> list[Placed]:
    """The cells of the row that holds some values."""
    rows: dict[int, list[Placed]] = {}
    for cell in page.cells:
        rows.setdefault(cell.row, []).append(cell)
    return next(cells for cells in rows.values() if set(labels) <= {cell.value for cell in cells})


@pytest.mark.parametrize(("region", "heads"), [("云溪市", ["云溪市", "2020年度汇总表"]), ("", ["2020年度汇总表"])])
def test_the_cover_names_the_region_where_there_is_one(region: str, heads: list[str], year: Together) -> None:
    page = cover_page(replace(year, region=region))
    assert [cell.value for cell in page.cells if cell.style == "cover"] == heads


def test_an_official_page_holds_sums_where_the_form_has_figures(pages: dict[str, Page]) -> None:
    page = pages["01 借阅册次"]
    assert page.cells[0].value == "云溪市公共图书馆借阅册次统计表（2020年）"
    said = next(cell.value for cell in page.cells if cell.style == "line")
    assert said == f"本表由 3 个图书馆汇总，1 个图书馆未报：{AWAITED}。没有批注的数都是这 3 个图书馆之和。"
    label, main, children, total, note = row_of(page, 3)
    assert (label.value, main.value, children.value, total.value, note.value) == (3, 9165, 3990, 13455, None)
    assert "info" in main.style
    assert main.comment == f"2 个图书馆之和。无法识别或单位不同，没有计入：{THIRD}。未报本表：{AWAITED}。"
    assert not children.comment
    assert children.link


def test_lists_stand_below_each_other_with_their_libraries(pages: dict[str, Page]) -> None:
    page = pages["03 讲座"]
    heads = [cell.value for cell in page.cells if cell.style == "head"]
    assert heads == ["图书馆", "序号", "时间", "题目", "地点", "人次", "联系电话"]
    owners = [cell.value for cell in page.cells if cell.column == 0 and cell.style == "text"]
    assert owners == [FIRST] * 5 + [SECOND] * 5
    assert [cell.value for cell in row_of(page, "合计")][:6] == ["合计", None, 15, None, None, 1344][:6]


def test_cards_hold_sums_measure_by_measure(pages: dict[str, Page]) -> None:
    values = {cell.value for cell in pages["04 概况"].cells}
    assert {"13场 936人次", 38944 * 2 + 300} <= values


def test_shares_are_worked_out_anew_and_nothing_else_is_made_up(pages: dict[str, Page]) -> None:
    _, _, librarians = row_of(pages["05 人员"], "其中：馆员")
    assert librarians.value == 57 / 144
    assert librarians.comment == "由合计数重新计算：57÷144（2 个图书馆）。"
    _, _, graduates = row_of(pages["05 人员"], "其中：本科")
    assert (graduates.value, graduates.comment) == (None, "不能相加，也没有写明怎样合算，所以不列。")
    assert not row_of(pages["05 人员"], "在职")[2].comment  # nobody stated one


def test_each_figure_leads_to_where_its_parts_stand(pages: dict[str, Page], sums: dict[Place, Summed]) -> None:
    places = pages["出处"]
    january = row_of(pages["01 借阅册次"], 1)[1]
    top = int(january.link.rpartition("!A")[2]) - 1
    lines = [[cell.value for cell in places.cells if cell.row == row] for row in range(top, top + 3)]
    assert [(line[0], line[1], line[2], line[4], line[5], line[8]) for line in lines] == [
        ("01 借阅册次", "1", "总馆", name, value, "B3") for name, value in ((FIRST, 3120), (SECOND, 6240), (THIRD, 100))
    ]
    assert sum(int(line[5] or 0) for line in lines) == january.value == sums["loans", "1", "总馆", ""].value


def test_every_figure_leads_to_just_the_lines_that_it_is_the_sum_of(
    pages: dict[str, Page], sums: dict[Place, Summed]
) -> None:
    lines: dict[int, list[object]] = {}
    for cell in pages["出处"].cells:
        lines.setdefault(cell.row, []).append(cell.value)
    of_figure: dict[tuple[object, ...], list[int]] = {}
    for row, line in lines.items():
        of_figure.setdefault(tuple(line[:4]), []).append(row)
    met = 0
    for cell in (cell for page in pages.values() for cell in page.cells if page.name[0] == "0" and cell.link):
        top = int(cell.link.rpartition("!A")[2]) - 1
        own = of_figure[tuple(lines[top][:4])]
        assert own == [*range(top, top + len(own))]
        of = [float(str(lines[row][5] or 0)) for row in own]
        assert "percent" in cell.style or round(sum(of), 6) == cell.value
        met += 1
    assert met > 20


def test_the_headline_figures_say_how_they_lie_and_who_states_none(pages: dict[str, Page]) -> None:
    line = [cell.value for cell in pages["指标汇总"].cells if cell.row == 2]
    assert line[:5] == ["借阅册次", "册次", 3, 110978 + 55489 + 350, 110978 + 110978]
    assert line[5:7] == [-55489, -55489 / 221956]
    assert line[7:] == [55489, "", "", AWAITED]  # of three nobody can say what is usual


def test_libraries_are_ranked_with_the_year_before(pages: dict[str, Page]) -> None:
    page = pages["分馆对比"]
    lines = [[cell.value for cell in page.cells if cell.row == row] for row in (2, 3, 4)]
    assert [line[1:5] for line in lines] == [
        [1, SECOND, 110978, 110978],
        [2, FIRST, 110978, 55489],
        [3, THIRD, None, 350],
    ]
    assert [line[6] for line in lines] == [0, -55489, None]
    assert [spark.cells for spark in page.sparks] == [f"'分馆对比'!D{row}:E{row}" for row in (3, 4, 5)]


def test_who_owes_what_by_department(pages: dict[str, Page]) -> None:
    page = pages["催报表"]
    lines = [[cell.value for cell in page.cells if cell.row == row] for row in range(2, 5)]
    assert lines[0] == [AWAITED, "（一张未报）", 6, ""]
    assert lines[1:] == [[THIRD, "借阅部", 1, "02 借阅对照"], [THIRD, "活动部", 1, "03 讲座"]]


def test_what_is_too_much_for_a_page_is_told_by_form(
    dataset: pl.LazyFrame, sums: dict[Place, Summed], year: Together, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guanbiao.consolidate.sources.MOST_LINES", 20)
    found = sources(dataset, sums, year)
    assert "每个数的出处在数据集" in str(found.page.cells[0].value)
    assert [cell.value for cell in found.page.cells if cell.row == 2][:2] == [FIRST, "01 借阅册次"]
    assert not found.links


@pytest.mark.parametrize("name", ["各馆问题", "指标汇总"])
def test_pages_of_many_columns_print_no_smaller_than_nine_points(pages: dict[str, Page], name: str) -> None:
    assert SIZE * min(1.0, ACROSS / sum(pages[name].widths)) >= 9


def test_the_web_page_says_the_same_of_the_headline_figures(both: pl.LazyFrame, year: Together) -> None:
    own = headlines(both, year)
    told = html_summary(compared(own, year), own, year)
    assert told.years == ("2019年", "2020年")
    (first,) = told.figures
    assert (first.name, first.total, first.before) == ("借阅册次（册次）", "166817", "221956")
    assert (first.change, first.count, first.missing) == ("-25%", 3, AWAITED)
    assert [(bar.rank, bar.library, bar.text, bar.width) for bar in first.bars] == [
        (1, SECOND, "110978", 100.0),
        (2, FIRST, "55489", 50.0),
        (3, THIRD, "350", 0.3),
    ]
    assert [(each.library, each.count) for each in told.owing] == [(AWAITED, 6), (THIRD, 2)]
    assert not told.is_whole


def test_what_takes_several_lines_wraps(pages: dict[str, Page]) -> None:
    """A row is as high as its text needs; where the text did not wrap, its end was cut off."""
    texts = [(page, cell) for page in pages.values() for cell in page.cells if isinstance(cell.value, str)]
    long = [
        cell
        for page, cell in texts
        if lines_needed(str(cell.value), sum(page.widths[cell.column : cell.right + 1])) > 1
    ]
    assert any(cell.style == "line" for cell in long)
    assert {cell.style for cell in long if not STYLES[cell.style.split()[0]].get("text_wrap")} == set()
