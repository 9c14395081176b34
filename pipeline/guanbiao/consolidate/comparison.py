"""Libraries compared: the headline figures in sum (指标汇总), and library by library (分馆对比): rank, last year, what
stands apart, in words."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.consolidate.compare import Far, Spread, far_off, ranks, spread_of
from guanbiao.consolidate.indicators import Headlines, Values
from guanbiao.consolidate.returns import Together
from guanbiao.forms.catalogue import Indicator
from guanbiao.pages.formulas import quoted
from guanbiao.pages.page import Page, Spark
from guanbiao.pages.table import Entry, Line, centred, number, share, table_page
from guanbiao.text.cells import a1
from guanbiao.text.figures import exact
from guanbiao.words import consolidate as words
from guanbiao.words import figures as said

MOST_LINES = 9_000  # of 分馆对比; beyond, each indicator lists its first and last and what stands apart
_CAP, _NAME_CAP, _SAID_CAP = 16.0, 28.0, 50.0
_SPREAD_CAPS, _SPARK = (
    {0: 20.0, 8: 20.0, 10: 22.0},
    14.0,
)  # of 指标汇总, which has many columns
_TOP = 2  # the row, from 0, of the first line


class Compared(Struct, frozen=True):
    """An indicator over libraries: what each states, this year and the year before, their ranks, how they lie, and what
    stands apart."""

    indicator: Indicator
    values: Values
    before: Values
    ranks: Mapping[int, int]
    spread: Spread | None
    far: Mapping[int, Far]

    @property
    def total(self) -> int | float | None:
        """The sum over libraries; None where nobody states it."""
        return total_of(self.values)

    @property
    def same(self) -> tuple[int | float | None, int | float | None]:
        """The sums of this year and the year before over the libraries that state both: what can be compared."""
        both = self.values.keys() & self.before.keys()
        now, before = ({at: own[at] for at in both} for own in (self.values, self.before))
        return total_of(now), total_of(before)


def total_of(values: Values) -> int | float | None:
    """The sum of what libraries state."""
    return exact(round(sum(values.values()), 6)) if values else None


def compared(headlines: Headlines, together: Together) -> tuple[Compared, ...]:
    """All indicators over libraries."""
    return tuple(_compared(at, each, headlines, together) for at, each in enumerate(together.catalogue.indicators))


def _compared(at: int, indicator: Indicator, headlines: Headlines, together: Together) -> Compared:
    values, before = headlines.of(at, together.year), headlines.of(at, together.year - 1)
    return Compared(indicator, values, before, ranks(values), spread_of(values), far_off(values, before))


def comparison_pages(own: Sequence[Compared], headlines: Headlines, together: Together) -> tuple[Page, Page]:
    """指标汇总 and 分馆对比."""
    most = max(2, MOST_LINES // (2 * len(own))) if own else 0
    shown = [_shown(each, most if len(own) * len(together.names) > MOST_LINES else 0) for each in own]
    at_row = [_TOP + sum(map(len, shown[:at])) for at in range(len(shown))]
    ranges = [(top, top + len(rows) - 1) for top, rows in zip(at_row, shown, strict=True)]
    is_cut = any(len(rows) < len(each.values) for rows, each in zip(shown, own, strict=True))
    return _spread_page(own, headlines, together, ranges), _compared_page(own, headlines, together, shown, is_cut, most)


def _shown(each: Compared, most: int) -> list[int]:
    """The libraries of an indicator that are listed, by rank: all, or the first, the last, and what stands apart."""
    ordered = list(each.ranks)
    if not most or len(ordered) <= 2 * most:
        return ordered
    return [
        library for at, library in enumerate(ordered) if at < most or at >= len(ordered) - most or library in each.far
    ]


def _spread_page(
    own: Sequence[Compared], headlines: Headlines, together: Together, ranges: Sequence[tuple[int, int]]
) -> Page:
    heading = words.region_title(words.SPREAD_TITLE, together.region, together.year)
    lines = [_spread_line(each, together) for each in own]
    column = len(words.COMPARED_HEAD) + len(headlines.years) - 1
    page = table_page(words.SPREAD, heading, words.SPREAD_HEAD, lines, _CAP, _SPREAD_CAPS, head_lines=2)
    sparks = [
        Spark(_TOP + at, 9, f"{quoted(words.COMPARED)}!{a1(top, column)}:{a1(bottom, column)}")
        for at, (top, bottom) in enumerate(ranges)
        if bottom > top
    ]
    return replace(page, sparks=tuple(sparks), widths=(*page.widths[:9], _SPARK, *page.widths[10:]))


def _spread_line(each: Compared, together: Together) -> Line:
    total, before = each.total, total_of(each.before)
    missing = [name for at, name in enumerate(together.names) if at not in each.values]
    spread = each.spread
    half = _half(spread) if spread else ""
    return (
        *(each.indicator.name, each.indicator.unit, len(each.values), number(total), number(before)),
        *changed(*each.same),
        *(number(spread.median if spread else None), centred(half), "", words.named(missing)),
    )


def _half(spread: Spread) -> str:
    """Between what half of the figures lie; '' where nobody can tell, or all are alike."""
    if spread.low is None or spread.high is None or spread.high - spread.low < spread.median / 100:
        return ""
    return f"{_round(spread.low)}—{_round(spread.high)}"


def _round(value: float) -> str:
    return said.number(float(f"{value:.3g}"))


def changed(now: float | None, before: float | None) -> tuple[Entry, Entry]:
    """By how much a figure changed, and by which share of what it was."""
    if now is None or before is None:
        return number(None), number(None)
    return number(round(now - before, 6)), share((now - before) / before if before > 0 else None)


def _compared_page(
    own: Sequence[Compared],
    headlines: Headlines,
    together: Together,
    shown: Sequence[Sequence[int]],
    is_cut: bool,
    most: int,
) -> Page:
    heading = words.region_title(words.COMPARED_TITLE, together.region, together.year)
    heading += words.COMPARED_BEYOND.format(most=most) if is_cut else ""
    years = [words.YEAR.format(year=year) for year in headlines.years]
    head = (*words.COMPARED_HEAD, *years, *words.COMPARED_BEHIND)
    lines = list(_compared_lines(own, headlines, together, shown))
    first = len(words.COMPARED_HEAD)
    last = first + len(years) - 1
    page = table_page(
        words.COMPARED,
        heading,
        head,
        lines,
        _CAP,
        {0: _NAME_CAP, 2: _NAME_CAP, last + 4: _SAID_CAP},
        fixed=first,
        filtered=True,
    )
    many = len(years) > 1
    sparks = (
        Spark(row, last + 1, f"{quoted(words.COMPARED)}!{a1(row, first)}:{a1(row, last)}")
        for row in range(_TOP, _TOP + len(lines))
    )
    return replace(page, sparks=tuple(sparks) if many else ())


def _compared_lines(
    own: Sequence[Compared], headlines: Headlines, together: Together, shown: Sequence[Sequence[int]]
) -> Iterator[Line]:
    for at, (each, libraries) in enumerate(zip(own, shown, strict=True)):
        name = f"{each.indicator.name}（{each.indicator.unit}）" if each.indicator.unit else each.indicator.name
        for library in libraries:
            *earlier, now = headlines.trend(at, library)
            told = far_text(each.far[library]) if library in each.far else ""
            figures = (*map(number, earlier), number(now, "query" if told else ""))
            change = changed(now, each.before.get(library))
            yield name, each.ranks[library], together.names[library], *figures, "", *change, told


def far_text(far: Far) -> str:
    """How a figure stands apart, in words."""
    if far.growth is not None:
        return words.GREW.format(growth=words.times(far.growth), usual=words.times(far.usual))
    times = far.times or 0.0
    if not times:
        return words.IS_NOTHING
    if times > 1:
        return words.TIMES_MORE.format(times=words.times(times))
    return words.TIMES_LESS.format(share=words.percent(times))
