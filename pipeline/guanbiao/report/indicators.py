"""Headline figures as the causes have them: which forms state one wrong, and what all of them should state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isnan, nan

from msgspec import Struct

from guanbiao.facts.frames import TermLine
from guanbiao.forms.levels import Level
from guanbiao.reconcile.indicators import Statement, grouped
from guanbiao.report.report import Report
from guanbiao.words.figures import number
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import ONCE_MENDED, parting


class Mended(Struct, frozen=True):
    """What a form states of an indicator once all causes are mended (None: nobody knows), and the level of the mark
    that its figure gets (None: none of the causes would change it)."""

    figure: float | None
    level: Level | None


def wrong_statements(own: Sequence[Statement], report: Report) -> Mapping[str, Level]:
    """By form, among those that state an indicator, how its figure is to be marked where it is: what a cause blames
    (as a question where either side may be wrong), and of the others what would still part from the commonest figure
    once all causes are mended. Where no cause blames any of them, what parts from the commonest figure."""
    given = {each.form: each for each in own if each.figure is not None}
    mended = {form: _mended(each, report) for form, each in given.items()}
    if not any(each.level for each in mended.values()):
        groups = grouped(own)
        return {form: Level.MANDATORY for form, each in given.items() if each.figure != groups[0][0]}
    usual = _usual(mended.values())
    levels = {form: each.level or (Level.MANDATORY if each.figure != usual else None) for form, each in mended.items()}
    return {form: level for form, level in levels.items() if level}


def contrast(own: Sequence[Statement], report: Report, phrases: Phrases) -> str:
    """Where the forms part that state an indicator, in words, and what all of them would state once the causes are
    mended."""
    said = parting([(number(figure), [phrases.table(form) for form in forms]) for figure, forms in grouped(own)])
    mended = [_mended(each, report) for each in own if each.figure is not None]
    figures = {each.figure for each in mended}
    if len(figures) > 1 or None in figures or {each.level for each in mended}.isdisjoint({Level.MANDATORY}):
        return said
    return said + ONCE_MENDED.format(figure=number(figures.pop()))


def _usual(mended: Iterable[Mended]) -> float | None:
    """The commonest figure after all causes are mended; of figures that are as common, one that no cause gave."""
    known = [each for each in mended if each.figure is not None]
    counts = Counter(each.figure for each in known)
    filed = {each.figure for each in known if each.level is None}
    return max(counts, key=lambda figure: (counts[figure], figure in filed), default=None)


def _mended(stated: Statement, report: Report) -> Mended:
    total, levels = 0.0, set[Level]()
    for line in stated.terms:
        blamed = report.blamed.get(_place(line, report))
        if blamed:
            levels.add(Level.QUERY if report.by_cause[blamed[0].id].is_open else Level.MANDATORY)
        figure = blamed[1].suggested if blamed else line.figure
        total += line.factor * (nan if figure is None else figure)
    level = min(levels, key=lambda each: each.rank, default=None)
    return Mended(None if isnan(total) else round(total, 6), level)


def _place(line: TermLine, report: Report) -> tuple[str, str, str, str]:
    """Which figure of which filed cell a term is; blank where it met none."""
    if line.filing is None or line.at_row is None or line.at_column is None:
        return "", "", "", ""
    filing = report.filings[line.filing]
    return filing.book.file, *filing.place(line.at_row, line.at_column), line.measure
