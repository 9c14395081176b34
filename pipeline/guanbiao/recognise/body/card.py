"""Find a card's figures beside their labels, wherever these stand.

An item owns the cells right of its label up to the next column of items, and down to the next item below it. Here
藏书量 owns B to C of rows 2 and 3, with the figures 藏书量/图书 in C2 and 藏书量/报刊 in C3, and 面积 owns E:

            A        B       C      D       E
      2     藏书量   图书    10     面积    200
      3              报刊    2

What stands there under none of its sub-labels is never taken for its figure by the order in which it stands."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from guanbiao.forms.catalogue import Card, Item, Slot, slot_key
from guanbiao.model.books import Sheet
from guanbiao.model.filings import FoundBlock, Mark
from guanbiao.recognise.body.rows import Body, Cells, filled, is_figure, is_words, strays
from guanbiao.recognise.lines import Words, footer_lines, is_line
from guanbiao.text.cells import Position, Range, Value
from guanbiao.text.labels import fold_heading, squeeze
from guanbiao.text.libraries import anywhere
from guanbiao.text.units import bare_label


def read_card(index: int, card: Card, sheet: Sheet, area: Range, words: Words) -> tuple[FoundBlock, Body]:
    """The cells of a card's figures, right of their item and sub-label wherever these stand inside `area`, as the block
    number `index` of its form, and all that stands there besides."""
    body = Body()
    items = [item for column in card.columns for item in column]
    places = _places(sheet, area, {fold_heading(item.label) for item in items}, words)
    labels = [at for standing in places.values() for at in standing]
    heads = _places(sheet, area, {fold_heading(head) for head in card.heading}, words)
    edge = max((column for standing in heads.values() for _, column in standing), default=0)
    slots: dict[str, Position] = {}
    for item in items:
        at = next(iter(places.get(fold_heading(item.label), ())), None)
        body.marks.append(Mark("row", squeeze(item.label), True, int(at is not None), at or (area[0], area[1])))
        if at:
            own = _slots(item, at, sheet, _room(at, labels, edge, area), words)
            body.marks += [
                Mark("row", key, True, 0, at) for slot in item.slots if (key := slot_key(item, slot)) not in own
            ]
            slots |= own
    named = _rest(body, card, sheet, area, set(slots.values()), words)
    return FoundBlock(index, slots=slots, marks=tuple(body.marks), labels=tuple(named)), body


def _places(sheet: Sheet, area: Range, labels: Collection[str], words: Words) -> dict[str, list[Position]]:
    """Where each of the labels stands, with or without a unit behind it."""
    places: dict[str, list[Position]] = {}
    for row in range(area[0], area[2] + 1):
        for column, value in filled(sheet, row, area):
            if isinstance(value, str) and (label := _label(value, labels, words)):
                places.setdefault(label, []).append((row, column))
    return places


def _label(text: str, labels: Collection[str], words: Words) -> str:
    """Which of the labels a text is, with or without a unit behind it; '' for none."""
    if (folded := fold_heading(text)) in labels:
        return folded
    bare = bare_label(text, words.units)[0] if folded.endswith(")") else folded
    if bare in labels:
        return bare
    everywhere = anywhere(bare)
    return next((each for each in labels if everywhere and anywhere(each) == everywhere), "")


def _room(at: Position, labels: Collection[Position], edge: int, area: Range) -> Range:
    """The cells that belong to the item whose label stands at `at`; `edge` is the column of the last heading."""
    top, left = at
    bottom = min((row - 1 for row, column in labels if column == left and row > top), default=area[2])
    starts = sorted({column for _, column in labels})
    widest = max((after - before for before, after in pairwise(starts)), default=area[3] + 1 - left)
    right = next((start for start in starts if start > left), max(left + widest, edge + 1)) - 1
    return top, left + 1, bottom, min(right, area[3])


def _slots(item: Item, at: Position, sheet: Sheet, room: Range, words: Words) -> dict[str, Position]:
    """The cell of each figure of an item that has a place in its room, be it empty."""
    if room[1] > room[3]:
        return {}
    rows = {row: filled(sheet, row, room) for row in range(room[0], room[2] + 1)}
    subs = {fold_heading(slot.label) for slot in item.slots if slot.label}
    rows = {row: [(column, _known(value, subs, words)) for column, value in cells] for row, cells in rows.items()}
    bare = _bare_rows(rows, subs)
    found: dict[str, Position] = {}
    for order, slot in enumerate(item.slots):
        row = _labelled_row(slot, rows) if slot.label else bare[order] if order < len(bare) else None
        if row is None and len(item.slots) == 1:
            row = at[0]
        if row is not None:
            found[slot_key(item, slot)] = row, _figure_column(rows[row], subs, room)
    return found


def _known(value: Value, subs: Collection[str], words: Words) -> Value:
    """A cell of a room: a sub-label with a unit behind it as the sub-label, any other as it is."""
    return (_label(value, subs, words) or value) if isinstance(value, str) else value


def _bare_rows(rows: Mapping[int, Cells], subs: Collection[str]) -> list[int]:
    """The rows of figures without a sub-label: the item's own, those below that hold one cell, then the empty ones."""
    top, *below = rows
    single = [row for row in below if len(rows[row]) == 1 and fold_heading(str(rows[row][0][1])) not in subs]
    return [top, *single, *(row for row in below if not rows[row])]


def _labelled_row(slot: Slot, rows: Mapping[int, Cells]) -> int | None:
    """The row with the sub-label of a figure, in a cell of its own or before the figure in one cell."""
    label = fold_heading(slot.label)
    texts = [(row, fold_heading(value)) for row, cells in rows.items() for _, value in cells if isinstance(value, str)]
    alone = (row for row, text in texts if text == label)
    before = (row for row, text in texts if text.startswith(label) and not is_words(text))
    return next(alone, next(before, None))


def _figure_column(cells: Cells, subs: Collection[str], room: Range) -> int:
    """The column of the figure in its row: the first cell that is no sub-label, else where it should stand."""
    figure = next((column for column, value in cells if fold_heading(str(value)) not in subs), None)
    after = cells[-1][0] + 1 if cells else room[1] + 1
    return figure if figure is not None else min(after, room[3])


def _rest(
    body: Body, card: Card, sheet: Sheet, area: Range, taken: Collection[Position], words: Words
) -> list[Position]:
    """What is neither a label nor a figure: strays and lines. Above and below the card, what holds no figure is one.
    Returns where the labels stand."""
    labels = set(_labels(card))
    rows = {row: filled(sheet, row, area) for row in range(area[0], area[2] + 1)}
    rest = {
        row: [(at, value) for at, value in cells if (row, at) not in taken and not _label(str(value), labels, words)]
        for row, cells in rows.items()
    }
    own = [row for row, cells in rows.items() if len(rest[row]) < len(cells)]
    for row, cells in rest.items():
        is_inside = bool(own) and own[0] <= row <= own[-1]
        if is_line(cells, words) or not (is_inside or any(is_figure(value, words) for _, value in cells)):
            body.lines += footer_lines(row, cells, words)
        else:
            body.marks += strays(cells, row)
    left = {(row, at) for row, cells in rest.items() for at, _ in cells} | set(taken)
    return [(row, at) for row, cells in rows.items() for at, _ in cells if (row, at) not in left]


def _labels(card: Card) -> Iterator[str]:
    yield from (fold_heading(head) for head in card.heading)
    for column in card.columns:
        for item in column:
            yield fold_heading(item.label)
            yield from (fold_heading(slot.label) for slot in item.slots if slot.label)
