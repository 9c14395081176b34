"""Changes (与上次对照): the cells that changed since last time, and the problems that went and came."""

from collections.abc import Iterator

from guanbiao.model.findings import address
from guanbiao.pages.page import Page, fit_heights, fit_widths
from guanbiao.pages.table import Line, table, title
from guanbiao.report.answers.states import states_text
from guanbiao.report.changes import Changes, Kept, Moved, new_problems
from guanbiao.report.report import Report
from guanbiao.report.story import Problem
from guanbiao.report.told import whole
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases, place_of
from guanbiao.workbook.summary import changes_summary

_COLUMNS = len(words.CHANGES_CELLS_HEAD)
_NONE: Line = (words.CHANGES_NONE, *[""] * (_COLUMNS - 1))
_CAP = 16.0
_CAPS = {0: 26.0, 1: 34.0, 2: 30.0, 3: 30.0, 4: 30.0, 5: 60.0}  # texts as typed may be long, sentences are longer


def changes_page(report: Report, changes: Changes, phrases: Phrases) -> Page:
    """A line of numbers; the cells that changed, with what they held and hold; problems mended and new."""
    cells = [title(words.CHANGES_TITLE.format(year=report.year), _COLUMNS)]
    cells.append(title(changes_summary(report, changes), _COLUMNS, 1, "verdict"))
    if said := _progress(report, changes):
        cells.append(title(said, _COLUMNS, 2, "note"))
    moved = [_moved(each, phrases) for each in changes.cells]
    cells += table(cells[-1].row + 2, words.CHANGES_CELLS_HEAD, moved or [_NONE])
    cells += table(cells[-1].row + 2, words.CHANGES_WHAT_HEAD, [*_what(report, changes, phrases)] or [_NONE])
    widths = fit_widths(cells, _COLUMNS, _CAP, _CAPS)
    return Page(words.CHANGES, tuple(cells), widths, fit_heights(cells, widths), landscape=True, frozen=(2, 0))


def _progress(report: Report, changes: Changes) -> str:
    """How far the year was answered last time and is now; '' where nobody has answered anything."""
    before, now = words.states_text(changes.states), states_text(report)
    if not (before or now):
        return ""
    return words.CHANGES_ANSWERED.format(before=before or words.NOT_ANSWERED, now=now or words.NOT_ANSWERED)


def _moved(moved: Moved, phrases: Phrases) -> Line:
    return (
        phrases.table(moved.form),
        place_of(moved.row, moved.column, moved.measure),
        phrases.shown(moved.form, moved.column, moved.before),
        phrases.shown(moved.form, moved.column, moved.after),
        address(moved.sheet, moved.cell),
        moved.file,
    )


def _what(report: Report, changes: Changes, phrases: Phrases) -> Iterator[Line]:
    yield from (_mended(each, phrases) for each in changes.mended)
    yield from (_new(each, changes, phrases) for each in new_problems(report, changes))


def _mended(kept: Kept, phrases: Phrases) -> Line:
    return phrases.table(kept.form), place_of(kept.row, kept.column), words.CHANGES_MENDED, "", "", kept.message


def _new(problem: Problem, changes: Changes, phrases: Phrases) -> Line:
    first = problem.findings[0]
    why = words.CAUSED_BY if any(each.id in changes.caused for each in problem.findings) else ""
    at = problem.first if problem.cause else first
    place, level = place_of(at.row, at.column), words.LEVELS[problem.level]
    return phrases.table(at.form), place, words.CHANGES_NEW, level, why, whole(problem, phrases)
