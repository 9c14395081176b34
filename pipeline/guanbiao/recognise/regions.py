"""Which range of a sheet belongs to which title: down to the next title below it, across to the tables beside it.

Titles of tables side by side need not stand in one row: what tells beside from below is the columns that their headers
take."""

from collections.abc import Sequence

from msgspec import Struct

from guanbiao.model.books import Sheet
from guanbiao.recognise.agreement import headers_of, year_in_labels
from guanbiao.recognise.header import Header
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Range


class _Span(Struct, frozen=True):
    """The columns that a table takes, and the row of its header (-1: none was found)."""

    left: int
    right: int
    top: int
    score: float = 0.0


def regions(sheet: Sheet, titles: Sequence[Title], usual: int) -> list[tuple[Title, Range]]:
    """The titles that have a table of their own, in the order of their places, each with its range. A title that is
    merely alike counts only over a header that is no other title's; one that reads as declared counts always."""
    if len(titles) == 1:
        return [(titles[0], (titles[0].row, 0, len(sheet.rows) - 1, _width(sheet) - 1))]
    spans = _spans(sheet, titles, usual)
    taken = {(spans[title].left, spans[title].top) for title in titles if title.official}
    kept: list[Title] = []
    for title in titles:
        place = (spans[title].left, spans[title].top)
        if title.official or (spans[title].top >= 0 and place not in taken):
            kept.append(title)
            taken.add(place)
    feet = {title: _foot(sheet, title, kept, spans) for title in kept}
    return [(title, _range(sheet, title, kept, spans, feet)) for title in kept]


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _spans(sheet: Sheet, titles: Sequence[Title], usual: int) -> dict[Title, _Span]:
    """The span of each title, from left to right: of the headers that agree best, the one that is right of the tables
    before it and left of as many titles after it as can be."""
    spans: dict[Title, _Span] = {}
    width, height = _width(sheet), len(sheet.rows)
    for title in sorted(titles, key=lambda each: (each.column, each.row)):
        left = max((each.right + 1 for each in spans.values() if each.right < title.column), default=0)
        after = sorted({each.column for each in titles if each.column > title.column})
        sides = [*((left, column - 1) for column in (*after, width)), (0, width - 1)]
        areas = [(start, foot, end) for start, end in sides for foot in _feet(title, titles, spans, height)]
        found = [
            _span(sheet, title, (title.foot + 1, start, foot, end), usual) for start, foot, end in dict.fromkeys(areas)
        ]
        spans[title] = max(found, key=lambda each: each.score)
    return spans


def _feet(title: Title, titles: Sequence[Title], spans: dict[Title, _Span], height: int) -> tuple[int, int]:
    """The last row above the next title that may stand below: any that does not begin further right, or of these only
    those whose tables do not end left of this title."""
    under = [each for each in titles if each.official and each.row > title.row and each.column <= title.column]
    below = (each.row for each in under if each not in spans or spans[each].right >= title.column)
    return min((each.row for each in under), default=height) - 1, min(below, default=height) - 1


def _span(sheet: Sheet, title: Title, area: Range, usual: int) -> _Span:
    """What the headers of the form that agrees best take of `area`; of a title without any, its own cell."""
    years = [title.period or year_in_labels(sheet, form, area) or usual for form in title.forms]
    found = [
        [header for header in headers_of(sheet, form, area, year) if header]
        for form, year in zip(title.forms, years, strict=True)
    ]
    best = max(found, key=_agreement, default=[])
    if not best:
        return _Span(title.column, title.column, -1)
    columns = {column for header in best for column in (*header.columns.values(), *header.stub)}
    return _Span(min(columns), max(columns), best[0].top, _agreement(best))


def _agreement(headers: Sequence[Header]) -> float:
    return sum(header.score for header in headers) / len(headers) if headers else 0.0


def _foot(sheet: Sheet, title: Title, titles: Sequence[Title], spans: dict[Title, _Span]) -> int:
    """The last row above the next title whose table takes some of the same columns."""
    own = spans[title]
    below = [
        other.row
        for other in titles
        if other.row > title.row and spans[other].left <= own.right and own.left <= spans[other].right
    ]
    return min(below, default=len(sheet.rows)) - 1


def _range(
    sheet: Sheet, title: Title, titles: Sequence[Title], spans: dict[Title, _Span], feet: dict[Title, int]
) -> Range:
    """From its own columns to those of the next table beside it, or to the sheet's edge where there is none."""
    own, foot = spans[title], feet[title]
    beside = [spans[other] for other in titles if other.row <= foot and title.row <= feet[other]]
    left = own.left if any(each.right < own.left for each in beside) else 0
    right = min((each.left for each in beside if each.left > own.right), default=_width(sheet)) - 1
    return title.row, left, foot, right
