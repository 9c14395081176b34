"""Headline figures over the years: of each year what most of its forms state, and whether they part.

Years of a run have their report, others what was kept of them. A form that states a figure by its entries says nothing
of a year that was kept, since these are not kept in full; the others do.

    指标           2019     2020     2021
    文献外借册次   708877   438711   470000      in 2020 the forms part: marked"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.facts.archived import Archive
from guanbiao.forms.catalogue import Catalogue, Indicator, shown_row
from guanbiao.forms.equations import Figure
from guanbiao.reconcile.indicators import Statement, grouped
from guanbiao.report.report import Report
from guanbiao.text.years import for_year


class Point(Struct, frozen=True):
    """A headline figure of a year (None: nothing states it), and whether the forms of that year part."""

    year: int
    figure: float | None
    is_parted: bool = False


class Series(Struct, frozen=True):
    """A headline figure over the years, oldest first."""

    indicator: Indicator
    points: tuple[Point, ...]

    @property
    def change(self) -> float | None:
        """By which share of the year before the last year's figure is more; None where either is unknown, or that was
        0."""
        before, last = self.points[-2:]
        is_next = before.year == last.year - 1
        if before.figure is None or last.figure is None or not before.figure or not is_next:
            return None
        return last.figure / before.figure - 1


Year = Report | Archive


def trend(report: Report, others: Mapping[int, Sequence[Year]]) -> tuple[Series, ...]:
    """The headline figures of a report's year and of the years before it that are at hand; nothing where none is, and
    without figures that no year states. Of a year its report is asked first, then what was kept of it."""
    years = [year for year in sorted(others) if year < report.year]
    every = {year: _points(others[year], report.catalogue, year) for year in years}
    every[report.year] = _points([report], report.catalogue, report.year)
    told = [
        Series(each, tuple(own[at] for own in every.values())) for at, each in enumerate(report.catalogue.indicators)
    ]
    return tuple(each for each in told if any(point.figure is not None for point in each.points)) if years else ()


def _points(sources: Sequence[Year], catalogue: Catalogue, year: int) -> list[Point]:
    found: list[dict[str, list[Statement]]] = []
    for source in sources:
        stated: dict[str, list[Statement]] = defaultdict(list)
        for each in source.statements if isinstance(source, Report) else _kept(source, catalogue):
            if each.figure is not None:
                stated[each.indicator.name].append(each)
        found.append(stated)
    own = (next((each[name] for each in found if name in each), []) for name in _names(catalogue))
    return [_point(year, each) for each in own]


def _names(catalogue: Catalogue) -> list[str]:
    return [each.name for each in catalogue.indicators]


def _point(year: int, stated: Sequence[Statement]) -> Point:
    groups = grouped(stated)
    return Point(year, groups[0][0] if groups else None, len(groups) > 1)


def _kept(archive: Archive, catalogue: Catalogue) -> Iterator[Statement]:
    """What the forms of a year stated of the headline figures, as far as it was kept."""
    for indicator in catalogue.indicators:
        for total in indicator.stated:
            figures = [(factor, _figure(operand, archive, catalogue)) for factor, operand in total.terms]
            known = [factor * figure for factor, figure in figures if figure is not None]
            figure = round(sum(known), 6) if len(known) == len(figures) else None
            yield Statement(indicator, total.terms[0][1].form, figure, ())


def _figure(operand: object, archive: Archive, catalogue: Catalogue) -> float | None:
    if not isinstance(operand, Figure):
        return None
    row = shown_row(catalogue.by_id[operand.form], operand.row, archive.year)
    return archive.figures.get((operand.form, row, for_year(operand.column, archive.year), operand.measure))
