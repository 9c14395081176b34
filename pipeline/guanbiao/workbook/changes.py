"""The page 与上次对照: cells changed, findings mended, new, newly caused by a correction, still open, explained."""

from collections.abc import Iterator, Sequence

from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths
from guanbiao.report.changes import Changes, tally_statuses
from guanbiao.report.report import Report
from guanbiao.words import findings as phrase
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.report import (
    CAUSED_BY,
    CHANGES,
    CHANGES_CELLS_HEAD,
    CHANGES_MENDED,
    CHANGES_NEW,
    CHANGES_NONE,
    CHANGES_SUMMARY,
    CHANGES_TITLE,
    CHANGES_WHAT_HEAD,
)

_WIDE = 6
_CAPS = {0: 26.0, 1: 34.0, 2: 30.0, 3: 30.0, 4: 30.0, 5: 60.0}


def changes_page(report: Report, changes: Changes, phrases: Phrases) -> Page:
    """What changed, in three tables under one line of numbers."""
    cells = [Placed(0, 0, CHANGES_TITLE.format(year=report.year), "title", 0, _WIDE - 1)]
    cells.append(Placed(1, 0, summary(report, changes), "verdict", 1, _WIDE - 1))
    moved = [
        (
            phrases.table(each.form),
            place_of(each.row, each.column, each.measure),
            phrases.shown(each.form, each.column, each.before),
            phrases.shown(each.form, each.column, each.after),
            f"{each.sheet}!{each.cell}",
            each.file,
        )
        for each in changes.cells
    ]
    cells += _table(3, CHANGES_CELLS_HEAD, moved)
    mended = [
        (phrases.table(each.form), place_of(each.row, each.column), CHANGES_MENDED, "", "", each.message)
        for each in changes.mended
    ]
    new = [_new(each, changes, phrases) for each in changes.new]
    cells += _table(cells[-1].row + 2, CHANGES_WHAT_HEAD, [*mended, *new])
    widths = fit_widths(cells[2:], _WIDE, 16.0, _CAPS)
    return Page(CHANGES, tuple(cells), widths, fit_heights(cells, widths), landscape=True, frozen=(2, 0))


def summary(report: Report, changes: Changes) -> str:
    """The numbers in one line."""
    states = tally_statuses(report.findings)
    return CHANGES_SUMMARY.format(
        cells=len(changes.cells),
        mended=len(changes.mended),
        new=len(changes.new),
        caused=len(changes.caused),
        open=states[FindingStatus.OPEN],
        explained=states[FindingStatus.EXPLAINED],
        lapsed=states[FindingStatus.LAPSED],
    )


def _new(finding: Finding, changes: Changes, phrases: Phrases) -> tuple[str, ...]:
    why = CAUSED_BY if finding.id in changes.caused else ""
    place = place_of(finding.row, finding.column)
    level = phrase.LEVELS[finding.level]
    return phrases.table(finding.form), place, CHANGES_NEW, level, why, phrases.message(finding)


def _table(top: int, head: Sequence[str], lines: Sequence[tuple[str, ...]]) -> Iterator[Placed]:
    yield from (Placed(top, column, text, "head") for column, text in enumerate(head))
    for at, line in enumerate(lines or [(CHANGES_NONE, *[""] * (_WIDE - 1))], top + 1):
        yield from (Placed(at, column, text, "text") for column, text in enumerate(line))
