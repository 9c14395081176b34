"""A form that takes several pages, sheets or blocks."""

from random import Random

from guanbiao.forms.catalogue import Block, Card, Grid, Kind, Register
from guanbiao.model.books import Sheet
from guanbiao.text.cells import Range, Value
from guanbiao.text.labels import fold_heading
from msgspec.structs import replace

from tests.disguises.filed import Filed, Row, laid, with_rows


def printed_again(
    filed: Filed, dice: Random, *, every: int = 10, mark: str = "", title: bool = True, line: str = ""
) -> Filed | None:
    """Title and header, or the header alone, stand again every few rows, the title with a mark; or a `line` does."""
    places = _breaks(filed, every)
    if not places:
        return None
    rows, merges = filed.rows, list(filed.sheet.merges)
    head = rows[filed.head : filed.body]
    again = [[filed.title + mark], *head] if title else head
    again = [[line], *again] if line else again
    boxes = [box for box in merges if filed.head <= box[0] < filed.body]
    done, at_head = filed, len(again) - len(head)
    for at in reversed(places):
        done = with_rows(done, at, *again)
        moved = [(top - filed.head + at + at_head, a, end - filed.head + at + at_head, b) for top, a, end, b in boxes]
        done = laid(done, done.rows, [*done.sheet.merges, *moved])
    return done


def next_sheet(
    filed: Filed,
    dice: Random,
    *,
    after: int = 0,
    title: bool = True,
    header: bool = True,
    mark: str = "",
    name: str = "续",
) -> Filed | None:
    """The form goes on on the next sheet of the file, under title and header, the header alone, or neither."""
    entries = filed.entries
    cut = after or len(entries) // 2
    if len(filed.sheets) > 1 or len(entries) < 6 or not cut < len(entries) or not _is_whole(filed, entries[cut]):
        return None
    at, rows = entries[cut], filed.rows
    top: list[Row] = [[filed.title + mark]] if title else []
    boxes: list[Range] = []
    if header:
        boxes = [_down(box, len(top) - filed.head) for box in filed.sheet.merges if filed.head <= box[0] < filed.body]
        top += rows[filed.head : filed.body]
    boxes += [_down(box, len(top) - at) for box in filed.sheet.merges if box[0] >= at]
    second = Sheet(name, [list(row) for row in (*top, *rows[at:])], tuple(boxes))
    first = laid(filed, rows[:at], [box for box in filed.sheet.merges if box[2] < at])
    kept = {row: role for row, role in filed.roles.items() if row < at}
    return replace(first, sheets=(first.sheet, second), roles=kept, foot=at)


def blocks_apart(
    filed: Filed, dice: Random, *, sheets: bool = False, mark: str = "", title: bool = True
) -> Filed | None:
    """Every block of a form of several stands on a page of its own, under the title or without any: below each other or
    on sheets."""
    starts = [_start(filed, block) for block in filed.form.blocks]
    if len(starts) == 1 or 0 in starts or len(filed.sheets) > 1 or not all(_is_whole(filed, at) for at in starts[1:]):
        return None
    rows: list[Row] = [*filed.rows]
    top: list[Row] = [[filed.title + mark]] if title else []
    ends = [*starts[1:], len(rows)]
    pages: list[list[Row]] = [
        rows[: ends[0]],
        *(top + rows[at:end] for at, end in zip(starts[1:], ends[1:], strict=True)),
    ]
    moves = [0, *(len(top) - at for at in starts[1:])]
    boxes = [
        [_down(box, by) for box in filed.sheet.merges if start <= box[0] < end]
        for start, end, by in zip([0, *starts[1:]], ends, moves, strict=True)
    ]
    if sheets:
        parts = [Sheet(f"Sheet{at}", page, tuple(own)) for at, (page, own) in enumerate(zip(pages, boxes, strict=True))]
        return replace(filed, sheets=tuple(parts))
    below = [sum(map(len, pages[:at])) for at in range(len(pages))]
    moved = [_down(box, by) for own, by in zip(boxes, below, strict=True) for box in own]
    return laid(filed, [row for page in pages for row in page], moved)


def _start(filed: Filed, block: Block) -> int:
    """The first row of a block: that of its header, or of the first item of a card; 0 where its label is another."""
    first = block.columns[0][0].label if isinstance(block, Card) else block.leaves[0].path[0]
    wanted = fold_heading(first)
    standing = (at for at, row in enumerate(filed.rows) if wanted in {fold_heading(str(value)) for value in row})
    return next(standing, 0)


def halves(
    filed: Filed, dice: Random, *, way: str = "below", labels: tuple[str, str] = ("上半年", "下半年")
) -> Filed | None:
    """The months stand in two blocks of a half year each: below or beside each other, or on two sheets."""
    block = filed.form.blocks[0]
    if not isinstance(block, Grid) or len(filed.entries) != 12 or not _is_whole(filed, filed.entries[6]):
        return None
    if way == "sheets":
        done = next_sheet(filed, dice, after=6, name=labels[1])
        return done and replace(done, sheets=(replace(done.sheets[0], name=labels[0]), done.sheets[1]))
    if way == "below":
        return printed_again(filed, dice, every=6, title=False)
    return beside(filed, dice, after=6)


def beside(filed: Filed, dice: Random, *, after: int = 0, gap: int = 0) -> Filed | None:
    """The second part of the rows stands beside the first, under the same header."""
    entries = filed.entries
    cut = after or (len(entries) + 1) // 2
    if len(filed.form.blocks) > 1 or len(entries) < 6 or not _is_whole(filed, entries[cut]):
        return None
    if isinstance(filed.form.blocks[0], Register) and any(each < entries[-1] for each in filed.totals):
        return None
    rows, width = filed.rows, filed.width
    at = entries[cut]
    left, right = rows[:at], rows[at : filed.foot]
    for cells in left:
        cells.extend([None] * (width + gap - len(cells)))
    for at_head in range(filed.head, filed.body):
        left[at_head] += rows[at_head][:width]
    for number, cells in enumerate(right):
        place = filed.body + number
        if place == len(left):
            left.append([None] * (width + gap))
        left[place] += cells
    boxes = [box for box in filed.sheet.merges if box[2] < at]
    boxes += [
        (top, a + width + gap, end, b + width + gap)
        for top, a, end, b in filed.sheet.merges
        if filed.head <= top and end < filed.body
    ]
    kept = {row: role for row, role in filed.roles.items() if row < at}
    done = laid(filed, [*left, *rows[filed.foot :]], boxes)
    return replace(done, roles=kept, foot=len(left))


def bands(
    filed: Filed, dice: Random, *, sheets: bool = False, title: bool = False, name: str = "Sheet2"
) -> Filed | None:
    """The table is cut into two bands because it is too wide: the second stands below the first, or on the next sheet,
    with the labels or numbers of the rows again, and perhaps under the title."""
    block, head, foot = filed.form.blocks[0], filed.head, filed.foot
    cut = _cut(filed)
    if not cut or (isinstance(block, Register) and block.leaves[0].column.kind is not Kind.SERIAL):
        return None
    again, rows = filed.under("label") or [0], filed.rows
    for row in rows:
        row.extend([None] * (filed.width - len(row)))
    first = [*rows[:head], *(row[:cut] for row in rows[head:foot])]
    top: list[Row] = [[f"{filed.title}（续表）"]] if title else []
    second = [*top, *([*(row[at] for at in again), *row[cut:]] for row in rows[head:foot])]
    by, width = len(top) - head, len(again) - cut
    boxes = [box for box in filed.sheet.merges if head <= box[0] and box[2] < foot]
    own = [(a + by, b + (width if b >= cut else 0), c + by, d + (width if d >= cut else 0)) for a, b, c, d in boxes]
    moved = [box for box, old in zip(own, boxes, strict=True) if old[1] >= cut or old[3] < len(again)]
    kept = [box for box in filed.sheet.merges if box[2] < head or (box[2] < foot and box[3] < cut)]
    if sheets:
        one = laid(filed, [*first, *rows[foot:]], kept)
        return replace(one, sheets=(one.sheets[0], Sheet(name, second, tuple(moved))))
    return laid(filed, [*first, [], *second, *rows[foot:]], [*kept, *(_down(box, len(first) + 1) for box in moved)])


def _cut(filed: Filed) -> int:
    """The column in the middle before which a table may be cut: over it goes no merged range; 0 for none."""
    boxes = [box for box in filed.sheet.merges if filed.head <= box[0] < filed.foot]
    start = max(filed.under("label"), default=0) + 2
    able = [at for at in range(max(start, 3), filed.width - 1) if not any(box[1] < at <= box[3] for box in boxes)]
    return able[len(able) // 2] if able and filed.columns and filed.width > 5 else 0


def page_sums(
    filed: Filed, dice: Random, *, every: int = 10, label: str = "本页合计", carried: str = "", again: bool = False
) -> Filed | None:
    """Every page of a list ends with its sums, and the next one begins with them where they are `carried`."""
    places, numbers = _breaks(filed, every), filed.under(Kind.NUMBER.value)
    if not places or not numbers or not isinstance(filed.form.blocks[0], Register):
        return None
    done, starts = filed, [filed.body, *places]
    for number in range(len(places) - 1, -1, -1):
        start = filed.body if carried else starts[number]
        sums: dict[int, Value] = {at: _sum(filed, at, start, places[number]) for at in numbers}
        new = [_labelled(filed, label, sums)]
        new += filed.rows[filed.head : filed.body] if again else []
        new += [_labelled(filed, carried, sums)] if carried else []
        done = with_rows(done, places[number], *new)
    return done


def _labelled(filed: Filed, label: str, sums: dict[int, Value]) -> Row:
    row: list[Value] = [sums.get(at) for at in range(filed.width)]
    row[0 if row[0] is None else 1] = label
    return row


def _sum(filed: Filed, column: int, start: int, end: int) -> float:
    values = [filed.at(row, column) for row in filed.entries if start <= row < end]
    return sum(value for value in values if isinstance(value, int | float))


def _breaks(filed: Filed, every: int) -> list[int]:
    """The entries before which a page ends, where no merged range goes over it."""
    entries = filed.entries
    return [at for at in entries[every::every] if at == entries[0] or _is_whole(filed, at)]


def _is_whole(filed: Filed, at: int) -> bool:
    """Whether no merged range goes over the upper edge of a row."""
    return not any(box[0] < at <= box[2] for box in filed.sheet.merges)


def _down(box: Range, by: int) -> Range:
    return box[0] + by, box[1], box[2] + by, box[3]
