"""Blank forms for the next year: the official pages, empty, with totals as locked formulas and entry cells checked.

What is known of the years before stands in the comparison tables. What comes back is recognised like any form."""

from collections.abc import Iterator, Mapping
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import CARD_COLUMN, Block, Card, Catalogue, Form, Grid, Kind, Register, shown_row
from guanbiao.pages.blank_totals import Added, Places, totals, worth
from guanbiao.pages.filled import Address, Filled, Held
from guanbiao.pages.formulas import ranges
from guanbiao.pages.layout import official_page, sheet_name
from guanbiao.pages.page import Declared, Page, Placed
from guanbiao.text.cells import Position
from guanbiao.text.figures import exact
from guanbiao.text.years import for_year

ENTRIES = 40  # the fewest rows of an empty register: one printed page; more can be inserted
_MORE_ENTRIES = 1.5  # rows for each entry of the year before
Known = Mapping[tuple[str, str, str], float]  # figures of the years before by (form, row, column), as printed


class Blank(Struct, frozen=True):
    """An empty form: its page, and where each of its declared cells stands on it."""

    page: Page
    places: Places


def blank_forms(
    catalogue: Catalogue, year: int, known: Known, entries: Mapping[str, int]
) -> Iterator[tuple[str, Page]]:
    """A page a form, by the path of its file: the department's folder, the form's number and name. `entries` are how
    many each register had in the year before, by form."""
    for form in catalogue.forms:
        blank = blank_form(form, year, known, entries.get(form.id, 0))
        yield f"{form.department}/{sheet_name(form)}.xlsx", blank.page


def blank_form(form: Form, year: int, known: Known, entries: int = 0) -> Blank:
    """An empty form for a year; `entries` is how many its register had in the year before."""
    page = official_page(form, _nothing(form, year, _room(entries)))
    places = {cell.declared: (cell.row, cell.column) for cell in page.cells if cell.declared}
    added = totals(form, places)
    given = dict(_given(form, year, known, places))
    cells = tuple(_handed_out(cell, added, given) for cell in page.cells)
    fixed = added.keys() | given.keys()
    numbers = [at for key, at in places.items() if at not in fixed and _kind(form, key) is Kind.NUMBER]
    grows = any(isinstance(block, Register) for block in form.blocks)
    return Blank(replace(page, cells=cells, protected=True, grows=grows, numbers=tuple(ranges(numbers))), places)


def _room(entries: int) -> int:
    """The rows of a register that had so many entries: half as many more, in tens."""
    return max(ENTRIES, 10 * ceil(entries * _MORE_ENTRIES / 10))


def _nothing(form: Form, year: int, room: int) -> Filled:
    """What an empty filing gives a page: every declared cell without a value, `room` entries in each register."""
    values: dict[Address, Held] = {}
    entries: dict[int, list[dict[str, Held]]] = {}
    for index, block in enumerate(form.blocks):
        for row, column in _alone(form, block):
            values[index, row, column] = Held(declared=Declared(index, row, column))
        if isinstance(block, Register):
            entries[index] = [_entry(index, block, entry) for entry in range(room)]
    return Filled(year, None, values, entries)


def _entry(index: int, block: Register, entry: int) -> dict[str, Held]:
    return {leaf.key: Held(seq=entry, declared=Declared(index, "", leaf.key, entry)) for leaf in block.leaves}


def _alone(form: Form, block: Block) -> Iterator[tuple[str, str]]:
    """The row and column of every cell of a block that is no entry of a register."""
    if isinstance(block, Card):
        yield from ((key, CARD_COLUMN) for key in block.slots)
    elif isinstance(block, Register):
        own = {leaf.key for leaf in block.leaves}
        yield from ((row, column) for row, column in form.figures if row in block.row_keys and column in own)
    else:
        yield from _of_grid(block)


def _of_grid(grid: Grid) -> Iterator[tuple[str, str]]:
    for key, row in zip(grid.row_keys, grid.rows, strict=True):
        if row.spans:
            yield from ((key, span.name) for span in row.spans)
        else:
            yield from ((key, leaf.key) for leaf in grid.leaves if not leaf.column.floating)
    yield from ((grid.row_keys[-1], leaf.key) for leaf in grid.leaves if leaf.column.floating)


def _kind(form: Form, key: Declared) -> Kind:
    """What a cell holds: one that states several figures is text."""
    block = form.blocks[key.block]
    declared = form.figures.get((key.row, key.column))
    if declared:
        return Kind.TEXT if declared.measures or isinstance(block, Card) else Kind.NUMBER
    return next((leaf.column.kind for leaf in block.leaves if leaf.key == key.column), Kind.TEXT)


def _given(form: Form, year: int, known: Known, places: Places) -> Iterator[tuple[Position, float]]:
    """The figures of years before that a comparison table repeats, by cell."""
    for key, at in places.items():
        label = key.row + key.column
        if key.entry < 0 and "{year-" in label and "{year}" not in label:
            value = known.get((form.id, shown_row(form, key.row, year), for_year(key.column, year)))
            if value is not None:
                yield at, value


def _handed_out(cell: Placed, added: Mapping[Position, Added], given: Mapping[Position, float]) -> Placed:
    """An empty cell as it is handed out: a figure already known, a locked formula, or a cell to fill in."""
    if cell.declared is None:
        return cell
    at, bare = (cell.row, cell.column), replace(cell, declared=None)
    if at in given:
        return replace(bare, value=exact(given[at]))
    if at in added:
        value, style = exact(worth(at, added, given)), f"{cell.style} filled"
        return replace(bare, value=value, formula=added[at].formula, style=style)
    return replace(bare, style=f"{cell.style} entry")
