"""Where each summed figure comes from (出处): library, file, sheet and cell of every figure that was added.

For a city these are thousands of lines, for a nation millions: what is more than a page should hold is told by form, or
by library, and the page says so. The dataset has it all."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.scan import PLACE, figures, of_libraries, table
from guanbiao.consolidate.sums import Place, Summed
from guanbiao.forms.catalogue import shown_row
from guanbiao.model.exports import COMPUTED
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page
from guanbiao.pages.table import Entry, Line, link, link_to, number, table_page
from guanbiao.words import consolidate as words

MOST_LINES = 20_000  # of one page: more is slow to open and of no use to readers
_TOP = 3  # the row, as Excel counts, of the first line
_CAP = 30.0


class Sources(Struct, frozen=True):
    """The page of places, and by figure where its lines begin on it."""

    page: Page
    links: Mapping[Place, str]


def sources(facts: pl.LazyFrame, summed: Mapping[Place, Summed], together: Together) -> Sources:
    """The page of places, figure by figure where that is not too much."""
    count = sum(len(each.behind) for each in summed.values())
    if count <= MOST_LINES:
        return _by_figure(facts, summed, together)
    forms = sum(map(len, together.filers.values()))
    if forms <= MOST_LINES:
        said = words.BEYOND_CELLS.format(count=count)
        return Sources(_page(said, words.FORMS_HEAD, _by_form(facts, together)), {})
    return Sources(_page(words.BEYOND_FORMS, words.LIBRARIES_HEAD, _by_library(together)), {})


def _page(heading: str, head: tuple[str, ...], lines: Iterator[Line]) -> Page:
    return replace(table_page(words.SOURCES, heading, head, lines, _CAP, filtered=True), unprinted=True)


def _by_figure(facts: pl.LazyFrame, summed: Mapping[Place, Summed], together: Together) -> Sources:
    """A line for each figure that was added, those of one sum one below the other."""
    lines: list[Line] = []
    links: dict[Place, str] = {}
    cells = list(summed.values())
    for figure, library, value, *place in _placed(facts, cells, together):
        each = cells[figure]
        links.setdefault(each.place, link_to(words.SOURCES, f"A{_TOP + len(lines)}"))
        lines.append(_line(each, together.names[library], value, place, together))
    heading = words.region_title(words.SOURCES_TITLE, together.region, together.year)
    return Sources(_page(heading, words.SOURCES_HEAD, iter(lines)), links)


def _placed(
    facts: pl.LazyFrame, cells: list[Summed], together: Together
) -> Iterator[tuple[int, int, float, str, str, str, str]]:
    """Every figure behind a sum: number of the sum, library, value, file, sheet, cell, state."""
    lines = [
        (each.cell.form, each.cell.block, each.cell.key, each.cell.shown, each.cell.measure, at)
        for at, each in enumerate(cells)
        if each.behind
    ]
    wanted = table((*PLACE, "measure", "figure"), lines)
    own = figures(of_libraries(facts, together, together.year).filter(pl.col("role") != "entry"))
    met = own.join(wanted, on=[*PLACE, "measure"], how="inner")
    found = met.select("figure", "at", "value", "file", "sheet", "cell", "state").collect(engine="streaming")
    yield from found.sort("figure", "at", "file", "sheet", "cell").iter_rows()


def _line(each: Summed, library: str, value: float, place: Sequence[str], together: Together) -> Line:
    *where, state = place
    form = together.catalogue.by_id[each.cell.form]
    named = (sheet_name(form), shown_row(form, each.cell.key, together.year), each.cell.shown, each.cell.measure)
    said = words.COMPUTED if state == COMPUTED else ""
    return *named, library, number(value), *where, said


def _by_form(facts: pl.LazyFrame, together: Together) -> Iterator[Line]:
    """A line for each form of each library: the file and sheet that it was filed on."""
    own = of_libraries(facts, together, together.year)
    found = own.group_by("at", "form").agg(pl.col("file", "sheet").min(), pl.col("value").count().alias("figures"))
    order = {form.id: at for at, form in enumerate(together.catalogue.forms)}
    lines = found.collect(engine="streaming").iter_rows()
    for at, form, file, sheet, count in sorted(lines, key=lambda line: (order.get(line[1], len(order)), line[0])):
        if form in order:
            yield together.names[at], sheet_name(together.catalogue.by_id[form]), file, sheet, count


def _by_library(together: Together) -> Iterator[Line]:
    for each in together.reporting:
        yield each.library, len(each.filed), workbook_link(each.folder, each.workbook)


def workbook_link(folder: str, file: str, said: str = words.OPEN_WORKBOOK) -> Entry:
    """A link to a file of a library's own folder, beside that of the consolidation."""
    return link(said if file else "", f"external:../{folder}/{file}" if file else "")
