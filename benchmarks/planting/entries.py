"""Slips of entries: on the wrong side of a division, typed twice, in two lists, in the wrong one."""

import random
from collections.abc import Iterator, Sequence

from guanbiao.facts.frames import CellLine, lines
from guanbiao.forms.catalogue import Register
from guanbiao.forms.equations import Entries, Where
from guanbiao.model.filings import Filing
from guanbiao.text.cells import Value, text_of
from msgspec import Struct

from benchmarks.planting.bench import Bench, Blanked, Dice, RowEdit, Slip
from benchmarks.planting.forms import within
from schemas.catalogue import CATALOGUE

ELSEWHERE = "图书馆报告厅"  # a place that is none of the words of a division, where a list has no other


def divisions(bench: Bench) -> list[tuple[str, Where]]:
    """The lists whose entries rules tell apart by a text of theirs, with the words that do."""
    found = {
        (operand.form, operand.where.column, operand.where.words): operand.where
        for relation in bench.report.reconciled.plan.relations
        for operand in relation.equation.operands
        if isinstance(operand, Entries) and operand.where and operand.where.words
    }
    return [(form, where) for (form, _, _), where in sorted(found.items())]


def deciding(bench: Bench) -> list[tuple[CellLine, Where]]:
    """The cells that decide on which side of a division an entry counts."""
    cells = [line for line in lines(bench.report.tables.cells, CellLine) if line.role == "entry" and line.raw]
    forms = [filing.form for filing in bench.report.filings]
    return [
        (line, where)
        for form, where in divisions(bench)
        for line in cells
        if forms[line.filing] == form and line.column == where.column
    ]


def on_the_wrong_side(dice: Dice, bench: Bench) -> Slip:
    """An entry whose text is one of the other side: the place of a lecture on site reads as one of those online. The
    text of another entry of that side, where there is one."""
    cells = deciding(bench)
    line, where = dice.in_turn(cells)
    is_in = _is_in(line.raw or "", where)
    others = sorted({other.raw or "" for other, _ in cells if other.filing == line.filing})
    texts = [text for text in others if _is_in(text, where) is not is_in]
    text = dice.choice(texts or ([ELSEWHERE] if is_in else list(where.words)))
    place = bench.place_of(line.filing, line.at_row, line.at_column)
    return Slip(
        cells={(line.filing, line.at_row, line.at_column): text},
        truth={place: None},
        roots=frozenset({place}),
        forms=frozenset({bench.report.filings[line.filing].form}),
    )


def _is_in(text: str, where: Where) -> bool:
    return any(word in text for word in where.words)


class Entry(Struct, frozen=True):
    """An entry of a list: the position of its filing, its row, and what it says under each column of the list."""

    filing: int
    at: int
    says: tuple[Value, ...]


class Listing(Struct, frozen=True):
    """A list as it is filed: its position, its sheet columns from the first leaf on, its entries above the first total
    or the end, and the kinds of its columns."""

    filing: int
    columns: tuple[int, ...]
    entries: tuple[Entry, ...]
    kinds: tuple[str, ...]


def listings(bench: Bench) -> list[Listing]:
    """The lists of the year that other forms sum up."""
    nodes = bench.network.nodes
    forms = [{nodes[node].line.form for node in link.nodes} for link in bench.network.links]
    summed = {form for some in forms if len(some) > 1 for form in some}
    met = {node.line.filing for node in nodes if node.line.row is None and node.line.form in summed}
    found = [_listing(at, bench.report.filings[at]) for at in sorted(met)]
    return [each for each in found if each and len(each.entries) > 1]


def _listing(at: int, filing: Filing) -> Listing | None:
    block = next(form for form in CATALOGUE.forms if form.id == filing.form).blocks[0]
    own = filing.blocks[0]
    if not isinstance(block, Register) or len(own.columns) < len(block.leaves):
        return None
    columns = tuple(own.columns[leaf] for leaf in range(len(block.leaves)))
    rows = [row for row in own.rows if row.role == "entry" and not row.totals_above]
    entries = [Entry(at, row.at, tuple(filing.sheet.rows[row.at][column] for column in columns)) for row in rows]
    return Listing(at, columns, tuple(entries), tuple(leaf.column.kind.value for leaf in block.leaves))


def typed_twice(dice: random.Random, bench: Bench) -> Slip:
    """An entry that stands in its list a second time, right below or at the end; totals count it or do not."""
    own = dice.choice(listings(bench))
    entry = dice.choice(own.entries)
    at = dice.choice([entry.at, own.entries[-1].at]) + 1
    moves = list(_totals(bench, entry, own.filing, 1)) if dice.choice([True, False]) else []
    is_pasted = at == entry.at + 1
    row = _typed(own, at, entry, is_numbered=not is_pasted)
    return _slip(bench, moves, [row], [(own, at), (own, entry.at)])


def in_two_lists(dice: random.Random, bench: Bench) -> Slip | None:
    """An entry of one list that stands in another one, too; the totals there count it or do not."""
    chosen = _two_lists(dice, bench)
    if not chosen:
        return None
    _, entry, other = chosen
    at = other.entries[-1].at + 1
    moves = list(_totals(bench, entry, other.filing, 1)) if dice.choice([True, False]) else []
    return _slip(bench, moves, [_typed(other, at, entry)], [(other, at)])


def in_the_wrong_list(dice: random.Random, bench: Bench) -> Slip | None:
    """An entry that stands in another list than its own: an event for children among those for adults. The lists'
    totals were added up as the lists now stand, or are those of the true ones; summaries are right."""
    chosen = _two_lists(dice, bench)
    if not chosen:
        return None
    own, entry, other = chosen
    at = other.entries[-1].at + 1
    moves: list[Blanked] = []
    if dice.choice([True, False]):
        moves = [*_totals(bench, entry, own.filing, -1), *_totals(bench, entry, other.filing, 1)]
    rows = [RowEdit(own.filing, entry.at), _typed(other, at, entry)]
    return _slip(bench, moves, rows, [(other, at)])


def _two_lists(dice: random.Random, bench: Bench) -> tuple[Listing, Entry, Listing] | None:
    """A list with one of its entries, and another list of the same kinds of columns."""
    own = dice.choice(listings(bench))
    others = [each for each in listings(bench) if each.kinds == own.kinds and each.filing != own.filing]
    return (own, dice.choice(own.entries), dice.choice(others)) if others else None


def _typed(into: Listing, at: int, entry: Entry, *, is_numbered: bool = True) -> RowEdit:
    """An entry as it is typed into a list, with the serial number that comes next where it has one; one that was pasted
    keeps its own."""
    says = list(entry.says)
    if into.kinds[0] == "serial" and is_numbered:
        numbers = [each.says[0] for each in into.entries if isinstance(each.says[0], int)]
        says[0] = max(numbers, default=0) + 1
    width = max(into.columns) + 1
    row: list[Value] = [None] * width
    for column, value in zip(into.columns, says, strict=True):
        row[column] = value
    return RowEdit(into.filing, at, tuple(row))


def _totals(bench: Bench, entry: Entry, filing: int, times: int) -> Iterator[Blanked]:
    """The totals of a list with an entry counted once more or less, as if the entry stood in it."""
    net = bench.network
    rows = [node for node in net.nodes if (node.line.filing, node.line.at_row) == (entry.filing, entry.at)]
    amounts = {node.line.column: node.value for node in rows}
    for link in within(net, bench.report.filings[filing].form):
        added = {net.nodes[node].line.column for node in link.nodes if net.nodes[node].line.row is None}
        if link.left >= 0 and not link.products:
            amount = amounts.get(next(iter(added)), 0.0) if added else 1.0
            yield link.left, net.nodes[link.left].value + times * amount


def _slip(
    bench: Bench, moves: Sequence[Blanked], rows: Sequence[RowEdit], copies: Sequence[tuple[Listing, int]]
) -> Slip:
    """The slip of rows typed in and taken out, with totals that follow; who names an entry in one of the rows `copies`,
    as it then stands, names the slip."""

    def down(node: int) -> int:
        filing, row, _, _ = bench.key(node)
        own = [edit for edit in rows if edit.filing == filing and edit.at <= row]
        return sum(-1 if edit.values is None else 1 for edit in own)

    cells = [bench.place_of(own.filing, at, column) for own, at in copies for column in own.columns]
    typed = [(edit.filing, next(value for value in edit.values if value is not None)) for edit in rows if edit.values]
    nodes, filings = bench.network.nodes, bench.report.filings
    totals = {bench.place(node, down(node)): nodes[node].value for node, _ in moves}
    return Slip(
        moves=tuple(moves),
        rows=tuple(rows),
        truth=dict.fromkeys(cells) | totals,
        roots=frozenset(cells),
        forms=frozenset(filings[edit.filing].form for edit in rows),
        of_any=True,
        labels=frozenset((filings[filing].form, text_of(label)) for filing, label in typed),
    )
