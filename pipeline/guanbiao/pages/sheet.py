"""A worksheet of xlsxwriter, written in less time."""

from collections import defaultdict
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

_AT_ONCE = frozenset((CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple))
_NUMBERS = (int, float)


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that skips work that our pages never need. What is written stays the same to the byte, and the
    private methods that it overrides are there to be overridden: tests/pages/test_xlsx.py holds both."""

    # Cells are named by numbers, never as `A1`: without the decorator that would look for such names.
    write_blank = Worksheet._write_blank
    write_number = Worksheet._write_number
    write_string = Worksheet._write_string
    write_url = Worksheet._write_url

    def write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: object = 0
    ) -> int:
        """A formula kept without its `=`. The library would also look in it for functions of arrays, and for the thirty
        younger than Excel 2007 that want a prefix, a third of the time that a workbook takes; ours name none."""
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0

    def _calculate_spans(self) -> None:
        """From which to which column the cells and comments of every sixteen rows stand."""
        ends = defaultdict[int, list[int]](list)
        for rows in (self.table, self.comments):
            for row, own in rows.items():
                ends[row // 16] += (min(own), max(own)) if own else ()
        self.row_spans = {at: f"{min(own) + 1}:{max(own) + 1}" for at, own in ends.items() if own}

    def _write_rows(self) -> None:
        """The rows that hold anything or have a height, cell by cell, those that are there."""
        self._calculate_spans()
        for row in sorted({*self.table, *self.comments, *self.row_info}):
            cells, given = self.table.get(row), (row, self.row_spans.get(row // 16), self.row_info.get(row))
            if cells:
                self._write_row(*given)
                for column in sorted(cells):
                    self._write_cell(row, column, cells[column])
                self._xml_end_tag("row")
            elif row in self.comments or row in self.row_info:
                self._write_empty_row(*given)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """As the library does, but at once for the cells that we write, of which nothing has to be escaped but the
        formula."""
        kind, look = type(cell), cell.format
        if not look or kind not in _AT_ONCE or (kind is CellFormulaTuple and type(cell.value) not in _NUMBERS):
            super()._write_cell(row, col, cell)
            return
        begins = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{look._get_xf_index()}"'
        if kind is CellStringTuple:
            self.fh.write(f'{begins} t="s"><v>{cell.string}</v></c>')
        elif kind is CellBlankTuple:
            self.fh.write(f"{begins}/>")
        elif kind is CellNumberTuple:
            self.fh.write(f"{begins}><v>{cell.number:.16G}</v></c>")
        else:
            self.fh.write(f"{begins}><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>")

    def _escape_attributes(self, attribute: object) -> object:
        """As the library does, but at once for what most attributes are: numbers of formats, addresses of cells."""
        plain = isinstance(attribute, int) or (isinstance(attribute, str) and attribute.isalnum())
        return attribute if plain else super()._escape_attributes(attribute)
