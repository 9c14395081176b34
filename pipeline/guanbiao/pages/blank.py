"""Blank forms for the next year: the official pages, empty, with totals as locked formulas and entry cells checked.

What is known of the years before stands in the comparison tables. What comes back is recognised like any form."""

from collections.abc import Iterator, Mapping
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import CARD_COLUMN, Block, Card, Catalogue, Form, Grid, Kind, Register, shown_row
from guanbiao.forms.equations import Entries, Equation, Figure, Op, Operand
from guanbiao.forms.rules import adding_rules
from guanbiao.pages.filled import Filled, Held
from guanbiao.pages.formulas import ranges
from guanbiao.pages.layout import official_page, sheet_name
from guanbiao.pages.page import Declared, Page, Placed
from guanbiao.text.figures import exact
from guanbiao.text.years import for_year

ENTRIES = 40  # the fewest rows of an empty register; more can be inserted
Known = Mapping[tuple[str, str, str], float]


class Added(Struct, frozen=True):
    """A cell that is added up: its formula, and the cells that it adds and takes away; none where it counts."""

    formula: str
    parts: tuple[tuple[int, tuple[int, int]], ...]


class Blank(Struct, frozen=True):
    """An empty form: its page, and by (block, row, column, entry) where each of its cells stands on it."""

    page: Page
    places: Mapping[Declared, tuple[int, int]]


def blank_forms(
    catalogue: Catalogue, year: int, known: Known, entries: Mapping[str, int]
) -> Iterator[tuple[str, Page]]:
    """A page a form, by the path of its file: the department's folder, the form's number and name. `entries` are how
    many each register had in the year before, by form."""
    for form in catalogue.forms:
        blank = blank_form(form, year, known, entries.get(form.id, 0))
        yield f"{form.department}/{sheet_name(form)}.xlsx", blank.page


def blank_form(form: Form, year: int, known: Known, entries: int = 0) -> Blank:
    """An empty form for a year; `known` are figures of the years before by (form, row, column) as printed, `entries`
    how many its register had in the year before."""
    page = official_page(form, _nothing(form, year, _room(entries)))
    places = {cell.declared: (cell.row, cell.column) for cell in page.cells if cell.declared}
    totals = dict(_totals(form, places))
    kinds = {places[key]: _kind(form, key) for key in places}
    given = dict(_given(form, year, known, places))
    cells = tuple(_finish(cell, totals, kinds, given) for cell in page.cells)
    numbers = tuple(at for at, kind in kinds.items() if kind is Kind.NUMBER and at not in totals and at not in given)
    grows = any(isinstance(block, Register) for block in form.blocks)
    return Blank(replace(page, cells=cells, protected=True, grows=grows, numbers=tuple(ranges(numbers))), places)


def _room(entries: int) -> int:
    """The rows of a register that had so many entries: half as many more, in tens."""
    return max(ENTRIES, 10 * ceil(entries * 1.5 / 10))


def _nothing(form: Form, year: int, room: int) -> Filled:
    """What an empty filing gives a page: every declared cell without a value, `room` entries in each register."""
    values: dict[tuple[int, str, str], Held] = {}
    entries: dict[int, list[dict[str, Held]]] = {}
    for index, block in enumerate(form.blocks):
        for row, column in _addresses(form, block):
            values[index, row, column] = Held(declared=(index, row, column, -1))
        if isinstance(block, Register):
            entries[index] = [
                {leaf.key: Held(seq=entry, declared=(index, "", leaf.key, entry)) for leaf in block.leaves}
                for entry in range(room)
            ]
    return Filled(year, None, values, entries)


def _addresses(form: Form, block: Block) -> Iterator[tuple[str, str]]:
    """Every cell of a block that is no entry of a register."""
    if isinstance(block, Card):
        yield from ((key, CARD_COLUMN) for key in block.slots)
    elif isinstance(block, Register):
        own = {leaf.key for leaf in block.leaves}
        yield from ((row, column) for row, column in form.figures if row in block.row_keys and column in own)
    else:
        yield from _grid_addresses(block)


def _grid_addresses(grid: Grid) -> Iterator[tuple[str, str]]:
    for key, row in zip(grid.row_keys, grid.rows, strict=True):
        if row.spans:
            yield from ((key, span.name) for span in row.spans)
        else:
            yield from ((key, leaf.key) for leaf in grid.leaves if not leaf.column.floating)
    yield from ((grid.row_keys[-1], leaf.key) for leaf in grid.leaves if leaf.column.floating)


def _kind(form: Form, key: Declared) -> Kind:
    """What a cell holds: a compound figure is text."""
    index, row, column, _ = key
    block = form.blocks[index]
    declared = form.figures.get((row, column))
    if declared:
        return Kind.TEXT if declared.measures or isinstance(block, Card) else Kind.NUMBER
    return next((leaf.column.kind for leaf in block.leaves if leaf.key == column), Kind.TEXT)


def _totals(form: Form, places: Mapping[Declared, tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Added]]:
    """By cell of a total, the one that its block's own rules give; the first where two do."""
    done: set[tuple[int, int]] = set()
    for rule in adding_rules(form):
        for equation in rule.equations:
            found = _total(form, equation, places)
            if found and found[0] not in done:
                done.add(found[0])
                yield found


def _total(
    form: Form, equation: Equation, places: Mapping[Declared, tuple[int, int]]
) -> tuple[tuple[int, int], Added] | None:
    left = _cells(form, equation.left.terms[0][1], places)
    if equation.op is not Op.EQUAL or len(equation.left.terms) != 1 or len(left) != 1:
        return None
    parts: dict[int, list[tuple[int, int]]] = {1: [], -1: []}
    for factor, operand in equation.right.terms:
        cells = _cells(form, operand, places)
        if not cells or factor not in parts:
            return None
        if isinstance(operand, Entries) and operand.counted:
            return left[0], Added(f"=COUNTA({','.join(ranges(cells))})", ())
        parts[factor] += cells
    text = "".join(f"{'-' if sign < 0 else ''}SUM({','.join(ranges(cells))})" for sign, cells in parts.items() if cells)
    return left[0], Added(f"={text}", tuple((sign, at) for sign, cells in parts.items() for at in cells))


def _worth(
    at: tuple[int, int], totals: Mapping[tuple[int, int], Added], given: Mapping[tuple[int, int], float]
) -> float:
    """What a spreadsheet makes of a cell while nothing is filled in."""
    parts = totals[at].parts if at in totals else ()
    return given[at] if at in given else sum(sign * _worth(each, totals, given) for sign, each in parts)


def _cells(form: Form, operand: Operand, places: Mapping[Declared, tuple[int, int]]) -> list[tuple[int, int]]:
    """The cells that a term stands for; of entries that are counted, those of the first required column."""
    if isinstance(operand, Figure):
        own = [at for key, at in places.items() if key[1:3] == (operand.row, operand.column) and key[3] < 0]
        return [] if form.figures[operand.row, operand.column].measures else own
    if isinstance(operand, Entries):
        column = _telling(form) if operand.counted else operand.column
        return [at for key, at in places.items() if key[2] == column and key[3] >= 0]
    return []


def _telling(form: Form) -> str:
    """A column that every entry fills and that is no running number."""
    leaves = (leaf for block in form.blocks if isinstance(block, Register) for leaf in block.leaves)
    return next((leaf.key for leaf in leaves if leaf.column.required and leaf.column.kind is not Kind.SERIAL), "")


def _given(
    form: Form, year: int, known: Known, places: Mapping[Declared, tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], float]]:
    """The figures of years before that a comparison table repeats."""
    for (_, row, column, entry), at in places.items():
        label = shown_row(form, row, year)
        if entry < 0 and "{year-" in row + column and "{year}" not in row + column:
            value = known.get((form.id, label, for_year(column, year)))
            if value is not None:
                yield at, value


def _finish(
    cell: Placed,
    totals: Mapping[tuple[int, int], Added],
    kinds: Mapping[tuple[int, int], Kind],
    given: Mapping[tuple[int, int], float],
) -> Placed:
    """An empty cell as it is handed out: a locked formula, a figure already known, or a cell to fill in."""
    at = (cell.row, cell.column)
    if at not in kinds:
        return cell
    bare = replace(cell, declared=None)
    if at in given:
        return replace(bare, value=exact(given[at]))
    if at in totals:
        value, style = exact(_worth(at, totals, given)), f"{cell.style} filled"
        return replace(bare, value=value, formula=totals[at].formula, style=style)
    return replace(bare, style=f"{cell.style} entry")
