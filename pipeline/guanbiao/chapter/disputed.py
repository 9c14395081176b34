"""Figures in dispute: which filed cells a cause blames that nobody has settled yet, and what they should hold."""

from collections import defaultdict
from collections.abc import Mapping

from guanbiao.pages.page import Origin
from guanbiao.report.report import Report
from guanbiao.words.chapter import AND, BETWEEN, CLOSES, OF_MEASURE, OPENS
from guanbiao.words.figures import figure_text


def disputed(report: Report) -> Mapping[Origin, str]:
    """By the place of a filed cell, what it should hold ('' where nobody can say)."""
    found: dict[Origin, dict[tuple[int, str], str]] = defaultdict(dict)
    for (file, sheet, cell, measure), (cause, change) in report.blamed.items():
        problem = report.by_cause.get(cause.id)
        if cell and problem and not problem.status.is_settled:
            known = change.suggested is not None
            place = change.term.raw.find(measure), measure
            found[file, sheet, cell][place] = figure_text(change.suggested, change.term) if known else ""
    return {origin: _together(own) for origin, own in found.items()}


def _together(figures: Mapping[tuple[int, str], str]) -> str:
    """What a cell should hold: several figures with their names, in the order in which these stand in it."""
    named = sorted((place, figure) for place, figure in figures.items() if figure)
    return AND.join(OF_MEASURE.format(measure=name, figure=each) if name else each for (_, name), each in named)


def in_brackets(filed: str, due: str) -> str:
    """A figure in dispute, as it was filed and as it should be: `〔438711／427711 待核〕`."""
    return f"{OPENS}{filed}{BETWEEN if due else ''}{due}{CLOSES}"


def in_lines(text: str) -> str:
    """A figure in brackets in a column too narrow for it: the filed one, the other one and the rest in a line each."""
    return text.replace(BETWEEN, f"\n{BETWEEN}").replace(CLOSES, f"\n{CLOSES.strip()}")
