"""The pages of the workbook over libraries, in their order."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from guanbiao.consolidate.comparison import Compared, comparison_pages
from guanbiao.consolidate.entries import lists
from guanbiao.consolidate.indicators import Headlines
from guanbiao.consolidate.official import Given, by_cell, official_pages
from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.sources import sources
from guanbiao.consolidate.status import findings_page, owing_page
from guanbiao.consolidate.sums import Place, Summed
from guanbiao.forms.catalogue import Form
from guanbiao.forms.levels import Level
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page, fit_heights
from guanbiao.pages.reserved import with_reserved_comments
from guanbiao.pages.table import Line, link, link_to, table, table_page, title
from guanbiao.text.years import for_year
from guanbiao.words import consolidate as words

_COVER_WIDTHS = (44.0, 24.0)
_TITLE_CAP, _CAP = 60.0, 40.0


def consolidated_pages(
    facts: pl.LazyFrame,
    summed: dict[Place, Summed],
    own: Sequence[Compared],
    headlines: Headlines,
    together: Together,
) -> Iterator[Page]:
    """What was filed, who owes what, and the figures in short; the official forms; then where all of it comes from."""
    places = sources(facts, summed, together)
    given = Given(together, by_cell(summed), places.links, lists(facts, together))
    yield cover_page(together)
    yield contents_page(together)
    yield owing_page(together)
    yield findings_page(together)
    yield from comparison_pages(own, headlines, together)
    yield from map(with_reserved_comments, official_pages(given))
    yield places.page


def verdict_of(together: Together) -> str:
    """The year in one sentence."""
    return words.VERDICT.format(
        count=len(together.returns),
        filed=len(together.reporting),
        whole=len(_whole(together)),
        owed=sum(len(together.owed(each)) for each in together.returns),
        mandatory=_open(together, Level.MANDATORY),
        query=_open(together, Level.QUERY),
    )


def _open(together: Together, level: Level) -> int:
    return sum(each.count_open(level) for each in together.returns)


def _whole(together: Together) -> list[str]:
    """The libraries that filed every form."""
    return [each.library for each in together.reporting if not together.owed(each)]


def cover_page(together: Together) -> Page:
    """The region, the year, how much was filed and what is open."""
    columns = len(_COVER_WIDTHS)
    cells = [
        *([title(together.region, columns, style="cover")] if together.region else []),
        title(words.region_title(words.TITLE, "", together.year), columns, 1, "cover"),
        title(verdict_of(together), columns, 3, "verdict"),
    ]
    cells += table(5, words.COVER_HEAD, _cover_lines(together))
    cells.append(title(words.LEGEND, columns, cells[-1].row + 2, "note"))
    return Page(words.COVER, tuple(cells), _COVER_WIDTHS, fit_heights(cells, _COVER_WIDTHS))


def _cover_lines(together: Together) -> Iterable[Line]:
    counts = (len(together.returns), len(together.reporting), len(_whole(together)), len(together.silent))
    yield from zip(words.COVER_LINES, counts, strict=True)
    yield words.COVER_OWED, sum(len(together.owed(each)) for each in together.returns)
    yield words.COVER_MANDATORY, _open(together, Level.MANDATORY)
    yield words.COVER_QUERY, _open(together, Level.QUERY)


def contents_page(together: Together) -> Page:
    """One row a form: its title with a link to its page, how many libraries filed it and who did not."""
    heading = words.region_title(words.CONTENTS_TITLE, together.region, together.year)
    lines = [_contents_line(form, together) for form in together.forms]
    return table_page(words.CONTENTS, heading, words.CONTENTS_HEAD, lines, _CAP, {1: _TITLE_CAP, 4: _TITLE_CAP})


def _contents_line(form: Form, together: Together) -> Line:
    filers = together.filers[form.id]
    missing = [name for at, name in enumerate(together.names) if at not in filers]
    name = link(for_year(form.title, together.year), link_to(sheet_name(form)))
    return form.number, name, len(filers), len(missing), words.named(missing)
