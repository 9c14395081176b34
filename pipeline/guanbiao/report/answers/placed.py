"""Slips that lost what they were issued with: their rows held against the questions of today."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.slips import Case, Line, Returned, SlipKind, Written
from guanbiao.recognise.slips.known import Lines, norm
from guanbiao.recognise.slips.said import reread
from guanbiao.report.answers.lines import rows_of, whole_of
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED
from guanbiao.words import slips as words
from guanbiao.words.findings import Phrases

_CHANGED = ""  # the key of figures that are not those of today: what was said of them has lapsed


def placed(slips: Sequence[Returned], report: Report, phrases: Phrases) -> list[Returned]:
    """The slips, each row that is of no line that was issued with it put under the question of today that it asks, or
    one that another slip was issued with."""
    lost = any(each.line is None for slip in slips if slip.kind is SlipKind.SLIP for each in slip.written)
    if not lost:
        return list(slips)
    issued = (line for slip in slips if slip.issued and slip.kind is SlipKind.SLIP for line in slip.issued.lines)
    lines = Lines((*todays(report, phrases), *issued), as_placed=False)
    return [
        replace(slip, written=tuple(_all_placed(slip, lines))) if slip.kind is SlipKind.SLIP else slip for slip in slips
    ]


def _all_placed(slip: Returned, lines: Lines) -> Iterator[Written]:
    placed = _quoted if slip.is_text else _placed
    return filter(None, (placed(each, lines) for each in slip.written))


def _quoted(written: Written, lines: Lines) -> Written | None:
    """What stands in a text of answers, under the question whose place it quotes."""
    place, *said = written.cells
    line = lines.at_place(place) if said else None
    return reread(written, line) if line else written


def _placed(written: Written, lines: Lines) -> Written | None:
    if written.line is not None:
        return written
    texts = {norm(text) for text in written.cells}
    if line := lines.line_of(texts, by_place=written.anew):
        return reread(written, line)
    like = lines.like(texts)
    if like is None:
        return written
    past = tuple(Case(case.finding, _CHANGED) for case in like.cases)
    return reread(written, replace(like, cases=past))


def todays(report: Report, phrases: Phrases) -> Iterator[Line]:
    """The lines of all slips as they would be issued today, sentences of single relations too."""
    asked = [each for each in report.problems if each.level in ANSWERED]
    for department in {name for each in asked for name in each.departments}:
        own = [each for each in asked if department in each.departments]
        for problem, rows in rows_of(own, department, report, phrases):
            for row in rows:
                shown = (row.what, row.where, *map(_figure, (row.filed, row.wanted)))
                yield Line(-1, shown, row.cases)
            if told := whole_of(problem, phrases):
                yield Line(-1, (told,), rows[0].cases)


def _figure(value: float | None) -> str:
    return "" if value is None else norm(value)


def unplaced(slips: Iterable[Returned]) -> Iterator[tuple[Returned, Written]]:
    """What is written on the slips and of no line that anybody knows, but for what the program printed there."""
    for slip in slips:
        for each in slip.written if slip.kind is SlipKind.SLIP else ():
            if each.line is None and each.anew and not all(map(words.is_printed, each.cells)):
                yield slip, each
