"""Rows that are no entries, and entries that take more than a row."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

from guanbiao.forms.catalogue import Grid, Kind, Register
from guanbiao.text.cells import Position, Value
from msgspec.structs import replace

from tests.disguises.filed import Filed, laid, merged, typed_over, with_rows

NUMBERINGS: dict[str, Callable[[int, bool], Value]] = {
    "甲 1 2": lambda at, words: "甲乙丙丁戊己庚辛"[at] if words else at,
    "（1）": lambda at, words: f"（{at + 1}）",
    "1 2 3": lambda at, words: at + 1,
    "栏次": lambda at, words: at or "栏次",
    "A B C": lambda at, words: "ABCDEFGHIJKLMNOPQRSTUVWXYZ甲乙丙丁戊己庚"[at],
    "①": lambda at, words: chr(0x2460 + at) if at < 20 else at + 1,
}


def numbered_columns(filed: Filed, dice: Random, *, way: str = "甲 1 2") -> Filed | None:
    """A row of column numbers stands below the header."""
    words, count, row = filed.under("label", "text", "serial", "date"), 0, []
    if not filed.columns or (way == "甲 1 2" and len(words) > 8):
        return None
    if way == "甲 1 2":
        for column in range(filed.width):
            count += column not in words
            row.append(NUMBERINGS[way](words.index(column) if column in words else count, column in words))
    else:
        row = [NUMBERINGS[way](column, False) for column in range(filed.width)]
    return with_rows(filed, filed.body, row)


def lines_between(filed: Filed, dice: Random, *, texts: Sequence[str] = ("",), every: int = 6) -> Filed | None:
    """Rows of remarks, or blank ones, stand between the entries."""
    places = [at for at in filed.entries[every::every] if not _is_over(filed, at)]
    for number, at in reversed(list(enumerate(places))):
        filed = with_rows(filed, at, [texts[number % len(texts)] or None])
    return filed if places else None


def total_on_top(filed: Filed, dice: Random) -> Filed | None:
    """The total stands above what it adds up."""
    at = _label_of_total(filed)
    if not at or at[0] < filed.entries[-1] or _is_over(filed, at[0]):
        return None
    rows = filed.rows
    rows.insert(filed.body, rows.pop(filed.totals[0]))
    merges = [
        (a + (filed.body <= a < filed.foot), left, b + (filed.body <= b < filed.foot), right)
        for a, left, b, right in filed.sheet.merges
    ]
    roles = {at + 1: role for at, role in filed.roles.items() if role != "total"} | {filed.body: "total"}
    return replace(laid(filed, rows, merges), roles=roles)


def total_called(filed: Filed, dice: Random, *, word: str = "总计") -> Filed | None:
    """The total is called by another word for one."""
    at = _label_of_total(filed)
    return typed_over(filed, {at: word}) if at else None


def total_in_one_cell(filed: Filed, dice: Random, *, text: str = "合计：{count}场") -> Filed | None:
    """The number of entries stands in the cell of the total's label."""
    block, at = filed.form.blocks[0], _label_of_total(filed)
    if not at or not isinstance(block, Register) or not block.totals[0].count:
        return None
    row = at[0]
    counts = [
        column for column in filed.under("date", "text", "serial") if str(filed.at(row, column) or "")[:1].isdigit()
    ]
    if len(counts) != 1:
        return None
    count = "".join(filter(str.isdigit, str(filed.at(row, counts[0]))))
    return typed_over(filed, {(row, counts[0]): None, at: text.format(count=count)})


def total_merged(filed: Filed, dice: Random) -> Filed | None:
    """The label of the total is merged over the blank cells right of it."""
    at = _label_of_total(filed)
    if not at:
        return None
    right = at[1]
    while right + 1 < filed.width and filed.at(at[0], right + 1) is None and right + 1 not in filed.under("number"):
        right += 1
    return merged(filed, (at[0], at[1], at[0], right)) if right > at[1] else None


def of_which(filed: Filed, dice: Random, *, label: str = "其中：少儿") -> Filed | None:
    """A row below the total says how much of it is of one kind."""
    at, numbers = _label_of_total(filed), filed.under(Kind.NUMBER.value)
    if not at or not numbers or filed.totals[-1] != at[0]:
        return None
    row: list[Value] = [None] * filed.width
    row[at[1]] = label
    for column in numbers:
        value = filed.at(at[0], column)
        row[column] = int(value) // 3 if isinstance(value, int | float) else None
    return with_rows(filed, at[0] + 1, row)


def quarters(
    filed: Filed, dice: Random, *, labels: Sequence[str] = ("一季度", "二季度", "三季度", "四季度")
) -> Filed | None:
    """A row of sums stands below every quarter of a year of months."""
    if not isinstance(filed.form.blocks[0], Grid) or len(filed.entries) != 12:
        return None
    months, numbers = filed.entries, filed.under(Kind.NUMBER.value)
    each = 12 // len(labels)
    for number in range(len(labels) - 1, -1, -1):
        own = months[number * each : (number + 1) * each]
        row: list[Value] = [None] * filed.width
        row[0] = labels[number]
        for column in numbers:
            values = [filed.at(at, column) for at in own]
            row[column] = sum(value for value in values if isinstance(value, int | float))
        filed = with_rows(filed, own[-1] + 1, row)
    return filed


def texts_merged_down(filed: Filed, dice: Random) -> Filed | None:
    """Equal texts below each other are merged into one."""
    block = filed.form.blocks[0]
    if not isinstance(block, Register) or len(filed.columns) < 4:  # of a day and a text it may be one entry of two days
        return None
    boxes = []
    for column in filed.under("text"):
        start = filed.entries[0]
        for at in [*filed.entries[1:], -1]:
            if at < 0 or at not in filed.entries or filed.at(at, column) != filed.at(start, column) or _gap(filed, at):
                last = filed.entries[filed.entries.index(at) - 1] if at >= 0 else filed.entries[-1]
                if last > start and filed.at(start, column) is not None and not _has_merge(filed, start, last, column):
                    boxes.append((start, column, last, column))
                start = at
    return merged(filed, *boxes) if boxes else None


def dittos(filed: Filed, dice: Random, *, mark: str = "同上") -> Filed | None:
    """A text that the entry above says, too, is only a mark."""
    if not isinstance(filed.form.blocks[0], Register):
        return None
    found: dict[Position, Value] = {}
    for column in filed.under("text"):
        for above, at in pairwise(filed.entries):
            if filed.at(at, column) is not None and filed.at(at, column) == filed.at(above, column):
                found[at, column] = mark
    return typed_over(filed, found) if found else None


def two_lines(filed: Filed, dice: Random, *, column: str = "text") -> Filed | None:
    """An entry takes two lines: one long text is cut, all else is merged over both."""
    block = filed.form.blocks[0]
    if not isinstance(block, Register) or block.leaves[0].column.kind is not Kind.SERIAL:
        return None
    own = filed.under(column)
    for at in reversed(filed.entries):
        texts = [each for each in own if isinstance(text := filed.at(at, each), str) and len(text) > 12]
        if texts and not _is_over(filed, at) and not _is_over(filed, at + 1):
            text = str(filed.at(at, texts[0]))
            filed = with_rows(filed, at + 1, [text[8:] if each == texts[0] else None for each in range(filed.width)])
            boxes = [(at, each, at + 1, each) for each in filed.columns if each != texts[0]]
            filed = merged(typed_over(filed, {(at, texts[0]): text[:8]}), *boxes)
            return filed
    return None


def labels_numbered(filed: Filed, dice: Random, *, text: str = "{number}.{label}") -> Filed | None:
    """The labels of rows, months excepted, have a number before them or a mark behind."""
    if filed.under("label") != [0]:
        return None
    labels = {at: str(filed.at(at, 0)) for at in filed.entries if filed.at(at, 0) is not None}
    if any(label[:1].isdigit() for label in labels.values()):
        return None
    chinese = "一二三四五六七八九十" + "".join(map(str, range(11, 40)))
    changes: dict[tuple[int, int], Value] = {
        (at, 0): text.format(number=number, label=label, chinese=chinese[number - 1])
        for number, (at, label) in enumerate(labels.items(), 1)
    }
    return typed_over(filed, changes)


def serials_as(filed: Filed, dice: Random, *, text: str = "{number}.") -> Filed | None:
    """The numbers of entries are written in another way."""
    own = filed.under("serial")
    if not own:
        return None
    changes: dict[tuple[int, int], Value] = {
        (at, own[0]): text.format(number=filed.at(at, own[0])) for at in filed.entries if filed.at(at, own[0])
    }
    return typed_over(filed, changes)


def upside_down(filed: Filed, dice: Random) -> Filed | None:
    """The months stand from December to January."""
    if not isinstance(filed.form.blocks[0], Grid) or len(filed.entries) != 12:
        return None
    rows, own = filed.rows, filed.entries
    for at, row in zip(own, [rows[each] for each in reversed(own)], strict=True):
        rows[at] = row
    return laid(filed, rows)


def numbered_blanks(filed: Filed, dice: Random, *, many: int = 3) -> Filed | None:
    """Rows that were numbered beforehand stay empty below the last entry."""
    block = filed.form.blocks[0]
    if not isinstance(block, Register) or block.leaves[0].column.kind is not Kind.SERIAL:
        return None
    last = filed.entries[-1]
    serial = len(filed.entries)
    return with_rows(filed, last + 1, *([serial + each + 1] for each in range(many)))


def _label_of_total(filed: Filed) -> tuple[int, int] | None:
    """The cell of the label of the only total."""
    if len(filed.totals) != 1:
        return None
    row = filed.totals[0]
    found = (column for column in range(filed.width) if isinstance(filed.at(row, column), str))
    column = next(found, -1)
    return (
        (row, column)
        if column >= 0 and str(filed.at(row, column)).replace(" ", "") in ("合计", "总计", "累计")
        else None
    )


def _is_over(filed: Filed, at: int) -> bool:
    return any(box[0] < at <= box[2] for box in filed.sheet.merges)


def _has_merge(filed: Filed, top: int, bottom: int, column: int) -> bool:
    return any(box[1] <= column <= box[3] and box[0] <= bottom and box[2] >= top for box in filed.sheet.merges)


def _gap(filed: Filed, at: int) -> bool:
    return filed.entries[filed.entries.index(at) - 1] != at - 1
