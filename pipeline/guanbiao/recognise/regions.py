"""Which range of a sheet belongs to which title: down to the next title below it, across to the tables beside it.

Titles of tables side by side need not stand in one row: what tells beside from below is the columns that their headers
take. Here 甲's table takes A and B, 乙's D and E, 丙's A and B, so 甲 ends above 丙, and 乙 goes on to the foot:

            A      B      C      D      E
      1     甲（title）
      2     月份   册次          乙（title）
      3     1      10            月份   人次
      4     丙（title）          1      7
      5     月份   种数          2      9
"""

from collections.abc import Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import Card
from guanbiao.model.books import Sheet
from guanbiao.recognise.agreement import headers_of, year_in_labels
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold_heading


class _Extent(Struct, frozen=True):
    """The columns that a table takes, the row of its first header (-1: none was found), and the mean score of its
    headers."""

    left: int
    right: int
    top: int
    score: float = 0.0


def regions(sheet: Sheet, titles: Sequence[Title], usual: int, words: Words) -> list[tuple[Title, Range]]:
    """The titles that have a table of their own, in the order of their places, each with its range, title included.

    A title that is merely alike counts only over a header that is no other title's, or over items of a card; one that
    reads as declared counts always. `usual` is the year for which labels are compared where nothing says one."""
    if len(titles) == 1:
        return [(titles[0], (titles[0].row, 0, len(sheet.rows) - 1, _width(sheet) - 1))]
    extents = _extents(sheet, titles, usual, words)
    taken = {(extents[title].left, extents[title].top) for title in titles if title.official}
    kept: list[Title] = []
    for title in titles:
        place = (extents[title].left, extents[title].top)
        is_over_one = extents[title].top >= 0 and place not in taken
        if title.official or is_over_one or _is_over_items(sheet, title, titles):
            kept.append(title)
            taken.add(place)
    feet = {title: _foot(sheet, title, kept, extents) for title in kept}
    return [(title, _range(sheet, title, kept, extents, feet)) for title in kept]


def _is_over_items(sheet: Sheet, title: Title, titles: Sequence[Title]) -> bool:
    """Whether an item of a card of the form that a title names stands between it and the next one."""
    cards = [block for form in title.forms[:1] for block in form.blocks if isinstance(block, Card)]
    if not cards:
        return False
    below = min((each.row for each in titles if each.row > title.row), default=len(sheet.rows))
    standing = {
        fold_heading(value) for row in sheet.rows[title.foot + 1 : below] for value in row if isinstance(value, str)
    }
    return any(fold_heading(item.label) in standing for card in cards for column in card.columns for item in column)


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _extents(sheet: Sheet, titles: Sequence[Title], usual: int, words: Words) -> dict[Title, _Extent]:
    """The extent of each title, from left to right: of the headers that agree best, the one that is right of the tables
    before it and left of as many titles after it as can be."""
    extents: dict[Title, _Extent] = {}
    width, height = _width(sheet), len(sheet.rows)
    for title in sorted(titles, key=lambda each: (each.column, each.row)):
        left = max((each.right + 1 for each in extents.values() if each.right < title.column), default=0)
        after = sorted({each.column for each in titles if each.column > title.column})
        sides = [*((left, column - 1) for column in (*after, width)), (0, width - 1)]
        areas = [(start, foot, end) for start, end in sides for foot in _feet(title, titles, extents, height)]
        found = [
            _extent(sheet, title, (title.foot + 1, start, foot, end), usual, words)
            for start, foot, end in dict.fromkeys(areas)
        ]
        extents[title] = max(found, key=lambda each: each.score)
    return extents


def _feet(title: Title, titles: Sequence[Title], extents: dict[Title, _Extent], height: int) -> tuple[int, int]:
    """The last row above the next title that may stand below: any that does not begin further right, or of these only
    those whose tables do not end left of this title."""
    under = [each for each in titles if each.official and each.row > title.row and each.column <= title.column]
    below = (each.row for each in under if each not in extents or extents[each].right >= title.column)
    return min((each.row for each in under), default=height) - 1, min(below, default=height) - 1


def _extent(sheet: Sheet, title: Title, area: Range, usual: int, words: Words) -> _Extent:
    """What the headers of the form that agrees best take of `area`; of a title without any, its own cell."""
    years = [title.period or year_in_labels(sheet, form, area) or usual for form in title.forms]
    found = [
        [header for header in headers_of(sheet, form, area, year, words) if header]
        for form, year in zip(title.forms, years, strict=True)
    ]
    best = max(found, key=_agreement, default=[])
    if not best:
        return _Extent(title.column, title.column, -1)
    columns = {column for header in best for column in header.own}
    return _Extent(min(columns), max(columns), best[0].top, _agreement(best))


def _agreement(headers: Sequence[Header]) -> float:
    """The mean score of headers; 0 for none."""
    return sum(header.score for header in headers) / len(headers) if headers else 0.0


def _foot(sheet: Sheet, title: Title, titles: Sequence[Title], extents: dict[Title, _Extent]) -> int:
    """The last row above the next title whose table takes some of the same columns."""
    own = extents[title]
    below = [
        other.row
        for other in titles
        if other.row > title.row and extents[other].left <= own.right and own.left <= extents[other].right
    ]
    return min(below, default=len(sheet.rows)) - 1


def _range(
    sheet: Sheet, title: Title, titles: Sequence[Title], extents: dict[Title, _Extent], feet: dict[Title, int]
) -> Range:
    """From its own columns to those of the next table beside it, or to the sheet's edge where there is none."""
    own, foot = extents[title], feet[title]
    beside = [extents[other] for other in titles if other.row <= foot and title.row <= feet[other]]
    left = own.left if any(each.right < own.left for each in beside) else 0
    right = min((each.left for each in beside if each.left > own.right), default=_width(sheet)) - 1
    return title.row, left, foot, right
