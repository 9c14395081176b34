"""Blank forms for the next year: the official pages, empty, with totals as locked formulas and entry cells checked.

What is known of the years before stands in the comparison tables (blank_known.py); cells that state several figures say
how (blank_hints.py). What comes back is recognised like any form."""

from collections.abc import Iterator, Mapping
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import CARD_COLUMN, Block, Card, Catalogue, Form, Grid, Kind, Register
from guanbiao.pages.blank_hints import hints
from guanbiao.pages.blank_known import Carried, Doubts, Known, carried
from guanbiao.pages.blank_totals import Added, Places, totals, worth
from guanbiao.pages.filled import Address, Filled, Held
from guanbiao.pages.formulas import ranges
from guanbiao.pages.layout import official_page, sheet_name
from guanbiao.pages.page import Declared, Page, Placed
from guanbiao.text.cells import Position
from guanbiao.text.figures import exact
from guanbiao.words.blanks import SUMMED

ENTRIES = 40  # the fewest rows of an empty register: one printed page; more can be inserted
_MORE_ENTRIES = 1.5  # rows for each entry of the year before
_NO_DOUBTS: Doubts = {}


class Blank(Struct, frozen=True):
    """An empty form: its page, and where each of its declared cells stands on it."""

    page: Page
    places: Places


def blank_forms(
    catalogue: Catalogue, year: int, known: Known, entries: Mapping[str, int], doubts: Doubts
) -> Iterator[tuple[str, Page]]:
    """A page a form, by the path of its file: the department's folder, the form's number and name. `entries` are how
    many each register had in the year before, by form; `doubts` what was in question then."""
    for form in catalogue.forms:
        blank = blank_form(form, year, known, entries.get(form.id, 0), doubts)
        yield f"{form.department}/{sheet_name(form)}.xlsx", blank.page


def blank_form(form: Form, year: int, known: Known, entries: int = 0, doubts: Doubts = _NO_DOUBTS) -> Blank:
    """An empty form for a year; `entries` is how many its register had in the year before."""
    page = official_page(form, _nothing(form, year, _room(entries)))
    places = {cell.declared: (cell.row, cell.column) for cell in page.cells if cell.declared}
    added = totals(form, places)
    before = carried(form, year, known, doubts, places, added)
    cells = tuple(_handed_out(cell, added, before) for cell in page.cells)
    fixed = (added.keys() | before.given.keys()) - set(before.opened)
    numbers = [at for key, at in places.items() if at not in fixed and _kind(form, key) is Kind.NUMBER]
    grows = any(isinstance(block, Register) for block in form.blocks)
    filled = replace(page, cells=cells, protected=True, grows=grows, numbers=tuple(ranges(numbers)))
    return Blank(replace(filled, hints=tuple(hints(form, places))), places)


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


def _handed_out(cell: Placed, added: Mapping[Position, Added], before: Carried) -> Placed:
    """An empty cell as it is handed out: a figure already known, a locked formula, or a cell to fill in; what was in
    question last year is marked and says so."""
    if cell.declared is None:
        return cell
    at = (cell.row, cell.column)
    doubt = before.doubts.get(at)
    bare = replace(cell, declared=None, comment=doubt.text if doubt else "")
    open_style = " entry query" if at in before.opened else ""
    if at in before.given:
        return replace(bare, value=exact(before.given[at]), style=cell.style + open_style)
    if at in added:
        value, style = exact(worth(at, added, before.given)), f"{cell.style} filled{open_style}"
        comment = SUMMED + bare.comment if doubt else ""
        return replace(bare, value=value, formula=added[at].formula, style=style, comment=comment)
    return replace(bare, style=cell.style + (open_style or " entry"))
