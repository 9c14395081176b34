"""An annual report as any text document holds it: paragraphs and tables in their order, of which its running text and
its sheets are made.

    统计表（2020年）      ┐ what stands above a table, since the last one or the last heading
    填报部门：业务中心     ┘
    | 月份 | 合计 |       a sheet is these lines, the table and
    | 1    | 10   |
    填表人：李某           ┐ what stands below it, until a heading or the title of the next
    2021年1月6日          ┘

What a table of one column holds that is running text stands as if there were no table: whole reports are laid out so.
Of other tables what may be running text in their cells is a paragraph, too, below their labels (`cell_labels.py`);
which of it stands in a form is known once forms are recognised."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.intake.formats.blocks import Block, Cell, Piece, Table
from guanbiao.intake.formats.cell_labels import labels, spread, whole_rows
from guanbiao.intake.limits import LINES_ABOVE, LINES_BELOW, OPENING, SHEETS, within
from guanbiao.intake.marks import Marks
from guanbiao.intake.sheets import EngineSheet
from guanbiao.model.documents import InTable, Paragraph
from guanbiao.text.cells import a1
from guanbiao.text.reports import closes_table, heading_level, is_label, is_said, may_name_table

_FRAME = 4  # cells of a table that may be a frame around others: title and table, two tables side by side
_LEAST = 2  # headings or tables of a document that is more than its title


class Report(Struct, frozen=True):
    """The first lines of an annual report, its text, and its tables as sheets."""

    opening: str
    paragraphs: tuple[Paragraph, ...]
    sheets: list[EngineSheet]


def report_of(opening: Sequence[str], blocks: Iterable[Block]) -> Report | None:
    """The report that a document of these first lines and blocks is; None where it has neither headings nor tables.
    Raises Refused where its tables are too many."""
    flow = _levelled([each for block in blocks for each in _unframed(block)])
    placed = list(_placed(flow))
    within("tables", len(placed), SHEETS)
    paragraphs = _numbered(_paragraphs(flow, [], {block.order: at for at, (block, _) in enumerate(placed, 1)}))
    inside = sum(each.inside is not None for each in paragraphs)
    if max(len(placed), sum(block.level > 0 for block in flow), inside) < _LEAST:
        return None
    sheets = [_sheet(f"第{at}个表格", block, *around) for at, (block, around) in enumerate(placed, 1)]
    return Report("\n".join(opening)[:OPENING], paragraphs, sheets)


def _sheet(name: str, block: Block, above: list[str], below: list[str]) -> EngineSheet:
    """A table with the lines above and below it."""
    assert block.table
    down, table = len(above), block.table
    merges = [(top + down, left, bottom + down, right) for top, left, bottom, right in table.merges]
    marks = Marks()
    for row, column, blocks in table.cells:
        if any(is_aside for each in blocks for _, is_aside in each.pieces):
            marks.judge((row + down, column), ((is_aside, text) for each in blocks for text, is_aside in _pieces(each)))
    rows = [*map(_cells, above), *table.rows, *map(_cells, below)]
    return EngineSheet(name, rows, merges, typed=False, marks=marks, above=down, table=block.order)


def _pieces(block: Block) -> Iterator[Piece]:
    """What a paragraph of a cell says, piece by piece, and the end of its line."""
    yield from block.pieces
    yield "\n", False


def _cells(line: str) -> list[object]:
    """A line above or below a table: a cell for each of its texts between tabs."""
    return [text.strip() for text in line.split("\t") if text.strip()]


def _unframed(block: Block) -> Iterator[Block]:
    """A block; of a table that is only a frame around others, or around running text, what stands in it."""
    if block.table and _is_frame(block.table):
        for cell in block.table.cells:
            for each in cell.blocks:
                yield from _unframed(each)
    else:
        yield block


def _is_frame(table: Table) -> bool:
    """Whether a table holds no figures of its own: title and table, two tables side by side, or one column of running
    text, or of titles and tables."""
    within_it = [each for cell in table.cells for each in cell.blocks]
    has_tables = any(each.table for each in within_it)
    if has_tables and len(table.cells) <= _FRAME:
        return True
    if any(cell.column for cell in table.cells):
        return False
    texts = [each for each in within_it if not each.table]
    named = has_tables and any(may_name_table(each.text) for each in texts)
    return named or any(each.level and each.text.strip() for each in texts) or any(is_said(each.text) for each in texts)


def _levelled(blocks: list[Block]) -> list[Block]:
    """The blocks with headings of running text as none, and, where no style says of any that it is one, those that
    begin with the number of a heading as such."""
    every = [*blocks, *_within(blocks)]
    for block in every:
        block.level = block.level if block.text.strip() else 0
    if not any(block.level for block in every):
        for block in every:
            block.level = heading_level(block.text)
    return blocks


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks in the cells of tables."""
    for cell in (cell for block in blocks if block.table for cell in block.table.cells):
        yield from cell.blocks
        yield from _within(cell.blocks)


def _flow(cell: Cell) -> list[Block]:
    """What stands in a cell of a table, frames taken away."""
    return [each for block in cell.blocks for each in _unframed(block)]


def _placed(flow: Sequence[Block]) -> Iterator[tuple[Block, tuple[list[str], list[str]]]]:
    """The tables, those within cells behind their own, each with the lines above and below it."""
    for at, block in enumerate(flow):
        if block.table:
            yield block, _around(flow, at)
            for cell in block.table.cells:
                if any(each.table for each in cell.blocks):
                    yield from _placed(_flow(cell))


def _paragraphs(flow: Sequence[Block], above: list[tuple[int, str]], numbers: dict[int, int]) -> Iterator[Paragraph]:
    """The paragraphs, each with the headings that it stands below; in cells of tables, known by the `numbers` of these,
    those that may be running text."""
    for block in flow:
        if block.table:
            yield from _in_cells(block, above, numbers)
        else:
            if block.level:
                above[:] = [each for each in above if each[0] < block.level]
            asides, headings = tuple(_asides(block.pieces)), tuple(text for _, text in above)
            yield Paragraph(block.number, block.text, headings, block.level, asides, block.has_boxes, block.order)
            if block.level:
                above.append((block.level, block.text.strip()))


def _in_cells(block: Block, above: Sequence[tuple[int, str]], numbers: dict[int, int]) -> Iterator[Paragraph]:
    """What may be running text in the cells of a table, below the headings and the labels of its row and column; of
    rows that hold figures nothing."""
    assert block.table
    rows, chain, whole = spread(block.table), list(above), whole_rows(block.table)
    section = ""
    for cell in block.table.cells:
        if cell.row in whole and is_label(text := str(rows[cell.row][0])):
            section = text
        if not any(each.table or each.level or is_said(each.text) for each in cell.blocks):
            continue
        own = _flow(cell)
        is_data = any(isinstance(value, int | float) for value in rows[cell.row][1:])
        names = [] if is_data else labels(rows, cell, section, whole)
        place, under = (numbers[block.order], a1(cell.row, cell.column)), ""
        for each in _paragraphs(own, chain, numbers):
            if each.inside:
                yield each
            elif is_label(each.text) and not may_name_table(each.text):
                under = each.text.strip()  # what stands on a line of its own heads the text below it in the cell
            elif not is_data and not each.level and is_said(each.text):
                every = dict.fromkeys((*names, under) if under else names)
                own_labels = tuple(label for label in every if label not in each.headings)
                yield replace(each, headings=(*each.headings, *own_labels), inside=InTable(*place, own_labels))


def _numbered(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, numbers of those that have none going on behind the others."""
    every = list(paragraphs)
    last = max((each.number for each in every), default=0)
    more = iter(range(last + 1, last + 1 + len(every)))
    return tuple(each if each.number else replace(each, number=next(more)) for each in every)


def _asides(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The ranges of characters that are struck out or hidden, joined where they touch."""
    at, start = 0, -1
    for text, is_aside in (*pieces, ("", False)):
        if is_aside and start < 0:
            start = at
        elif not is_aside and start >= 0:
            yield start, at
            start = -1
        at += len(text)


def _around(blocks: Sequence[Block], at: int) -> tuple[list[str], list[str]]:
    """The lines above and below the table at a place."""
    before = next((back for back in range(at - 1, -1, -1) if blocks[back].table), -1)
    after = next((on for on in range(at + 1, len(blocks)) if blocks[on].table), len(blocks))
    gap = blocks[before + 1 : at]
    above = gap[_opens(gap) if before >= 0 else _last_heading(gap) or 0 :]
    following = blocks[at + 1 : after]
    below = following[: _opens(following)]
    heading = next((place for place, block in enumerate(below) if block.level), len(below))
    return _lines(above)[-LINES_ABOVE:], _lines(below[:heading])[:LINES_BELOW]


def _opens(gap: Sequence[Block]) -> int:
    """Where between two tables that begins which belongs to the second: with the last heading, else with the first line
    that may be its title, else behind what closes the first."""
    heading = _last_heading(gap)
    if heading is not None:
        return heading
    named = next((place for place, block in enumerate(gap) if may_name_table(block.text)), None)
    if named is not None:
        return named
    text = ((place, block.text.strip()) for place, block in enumerate(gap))
    return next((place for place, each in text if each and not closes_table(each)), len(gap))


def _last_heading(gap: Sequence[Block]) -> int | None:
    """The place of the last heading; None for none."""
    return next((place for place in range(len(gap) - 1, -1, -1) if gap[place].level), None)


def _lines(blocks: Sequence[Block]) -> list[str]:
    """The lines of paragraphs, without empty ones."""
    return [line.strip() for block in blocks for line in block.text.split("\n") if line.strip()]
