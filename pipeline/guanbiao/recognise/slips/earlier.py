"""Slips as they were issued before they carried a record: sixteen columns, one row a finding with its id and the key of
its figures behind it, above them a row for their cause."""

from collections.abc import Iterator, Mapping, Sequence

from guanbiao.model.books import Sheet
from guanbiao.model.slips import Case, Line, Written
from guanbiao.recognise.slips.cells import Cell, cells_of, term_at, text_of
from guanbiao.recognise.slips.said import together
from guanbiao.text.cells import at_address
from guanbiao.text.labels import fold

ASKED = ("级别", "报表", "单元格", "位置", "填报数", "应有数", "差额", "对方的数及位置", "问题", "怎么办")
ANSWERED = ("处理", "部门说明", "核实人/日期", "审批")
_FIRST, _ID = "序号", "编号"
_CAUSE, _ALONE = "原因:", "以下各条没有找到共同的原因"
_HEADER_WITHIN = 12  # rows: the header stands in the third, lower where somebody wrote above it
_NEEDED = frozenset(map(fold, ANSWERED[:2]))


def header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the header and the column of each folded label in it; None where the sheet is no such slip."""
    for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        columns = {fold(str(value)): column for column, value in enumerate(row) if value not in (None, "")}
        if columns.keys() >= _NEEDED:
            return at, columns
    return None


def written_on(file: str, sheet: Sheet) -> Iterator[Written]:
    """What is written on the list of such a slip; of rows that lost their id with all that stands on them."""
    found = header(sheet)
    if found is None:
        return
    top, columns = found
    every = {at: cells for at, cells in cells_of(sheet).items() if at > top}
    cases = {at: _case(cells, columns) for at, cells in every.items()}
    for at, cells in every.items():
        own = cases[at]
        line = Line(at, (), own or tuple(_below(at, every, cases))) if own or _is_cause(cells) else None
        if written := _written(file, sheet.name, line, cells, columns):
            yield written


def _case(cells: Sequence[Cell], columns: Mapping[str, int]) -> tuple[Case, ...]:
    finding, _, key = _in(cells, columns.get(fold(_ID), -1)).partition("-")
    return (Case(finding, key),) if finding.startswith("F") and key else ()


def _is_cause(cells: Sequence[Cell]) -> bool:
    return any(cell.norm.startswith(_CAUSE) for cell in cells)


def _below(at: int, every: Mapping[int, Sequence[Cell]], cases: Mapping[int, tuple[Case, ...]]) -> Iterator[Case]:
    """The findings that stand below a cause, which are its proof."""
    for row, cells in every.items():
        if row > at and (_is_cause(cells) or any(cell.norm.startswith(_ALONE) for cell in cells)):
            return
        yield from cases[row] if row > at else ()


def _in(cells: Sequence[Cell], column: int) -> str:
    texts = (text_of(cell.value) for cell in cells if at_address(cell.address)[1] == column)
    return next(texts, "")


def _written(
    file: str, sheet: str, line: Line | None, cells: Sequence[Cell], columns: Mapping[str, int]
) -> Written | None:
    """What is written on a row: all that stands in no column of the list, and in those that are there to answer in."""
    asked = {columns.get(fold(label), -1) for label in (_FIRST, *ASKED, _ID)}
    apart = {*asked, *(columns.get(fold(label), -1) for label in ANSWERED[2:])}
    cells = [cell for cell in cells if not cell.is_struck or at_address(cell.address)[1] in asked]
    said = [cell for cell in cells if at_address(cell.address)[1] not in apart or cell.is_beside]
    said = [cell for cell in said if not cell.norm.startswith((_CAUSE, _ALONE))]
    who, approved = (_in(cells, columns.get(fold(label), -1)) for label in ANSWERED[2:])
    if not said and not (who or approved):
        return None
    texts = [text_of(cell.value) for cell in said]
    place = said[0].address if said else cells[0].address
    term = term_at(file, sheet, place, texts)
    shown = [text_of(cell.value) for cell in cells]
    return together(line, texts, term, shown, who=who, approved=approved)
