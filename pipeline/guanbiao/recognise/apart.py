"""A column of a form that stands in several of a sheet: under its label in a row of labels of their own, or a date part
by part.

            A      B      C      D             A      B      C      D
      2     序号   时间          活动内容   2     序号   月     日     活动内容
      3            月     日             3     1      3      5      读书会
      4     1      3      5      读书会

The parts of a date are one date where their labels say so and what stands below them reads as one. Of all else nobody
knows which part the form asks for, but for a total: the column is missing, and its parts are columns that nobody
knows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.vocabulary import DATE_PART, DATES_APART
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Given
from guanbiao.recognise.columns import Paths
from guanbiao.text.cells import Position, Range, Value
from guanbiao.text.dates import read_dates
from guanbiao.text.headings import column_label

_DAY = DATES_APART[0][-1][1]
_ANY_YEAR = 2000  # a leap year: it has every day that a date may name
_PART = re.compile(DATE_PART)
_MIDNIGHT = re.compile(r" 00:00(?::00)?$|\.0$")
Way = tuple[tuple[tuple[str, ...], str], ...]  # the labels of each part of a date, and what stands behind it


class Apart(Struct, frozen=True):
    """The sheet columns that hold the parts of a date, from left to right, and how these make one."""

    columns: tuple[int, ...]
    way: Way

    def moved(self, shift: int) -> "Apart":
        """The same so many columns further right."""
        return replace(self, columns=tuple(at + shift for at in self.columns))


def labels_below(sheet: Sheet, area: Range, row: int, paths: Paths) -> Paths:
    """The labels of a row below a header that part columns of it, by sheet column; none where the row is another one.

    >>> rows = [["序号", "时间", None, "内容"], [None, "月", "日", None], [1, 3, 5, "读书会"]]
    >>> paths = {0: "序号", 1: "时间", 2: "时间", 3: "内容"}
    >>> labels_below(Sheet("Sheet1", rows), (0, 0, 2, 3), 1, paths)
    {1: '月', 2: '日'}
    >>> labels_below(Sheet("Sheet1", rows), (0, 0, 2, 3), 2, paths)
    {}
    """
    cells = sheet.rows[row][area[1] : area[3] + 1] if row <= area[2] else ()
    said = {column: value for column, value in enumerate(cells, area[1]) if value is not None}
    if len(said) < 2 or not all(type(value) is str and not value.strip().isdecimal() for value in said.values()):
        return {}
    below = {column: column_label(str(value)) for column, value in said.items()}
    over = {column for column in below if paths[column] in (paths.get(column - 1), paths.get(column + 1))}
    parted = {column: label for column, label in below.items() if column in over or label != _last(paths[column])}
    beside = [column for column in parted if column - 1 in parted and paths[column] == paths[column - 1] != ""]
    are_all = all(column in over or not paths[column] for column in parted)
    return parted if beside and are_all else {}


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def with_labels_below(paths: Paths, below: Paths) -> Paths:
    """The paths over columns with the labels of a row below them."""
    return {at: f"{path}/{below[at]}".strip("/") if at in below else path for at, path in paths.items()}


def dates_apart(
    sheet: Sheet, body: Range, paths: Paths, dates: Mapping[int, int | None], under: Mapping[int, int]
) -> dict[int, Apart]:
    """The dates that stand in several columns of a `body`, by leaf. `dates` are the leaves of dates and the columns
    that these are found in (None: in none), `under` the leaves whose label is over a column and others."""
    found: dict[int, Apart] = {}
    for each in _runs(paths):
        taken = {leaf for leaf, column in dates.items() if column in each.columns}
        lacking = [leaf for leaf, column in dates.items() if column is None]
        able = taken or {under[at] for at in each.columns if at in under} or set(lacking if len(lacking) == 1 else ())
        if len(able) == 1 and (leaf := able.pop()) in dates and leaf not in found and _reads(sheet, body, each):
            found[leaf] = each
    return found


def _runs(paths: Paths) -> Iterator[Apart]:
    """The columns beside each other whose labels are those of the parts of a date."""
    lasts = {column: _last(path) for column, path in paths.items()}
    end = -1
    for start in sorted(lasts):
        for way in DATES_APART if start > end else ():
            columns = tuple(range(start, start + len(way)))
            if all(lasts.get(at, "") in labels for at, (labels, _) in zip(columns, way, strict=True)):
                yield Apart(columns, way)
                end = columns[-1]
                break


def _reads(sheet: Sheet, body: Range, apart: Apart) -> bool:
    """Whether most rows that say anything in several of the columns say dates there, each its part."""
    covered = merged_over(sheet, (apart,))
    said = [_texts(sheet, row, apart, covered) for row in range(body[0], body[2] + 1)]
    said = [texts for texts in said if len(texts) - texts.count("") > 1]
    read = sum(_is_date(texts, apart.way) for texts in said)
    return read * 2 >= len(said)


def _is_date(texts: Sequence[str], way: Way) -> bool:
    """Whether texts are a date together, and none that has parts is a whole one by itself."""
    are_parts = way[-1][1] != _DAY or all(not text or _PART.fullmatch(text) for text in texts)
    return are_parts and read_dates(_as_one(texts, way), _ANY_YEAR) is not None


def _texts(sheet: Sheet, row: int, apart: Apart, covered: Mapping[Position, Value]) -> list[str]:
    """What a row says in each of the columns; what is merged over them holds for each row."""
    cells = (covered.get((row, at), value_at(sheet.rows, row, at)) for at in apart.columns)
    return [_MIDNIGHT.sub("", str(value).strip()) if value is not None else "" for value in cells]


def _as_one(texts: Sequence[str], way: Way) -> str:
    """The parts of a date as one text; what is no part stands as it is typed.

    >>> [_as_one(texts, DATES_APART[1]) for texts in (["3", "5"], ["3月", "5日"], ["3", ""], ["3月5日至4月2日", ""])]
    ['3月5日', '3月5日', '3月', '3月5日至4月2日']
    >>> _as_one(["3月5日", "3月9日"], DATES_APART[2]), _as_one(["3月5日", ""], DATES_APART[2])
    ('3月5日至3月9日', '3月5日')
    """
    if way[-1][1] != _DAY:
        return way[0][1].join(dict.fromkeys(filter(None, texts)))
    parts = zip(texts, (behind for _, behind in way), strict=True)
    return "".join(text + (behind if text[-1:].isdecimal() and _PART.fullmatch(text) else "") for text, behind in parts)


def merged_over(sheet: Sheet, every: Collection[Apart]) -> dict[Position, Value]:
    """By cell of the parts of dates, what is merged from above over it."""
    columns = {at for each in every for at in each.columns}
    return {
        (row, left): value_at(sheet.rows, top, left)
        for top, left, bottom, _ in sheet.merges
        if left in columns
        for row in range(top + 1, bottom + 1)
    }


def dates_given(
    sheet: Sheet, row: int, apart: Mapping[int, Apart], covered: Mapping[Position, Value]
) -> Iterator[Given]:
    """The dates of a row that stand in several columns, each as one text."""
    for leaf, each in apart.items():
        texts = _texts(sheet, row, each, covered)
        said = _as_one(texts, each.way)
        at = next((at for at in each.columns if value_at(sheet.rows, row, at) is not None), None)
        if at is not None and (at != each.columns[0] or said != texts[0]):
            yield Given(leaf, (row, at), said)


def with_parts(held: dict[int, Value], apart: Collection[Apart]) -> dict[int, Value]:
    """What a row holds by column; of a date whose first part is blank that is the next part that is not."""
    for first, *others in (each.columns for each in apart):
        more = next((held[at] for at in others if at in held), None)
        held = held if first in held or more is None else {**held, first: more}
    return held
