"""Entries of a register that take several rows of the sheet, as merged cells show: one entry, its texts joined.

            A       B        C                       D
      2     序号    日期     讲座名称                人次
      3     1       3月5日   文化惠民大              40        A, B and D are merged over rows 3 and 4:
      4                      讲堂《读书》                      one entry, 文化惠民大讲堂《读书》
      5     2       3月9日   成人场                  30        A is merged over rows 5 and 6, but each has a
      6             3月9日   少儿场                  20        figure of its own: two entries that share a number

Which texts are lines of one, nobody says. A merged serial number does, unless figures stand in several of its rows;
in a list without numbers everything must be merged but one text. Where nothing is merged, a text alone in its row goes
on with the one above it where it closes a bracket that is open there (《平凡的 / 世界》), and rows of nothing but texts
do where several entries have them and serial numbers leave no room for entries of their own. What is printed once for a
group of entries may stand alone above the first of them."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import Column, Kind
from guanbiao.forms.rows import OF_ROWS
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Given, Mark
from guanbiao.recognise.lines import USUAL, is_line
from guanbiao.text.cells import Range, Value, a1, text_of
from guanbiao.text.years import part_of_year, unnumbered

LEAST = 2  # entries with rows of texts below them: a single one may be a heading, or an entry that was begun
_OF_ROWS = re.compile(OF_ROWS)
_MARKED = re.compile(
    r"^\s*(?:[※*★☆◆●■▲△]|[—–\-=~…_]{2}|[【〔\[(].*[】〕\])]\s*$)"
)  # a note, a rule, brackets around all
_DIGITS = 9  # of a serial number
_BRACKETS = tuple(zip("《（(“「【〈", "》）)”」】〉", strict=True))


class Tall(Struct, frozen=True):
    """Rows of a sheet over which cells are merged: the first and the last, the columns merged over all of them, and of
    the other columns the rows that hold anything."""

    top: int
    bottom: int
    merged: frozenset[int]
    held: Mapping[int, Sequence[int]]

    @property
    def going_on(self) -> list[int]:
        """The columns that hold anything below the first row."""
        return [column for column, rows in self.held.items() if rows[-1] > self.top]


class Lines(Struct, frozen=True):
    """The entries of a list that take several rows, by their first row, and those rows that share a serial number and
    are entries each."""

    joined: Mapping[int, Tall] = {}
    shared: Sequence[Tall] = ()

    @property
    def continued(self) -> frozenset[int]:
        """The rows that go on with an entry."""
        return frozenset(row for each in self.joined.values() for row in range(each.top + 1, each.bottom + 1))


def lines_of(
    sheet: Sheet, under: Mapping[int, Column], top: int, area: Range, sum_of: Callable[[str], object] = lambda _: None
) -> Lines:
    """The entries over several rows, from the row `top` to the foot of `area`; `under` are the columns of the list,
    `sum_of` what kind of sum a text says that its row is, if any."""
    own = {column: each for column, each in under.items() if not each.grouped}
    tall = [each for each in _tall(sheet, own, top, area) if each.going_on]
    shared = [each for each in tall if _shares(each, own)]
    joined = {each.top: each for each in tall if each not in shared and _is_one(each, own)}
    merged = {row for each in tall for row in range(each.top, each.bottom + 1)}
    opened = {each.top: each for each in _opened(sheet, own, top, area) if each.top not in merged}
    between = [each for each in _between_numbers(sheet, own, top, area) if each.top not in merged]
    unnumbered = {each.top: each for each in between} if len(between) >= LEAST else {}
    heads = [each for each in _headed(sheet, under, top, area) if each.top not in merged]
    headed = {each.top: each for each in heads if not sum_of(_alone(sheet.rows[each.top]))}
    return Lines(headed | opened | unnumbered | joined, shared)


def _headed(sheet: Sheet, under: Mapping[int, Column], top: int, area: Range) -> Iterator[Tall]:
    """Every text that stands alone above the entries that it is printed once for, with the first of them, which has
    none of its own: be it an entry that was begun, what stands below it is of the same group. What says something of
    the rows around it is no such text where others stand beside their entries, none of which looks like that."""
    grouped = next((column for column, each in under.items() if each.grouped), None)
    if grouped is None:
        return
    said = [row for row in range(top, area[2] + 1) if value_at(sheet.rows, row, grouped) is not None]
    alone = [row for row in said if len(sheet.rows[row]) - sheet.rows[row].count(None) == 1]
    wide = {a for a, left, b, right in sheet.merges if a == b and 2 * (right - left + 1) > len(under)} if alone else ()
    alone = [row for row in alone if row not in wide]  # over the whole table: a heading
    named = {row for row in said if _is_note(value_at(sheet.rows, row, grouped))}
    notes = named if said != alone and named.issubset(alone) else set()
    for row in (each for each in alone if each not in notes):
        below = sheet.rows[row + 1] if row < area[2] else ()
        held = {column: [row + 1] for column in under if column < len(below) and below[column] is not None}
        if len(held) > 1 and grouped not in held:
            yield Tall(row, row + 1, frozenset(), held)


def _alone(cells: Sequence[Value]) -> str:
    """The only text of a row."""
    return text_of(next(value for value in cells if value is not None))


def _is_note(value: Value) -> bool:
    """Whether what stands alone says something of the rows around it, and is no name of a group.

    >>> [_is_note(text) for text in ("以上由网络部提供", "※3月起恢复", "——线下——", "【三季度】", "下半年", "日报")]
    [True, True, True, True, True, False]
    """
    text = unicodedata.normalize("NFKC", str(value))
    is_about = _OF_ROWS.search(str(value)) or _MARKED.search(text) or part_of_year(unnumbered(text))
    return bool(is_about) or is_line([(0, value)], USUAL)


def _between_numbers(sheet: Sheet, own: Mapping[int, Column], top: int, area: Range) -> Iterator[Tall]:
    """Every entry with the rows of nothing but texts that stand between its serial number and the next; none where such
    a row stands above the first number, for then they are headings."""
    serial = next((column for column, each in own.items() if each.kind is Kind.SERIAL), None)
    numbers = [value_at(sheet.rows, row, serial) for row in range(top, area[2] + 1)] if serial is not None else []
    while numbers and numbers[-1] is None:
        numbers.pop()
    if serial is None or None not in numbers:  # as in nearly every list
        return
    first: int | None = None
    start = next(row for row, number in enumerate(numbers, top) if number is not None)
    if any(_are_texts(sheet.rows[row], own) for row in range(top, start)):
        return
    for row, number in enumerate(numbers, top):
        if number is None and first is not None and _are_texts(sheet.rows[row], own):
            continue
        if first is not None and row - first > 1 and _next(value_at(sheet.rows, first, serial), number):
            held = {column: rows for column in own if (rows := _held(sheet, first, row - 1, column))}
            yield Tall(first, row - 1, frozenset(), held)
        first = row if _next(number, number, by=0) else None


def _are_texts(cells: Sequence[Value], own: Mapping[int, Column]) -> bool:
    """Whether a row holds texts under columns of texts, and nothing else, and is no note."""
    held = [(column, value) for column, value in enumerate(cells) if value is not None]
    return (
        bool(held)
        and all(isinstance(value, str) and column in own and own[column].kind is Kind.TEXT for column, value in held)
        and not is_line(held, USUAL)
    )


def _next(number: Value, other: Value, by: int = 1) -> bool:
    """Whether a serial number follows another one."""
    texts = [text_of(each).removesuffix(".0") for each in (number, other)]
    return all(text.isdecimal() for text in texts) and int(texts[1][:_DIGITS]) == int(texts[0][:_DIGITS]) + by


def _opened(sheet: Sheet, own: Mapping[int, Column], top: int, area: Range) -> Iterator[Tall]:
    """Every text alone in its row that closes what the one above it opens, with the row above."""
    for row in range(top + 1, area[2] + 1):
        cells = sheet.rows[row]
        if len(cells) - cells.count(None) == 1:
            column = next(column for column, value in enumerate(cells) if value is not None)
            above = value_at(sheet.rows, row - 1, column)
            is_text = column in own and own[column].kind is Kind.TEXT
            if is_text and _closes(str(above or ""), str(cells[column])):
                yield Tall(row - 1, row, frozenset(), {column: [row - 1, row]})


def _closes(above: str, text: str) -> bool:
    """Whether a text closes a bracket that is open above it.

    >>> _closes("读《平凡的", "世界》"), _closes("读《平凡的世界》", "（线上）"), _closes("读书", "会）")
    (True, False, False)
    """
    return any(
        above.count(start) - above.count(end) == 1 == text.count(end) - text.count(start) for start, end in _BRACKETS
    )


def _tall(sheet: Sheet, own: Mapping[int, Column], top: int, area: Range) -> Iterator[Tall]:
    """Every stretch of rows over which cells of the list are merged."""
    boxes: dict[tuple[int, int], set[int]] = {}
    for box in sheet.merges:
        if top <= box[0] < box[2] and box[0] <= area[2]:
            columns = own.keys() & range(box[1], box[3] + 1)
            boxes.setdefault((box[0], min(box[2], area[2])), set()).update(columns)
    for (first, last), merged in boxes.items():
        rest = {column: _held(sheet, first, last, column) for column in own if column not in merged}
        yield Tall(first, last, frozenset(merged), {column: rows for column, rows in rest.items() if rows})


def _held(sheet: Sheet, first: int, last: int, column: int) -> list[int]:
    return [row for row in range(first, last + 1) if value_at(sheet.rows, row, column) is not None]


def _shares(tall: Tall, own: Mapping[int, Column]) -> bool:
    """Whether rows share a serial number and are entries each: several of them have a figure of their own."""
    if not any(own[column].kind is Kind.SERIAL for column in tall.merged):
        return False
    return any(own[column].kind is Kind.NUMBER and len(tall.held[column]) > 1 for column in tall.going_on)


def _is_one(tall: Tall, own: Mapping[int, Column]) -> bool:
    """Whether rows are the lines of one entry: its serial number is merged, or all that it must have but one text."""
    if any(own[column].kind is Kind.SERIAL for column in tall.merged):
        return True
    merged = {own[column].kind for column in tall.merged}
    rest = [each for column, each in own.items() if each.required and column not in tall.merged]
    texts = [own[column] for column in tall.going_on]
    is_text = len(texts) == 1 and texts[0].kind is Kind.TEXT
    return is_text and Kind.NUMBER in merged and all(each in texts or each.kind is Kind.SERIAL for each in rest)


def joined_cells(sheet: Sheet, tall: Tall, under: Mapping[int, Column]) -> dict[int, Value]:
    """What an entry over several rows holds under each column, its texts joined."""
    found: dict[int, Value] = {}
    for column in under:
        rows = tall.held.get(column, [tall.top])
        values = [value for row in rows if (value := value_at(sheet.rows, row, column)) is not None]
        if values:
            found[column] = values[0] if len(values) == 1 else _joined(values, under[column].kind)
    return found


def given_over_lines(sheet: Sheet, tall: Tall, leaves: Mapping[int, Column], places: Mapping[int, int]) -> list[Given]:
    """What an entry over several rows says elsewhere than in its first row, by leaf; `leaves` are the columns by
    leaf, `places` their sheet columns."""
    found = []
    for leaf, column in places.items():
        if column in tall.going_on:
            rows = tall.held[column]
            texts = [value_at(sheet.rows, row, column) for row in rows]
            text = _joined(texts, leaves[leaf].kind) if len(rows) > 1 else None
            found.append(Given(leaf, (rows[0], column), text))
    return found


def _joined(values: Sequence[Value], kind: Kind) -> str:
    """Lines as one text. Nothing stands between them, but a space where words of Latin letters or figures would run
    into one, and between dates. What every line repeats is said once.

    >>> [_joined(lines, Kind.TEXT) for lines in (["文化惠民大", "讲堂"], ["Big", "Read"], ["一楼", "一楼"])]
    ['文化惠民大讲堂', 'Big Read', '一楼']
    """
    texts = list(dict.fromkeys(str(value).strip() for value in values))
    whole = texts[0]
    for text in texts[1:]:
        apart = kind is Kind.DATE or (whole[-1:].isascii() and text[:1].isascii() and _is_word(whole[-1:], text[:1]))
        whole = f"{whole} {text}" if apart else f"{whole}{text}"
    return whole


def _is_word(*characters: str) -> bool:
    return all(map(str.isalnum, characters))


def line_marks(lines: Lines) -> Iterator[Mark]:
    """A mark for each entry that takes several rows, and for each stretch of rows that share a serial number."""
    for axis, found in (("lines", lines.joined.values()), ("shared", lines.shared)):
        for each in sorted(found, key=lambda each: each.top):
            first = min(each.merged | each.held.keys())
            last = max(each.merged | each.held.keys())
            place = f"{a1(each.top, first)}:{a1(each.bottom, last)}"
            yield Mark(axis, place, False, 1, (each.top, first), says=place)  # type: ignore[arg-type]
