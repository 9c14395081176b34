"""What 汇总报告.html says: every text of it in words, every figure as it is shown."""

from collections.abc import Iterator, Sequence

from guanbiao.consolidate.comparison import Compared, far_text, total_of
from guanbiao.consolidate.indicators import Headlines
from guanbiao.consolidate.pages import verdict_of
from guanbiao.consolidate.returns import LibraryReturn, Together
from guanbiao.consolidate.status import owed_by
from guanbiao.consolidate.summary import Bar, Figure, Filed, Owing, Summary
from guanbiao.forms.levels import Level
from guanbiao.pages.layout import sheet_name
from guanbiao.words import consolidate as words
from guanbiao.words.figures import number
from guanbiao.words.workbook import listed

MOST_LIBRARIES = 500  # listed one by one; the workbook and libraries.json have them all
_MOST_BARS = 12  # libraries of an indicator that are drawn


def html_summary(own: Sequence[Compared], headlines: Headlines, together: Together) -> Summary:
    """What the page of a year says."""
    filed = together.reporting[:MOST_LIBRARIES]
    owing = [each for each in (*together.silent, *together.reporting) if together.owed(each)]
    cut = len(together.reporting) > len(filed) or len(owing) > MOST_LIBRARIES
    return Summary(
        words.region_title(words.REPORT_TITLE, together.region, together.year),
        verdict_of(together),
        not owing and not any(each.count_open(Level.MANDATORY) for each in together.returns),
        tuple(_figure(each, together) for each in own if each.values),
        tuple(_apart(own, together)),
        tuple(_owing(each, together) for each in owing[:MOST_LIBRARIES]),
        tuple(_filed(each, together) for each in filed),
        words.REPORT_MORE.format(most=MOST_LIBRARIES) if cut else "",
        (words.YEAR.format(year=together.year - 1), words.YEAR.format(year=together.year)),
    )


def _figure(each: Compared, together: Together) -> Figure:
    total, before = each.total, total_of(each.before)
    name = f"{each.indicator.name}（{each.indicator.unit}）" if each.indicator.unit else each.indicator.name
    missing = [library for at, library in enumerate(together.names) if at not in each.values]
    bars = tuple(_bars(each, together))
    return Figure(
        name,
        number(total),
        number(before) if before is not None else "",
        _change(*each.same),
        len(each.values),
        words.named(missing),
        number(each.spread.median) if each.spread else "",
        bars,
        len(each.values) - len(bars),
    )


def _change(now: float | None, before: float | None) -> str:
    if now is None or not before:
        return ""
    change = words.percent((now - before) / before)
    return change.lstrip("-") if change in ("0%", "-0%") else change if now < before else f"+{change}"


def _bars(each: Compared, together: Together) -> Iterator[Bar]:
    """The first libraries by rank."""
    most = max(each.values.values(), default=0) or 1
    for library, rank in list(each.ranks.items())[:_MOST_BARS]:
        value = each.values[library]
        far = far_text(each.far[library]) if library in each.far else ""
        before = number(each.before[library]) if library in each.before else ""
        width = round(max(value / most * 100, 0.0), 1)
        yield Bar(rank, together.names[library], number(value), width, before, far)


def _apart(own: Sequence[Compared], together: Together) -> Iterator[tuple[str, str, str]]:
    for each in own:
        for library in sorted(each.far):
            yield each.indicator.name, together.names[library], far_text(each.far[library])


def _owing(own: LibraryReturn, together: Together) -> Owing:
    by_department = [(name, listed(map(sheet_name, forms))) for name, forms in owed_by(own, together)]
    owed = by_department if own.filed else [(words.NOTHING_FILED, "")]
    return Owing(own.library, len(together.owed(own)), tuple(owed))


def _filed(own: LibraryReturn, together: Together) -> Filed:
    mandatory, query = own.count_open(Level.MANDATORY), own.count_open(Level.QUERY)
    owed = len(together.owed(own))
    light = "red" if mandatory else "amber" if query or owed else "green"
    link = f"../{own.folder}/{own.report}" if own.folder and own.report else ""
    return Filed(own.library, link, len(own.filed), owed, mandatory, query, own.count(Level.INFO), light)
