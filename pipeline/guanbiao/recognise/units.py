"""The units that a sheet states: in its title, in lines above or below the table, in the corner of the header, behind
labels that the form prints without them.

            A                B              C
      1     2020年经费统计表                单位：千元     for every figure of the form
      2     月份             册次（万）     经费           for column B
      3     1                1.2            30
      4     合计（元）       1.2            30             for row 4
"""

from collections.abc import Iterable, Iterator, Sequence

from guanbiao.forms.catalogue import Block, Card, Form, Grid, Register
from guanbiao.model.filings import Filing, FoundBlock, PrintedLine, StatedUnit
from guanbiao.recognise.columns import Paths, paths_over
from guanbiao.recognise.header import Header, target
from guanbiao.recognise.spread import joined_rows
from guanbiao.text.cells import Value
from guanbiao.text.labels import fold, fold_row
from guanbiao.text.units import bare_label, unit_in_title, units_alone, units_stated

More = tuple[str, ...]  # units besides the usual ones
_NEAR = 3  # rows of a page without a header, from its title on, in which a unit may stand beside or below it


def stated_units(filing: Filing, form: Form, headers: Sequence[Header | None], more: More) -> Iterator[StatedUnit]:
    """The units that the sheet of a filing states; `headers` are those of its blocks."""
    if units := unit_in_title(filing.title, more):
        yield StatedUnit(filing.title, filing.title_at, units)
    first = headers[0]
    foot = first.top + first.depth if first else filing.area[0] + _NEAR
    yield from _above(filing, foot, first.top if first else foot, more)
    yield from in_lines([line for line in filing.lines if line.row >= foot], more)
    for block, header, found in zip(form.blocks, headers, filing.blocks, strict=True):
        if header is not None and not isinstance(block, Card):
            yield from _in_header(filing, block, header, found, more)
            yield from _in_rows(block, header, found, more)
        elif isinstance(block, Card):
            yield from _in_card(filing, block, found, more)


def in_lines(lines: Iterable[PrintedLine], more: More) -> Iterator[StatedUnit]:
    """The units that printed lines state."""
    for line in lines:
        if units := units_stated(line.text, more):
            yield StatedUnit(line.text, (line.row, line.column), units)


def _above(filing: Filing, foot: int, top: int, more: More) -> Iterator[StatedUnit]:
    """The units in the rows from the title to the foot of the first header, but for the title itself; those alone in
    parentheses only above its `top`: within it they are of what stands above or below."""
    _, left, _, right = filing.area
    for row in range(filing.area[0], min(foot, len(filing.sheet.rows))):
        for column, value in enumerate(filing.sheet.rows[row][left : right + 1], left):
            if type(value) is not str or (row, column) == filing.title_at:
                continue
            if units := units_stated(value, more) or (units_alone(value, more) if row < top else ()):
                yield StatedUnit(value, (row, column), units)


def _in_header(
    filing: Filing, block: Grid | Register, header: Header, found: FoundBlock, more: More
) -> Iterator[StatedUnit]:
    """The units behind labels of a header that the form does not print so: of its leaves below them, in the corner of
    all."""
    wanted = target(block, filing.period or 0)
    found_units = [
        (row, column, value, units)
        for row, column, value in _labels(filing, header, is_cut=header.depth > wanted.depth == 1)
        if type(value) is str and (units := bare_label(value, more)[1])
    ]
    if not found_units:
        return
    declared = frozenset[str]().union(*wanted.levels)
    paths = paths_over(filing.sheet, (header.top, *filing.area[1:]), header.top, header.depth)
    for row, column, value, units in found_units:
        label = fold(value)
        if label not in declared and column in header.stub:
            yield StatedUnit(value, (row, column), units)
        elif label not in declared:
            below = tuple(leaf for leaf, at in header.columns.items() if _is_over(label, column, paths, at))
            yield StatedUnit(value, (row, column), units, found.index, below)


def _labels(filing: Filing, header: Header, *, is_cut: bool) -> Iterator[tuple[int, int, Value]]:
    """The cells of a header, as row, column and value; those below each other joined where labels are cut."""
    _, left, _, right = filing.area
    if is_cut:
        yield from ((header.top, at, value) for at, value in enumerate(joined_rows(filing.sheet, header.top)))
        return
    for row in range(header.top, header.top + header.depth):
        yield from ((row, at, value) for at, value in enumerate(filing.sheet.rows[row][left : right + 1], left))


def _in_card(filing: Filing, card: Card, found: FoundBlock, more: More) -> Iterator[StatedUnit]:
    """The units behind labels of a card that the form does not print so: of all figures of an item, or of that beside a
    sub-label."""
    printed = {fold(text) for item, slot in card.slots.values() for text in (item.label, slot.label) if text}
    for row, cells in enumerate(filing.sheet.rows[filing.area[0] : filing.area[2] + 1], filing.area[0]):
        for column, value in enumerate(cells):
            if type(value) is str and fold(value) not in printed:
                label, units = bare_label(value, more)
                if units and label in printed:
                    for key, (item, slot) in card.slots.items():
                        is_beside = found.slots.get(key, (-1, -1))[0] == row and fold(slot.label) == label
                        if fold(item.label) == label or is_beside:
                            yield StatedUnit(value, (row, column), units, found.index, (), key)


def _is_over(label: str, column: int, paths: Paths, at: int) -> bool:
    """Whether a label that stands in a column is one of those over the column `at`: the last of them only over its
    own."""
    return f"/{label}/" in f"/{paths[at]}/" and (at == column or not f"/{paths[at]}".endswith(f"/{label}"))


def _in_rows(block: Block, header: Header, found: FoundBlock, more: More) -> Iterator[StatedUnit]:
    """The units behind labels of rows that the form does not print so."""
    for row in found.rows:
        label = row.label.rpartition("/")[2]
        units = bare_label(label, more)[1] if row.key else ()
        if units and fold_row(row.label) not in map(fold_row, block.row_keys):
            at = (row.at, header.stub[-1] if header.stub else 0)
            yield StatedUnit(label, at, units, found.index, (), row.key)
