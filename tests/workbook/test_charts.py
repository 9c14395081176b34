"""Charts (图表) and the small charts of 指标对照."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from guanbiao.forms.catalogue import MONTHS, Chart, Shape, by_column
from guanbiao.pages.page import Page, Shown, Spark
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.report import Report
from guanbiao.report.trend import Point, Series
from guanbiao.text.cells import at_address
from guanbiao.words.findings import Phrases
from guanbiao.workbook.charts import charts_page
from guanbiao.workbook.indicators import indicators_page
from guanbiao.workbook.official import Consolidated, consolidate
from guanbiao.workbook.trend import trend_page
from msgspec.structs import replace

from tests.drawing import book
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS
from tests.small.forms import loans, loans_compared
from tests.stages import report_of_books

LENT = "2020年各月文献流通册次"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Drawn = dict[str, ElementTree.Element]


@pytest.fixture(scope="module")
def official(report: Report) -> Consolidated:
    return consolidate(report, Phrases(report.catalogue, 2020))


@pytest.fixture(scope="module")
def page(report: Report, official: Consolidated) -> Page:
    found = charts_page(report, official)
    assert found
    return found


@pytest.fixture(scope="module")
def drawn(page: Page) -> Drawn:
    """Every chart of the page as Excel gets it, by its title without its number."""
    package = zipfile.ZipFile(io.BytesIO(write_workbook([page], "图")))
    charts = [ElementTree.fromstring(package.read(name)) for name in package.namelist() if "charts/chart" in name]
    return {_text(chart.find(f"{C}chart/{C}title")).split("  ")[1]: chart for chart in charts}


def _text(element: ElementTree.Element | None) -> str:
    return "".join(each.text or "" for each in element.iter(f"{A}t")) if element is not None else ""


def _cached(chart: ElementTree.Element, what: str) -> Iterator[list[str]]:
    """What a program shows that does not read the cells."""
    for own in chart.iter(f"{C}{what}"):
        yield [each.text or "" for each in own.iter(f"{C}v")]


def test_every_chart_that_has_figures_is_drawn_of_cells_of_its_page(report: Report, drawn: Drawn) -> None:
    declared = [each.title.format(**{"year": 2020, "year-1": 2019, "year-2": 2018}) for each in report.catalogue.charts]
    assert [title.partition("（")[0] for title in drawn] == declared
    ranges = [str(each.text) for chart in drawn.values() for each in chart.iter(f"{C}f")]
    assert {each.partition("!")[0] for each in ranges} == {"图表"}


def test_a_chart_shows_what_the_forms_cells_hold(official: Consolidated, drawn: Drawn) -> None:
    lending = next(each for each in official.pages if each.name == "07 文献流通册次")
    shown = {(cell.row, cell.column): cell.value for cell in lending.cells}
    january = next(row for (row, column), value in shown.items() if not column and value == 1)
    filed = [[shown[january + month, column] or 0 for month in range(12)] for column in (2, 3, 4)]
    chart = drawn[LENT]
    assert [list(map(float, own)) for own in _cached(chart, "val")] == filed
    assert next(_cached(chart, "cat")) == [f"{month}月" for month in range(1, 13)]
    assert [name for name, *_ in filter(None, _cached(chart, "tx"))] == ["成人外借", "少儿外借", "分馆"]
    axes = [_text(each.find(f"{C}title")) for kind in ("catAx", "valAx") for each in chart.iter(f"{C}{kind}")]
    assert axes == ["月份", "单位：册次"]


def test_figures_are_live_and_marked_as_the_cells_that_they_come_of(page: Page) -> None:
    figures = [cell for cell in page.cells if cell.style.startswith("number")]
    assert len(figures) > 150
    assert all("!" in cell.formula for cell in figures)
    wrong = next(cell for cell in figures if cell.value == 51444 and "05 三年流通册次对照" in cell.formula)
    assert wrong.style == "number mandatory"  # which is a figure of visits


def test_no_part_of_the_page_is_torn_apart_in_print(page: Page) -> None:
    tops = [0, *page.breaks, max(cell.row for cell in page.cells) + 1]
    high = [sum(page.heights.get(row, 15.5) for row in range(*each)) for each in pairwise(tops)]
    assert max(high) < 748  # points of A4 within its margins
    table = {cell.row for cell in page.cells}
    inner = {row for row in table if row - 1 in table}
    assert inner.isdisjoint(page.breaks)


def _cells(spark: Spark, pages: Sequence[Page]) -> list[Shown]:
    """What stands in the cells that a small chart is of."""
    sheet, _, cells = spark.cells.rpartition("!")
    own = next(each for each in pages if f"'{each.name}'" == sheet)
    (top, left), (bottom, right) = (at_address(each) for each in cells.split(":"))
    return [cell.value for cell in own.cells if top <= cell.row <= bottom and left <= cell.column <= right]


def test_charts_of_what_was_not_filed_are_left_out_and_months_and_years_stand_beside_indicators() -> None:
    monthly = Chart(
        "{year}年各月借阅", "册次", MONTHS, by_column(loans, MONTHS, "总馆", "少儿馆"), Shape.STACKED, "月份"
    )
    rows = ("总馆", "少儿馆")
    owed = Chart("{year}年对照", "册次", rows, by_column(loans_compared, rows, "借阅册次/{year}年"))
    catalogue = replace(SMALL, charts=(owed, monthly))
    report = report_of_books([book(LOANS, file="借阅.xlsx")], 2020, catalogue)
    phrases = Phrases(catalogue, 2020)
    official = consolidate(report, phrases)
    page = charts_page(report, official)
    assert page
    assert [plot.title for plot in page.plots] == ["图 1  2020年各月借阅"]
    series = (Series(SMALL.indicators[0], (Point(2018, None), Point(2019, 50000.0), Point(2020, 55489.0))),)
    by_month, by_year = indicators_page(report, official, phrases, series).sparks
    assert _cells(by_month, official.pages) == [row[3] for row in LOANS.rows[2:14]]
    assert _cells(by_year, [trend_page(series)]) == [None, 50000, 55489]
    assert charts_page(replace(report, catalogue=SMALL), official) is None
