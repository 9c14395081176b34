"""Bands of a table put beside each other as one filing, where their rows are certain to be the same: what each says in
the columns that are repeated is what the row of the other says, from the first to the last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from guanbiao.forms.catalogue import Form, Grid, Kind, Register
from guanbiao.model.books import value_at
from guanbiao.model.filings import Filing, Part, PrintedLine
from guanbiao.recognise.agreement import headers_of
from guanbiao.recognise.body.rows import filled, is_figure
from guanbiao.recognise.filing import BookSheet, read_block
from guanbiao.recognise.header import Header
from guanbiao.recognise.joined import Page
from guanbiao.recognise.lines import Words, footer_lines, is_line, is_remark
from guanbiao.recognise.paired import Pair, Pairing
from guanbiao.recognise.pieces import one_block
from guanbiao.recognise.units import stated_units
from guanbiao.text.cells import text_of
from guanbiao.text.labels import fold
from guanbiao.text.titles import is_page_mark

Block = Grid | Register


class Band(Page, frozen=True):
    """A range that may be a band of a form: the header there, with the columns that stand in it."""

    header: Header

    @property
    def top(self) -> int:
        """The first row below its header."""
        return self.header.top + self.header.depth


def as_one_table(here: BookSheet, first: Filing, form: Form, bands: Sequence[Band]) -> Filing | None:
    """Bands put beside each other as one filing, what the `first` one says else; None where that is not certain."""
    block, year = one_block(form), first.period or here.usual
    whole: Band | None = _trimmed(bands[0])
    for band in bands[1:]:
        whole = _beside(whole, _trimmed(band), block, here.words) if whole and block else None
    if whole is None or block is None:
        return None
    area = (whole.header.top, *whole.area[1:])
    found = headers_of(whole.sheet, form, area, year, here.words)
    header = found[0] if found else None
    if header is None or len(header.columns) < len(block.leaves):
        return None
    block_found, body = read_block(0, block, header, replace(here, sheet=whole.sheet), area, year)
    filing = replace(
        first,
        sheet=whole.sheet,
        area=whole.area,
        blocks=(block_found,),
        lines=(*_above(here, first, bands), *body.lines),
        parts=(*(first.parts or (Part(bands[0].sheet, _trimmed(bands[0]).area, first.title_at),)), *_parts(bands[1:])),
    )
    units = dict.fromkeys((*first.units, *stated_units(filing, form, found, here.words.units)))
    return replace(filing, units=tuple(units))


def _parts(bands: Iterable[Band]) -> Iterator[Part]:
    yield from (Part(band.sheet, _trimmed(band).area, band.area[:2]) for band in bands)


def _trimmed(band: Band) -> Band:
    """A band without the blank columns right of it, and the blank rows below."""
    top, left, bottom, right = band.area
    held = {row: cells for row in range(band.header.top, bottom + 1) if (cells := filled(band.sheet, row, band.area))}
    width = max((cells[-1][0] for cells in held.values()), default=right)
    width = max(width, *band.header.own)
    return replace(band, area=(top, left, max(held, default=bottom), width))


def _above(here: BookSheet, first: Filing, bands: Sequence[Band]) -> Iterator[PrintedLine]:
    """The lines above the tables of all bands, each that is said again once."""
    said = {line.text for line in first.lines}
    yield from (line for line in first.lines if line.row < bands[0].header.top)
    for band in bands[1:]:
        for row in range(band.area[0], band.header.top):
            for line in footer_lines(row, filled(band.sheet, row, band.area), here.words):
                if line.text not in said and not is_page_mark(line.text):
                    yield line


def _beside(upper: Band, lower: Band, block: Block, words: Words) -> Band | None:
    """Two bands as one; None where their rows are not certain to be the same."""
    same = _same_rows(upper, lower, block, words)
    if same is None:
        return None
    columns = _columns(upper, lower)
    pairs = list(_pairs(upper, lower, same))
    sheet = Pairing(upper, lower, columns, pairs).sheet
    leaves = {leaf: columns[column] for leaf, column in lower.header.columns.items()} | dict(upper.header.columns)
    header = replace(upper.header, columns=leaves, depth=max(upper.header.depth, lower.header.depth))
    return Band(sheet, (*upper.area[:2], len(pairs) - 1, max(columns.values())), header)


def _same_rows(upper: Band, lower: Band, block: Block, words: Words) -> Mapping[int, int] | None:
    """By the rows of the upper band those of the lower one that say the same in the columns that both have, one after
    the other; of rows that say nothing there as many in both. None where there is any other row."""
    leaves = sorted(upper.header.columns.keys() & lower.header.columns.keys())
    one, other = (
        _labels(band, (*band.header.stub, *(band.header.columns[leaf] for leaf in leaves)), words)
        for band in (upper, lower)
    )
    if list(one.values()) != list(other.values()):
        one, other = ({row: said for row, said in own.items() if any(said)} for own in (one, other))
    if list(one.values()) != list(other.values()) or not _tell_apart(list(one.values()), leaves, block):
        return None
    return dict(zip(one, other, strict=True))


def _tell_apart(said: Sequence[tuple[str, ...]], leaves: Sequence[int], block: Block) -> bool:
    """Whether what rows say tells them apart: in a list no two may say the same, but for totals where all else is
    numbered."""
    if isinstance(block, Grid):
        return any(map(any, said))
    is_numbered = any(block.leaves[leaf].column.kind is Kind.SERIAL for leaf in leaves)
    again = len(said) - len(set(said))
    return any(map(any, said)) and again <= (len(block.totals) if is_numbered else 0)


def _labels(band: Band, columns: Sequence[int], words: Words) -> dict[int, tuple[str, ...]]:
    """By row below the header of a band that holds anything and is no line or remark, what it says in some columns."""
    found: dict[int, tuple[str, ...]] = {}
    for row in range(band.top, band.area[2] + 1):
        cells = filled(band.sheet, row, band.area)
        is_remark_row = is_remark(row, cells, band.sheet, len(band.header.own)) and not is_figure(cells[0][1], words)
        if cells and not is_remark_row and not is_line(cells, words):
            found[row] = tuple(fold(text_of(value_at(band.sheet.rows, row, column))) for column in columns)
    return found


def _columns(upper: Band, lower: Band) -> dict[int, int]:
    """Where the columns of the lower band stand beside the upper one; what is repeated stands where it does there."""
    columns = dict(zip(lower.header.stub, upper.header.stub, strict=True))
    columns |= {
        column: upper.header.columns[leaf]
        for leaf, column in lower.header.columns.items()
        if leaf in upper.header.columns
    }
    others = (column for column in range(lower.area[1], lower.area[3] + 1) if column not in columns)
    return columns | {column: upper.area[3] + 1 + at for at, column in enumerate(others)}


def _pairs(upper: Band, lower: Band, same: Mapping[int, int]) -> Iterator[Pair]:
    """The rows of both bands: what stands above, the headers, the rows that both have, and those that one has."""
    yield from ((row, None) for row in range(upper.header.top))
    yield from zip_longest(range(upper.header.top, upper.top), range(lower.header.top, lower.top))
    yield from ((row, same.get(row)) for row in range(upper.top, upper.area[2] + 1))
    taken = frozenset(same.values())
    others = (row for row in range(lower.top, lower.area[2] + 1) if row not in taken)
    yield from ((None, row) for row in others if filled(lower.sheet, row, lower.area))
