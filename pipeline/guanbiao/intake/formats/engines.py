"""The two engines for workbooks of today: calamine, and openpyxl for what calamine cannot read."""

import io
from collections.abc import Mapping, Sequence

from guanbiao.intake.limits import CELL_BOX, Refused, within
from guanbiao.intake.sheets import EngineSheet
from guanbiao.text.cells import Range


def by_calamine(content: bytes) -> dict[str, EngineSheet] | None:
    """The worksheets as calamine reads them, by name; None where it cannot. Raises Refused for a workbook that takes a
    password, and for one whose cells spread over too many: calamine holds the box, empty cells and all."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = [meta.name for meta in workbook.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
            sheets = [workbook.get_sheet_by_name(name) for name in names]
            within("cells", sum(sheet.total_height * sheet.total_width for sheet in sheets), CELL_BOX)
            return {
                sheet.name: EngineSheet(
                    sheet.name,
                    sheet.to_python(skip_empty_area=False),
                    [(*first, *last) for first, last in sheet.merged_cell_ranges or ()],
                )
                for sheet in sheets
            }
    except PasswordError as problem:
        raise Refused("password") from problem
    except CalamineError:
        return None


def by_openpyxl(content: bytes, merges: Mapping[str, Sequence[Range]]) -> dict[str, EngineSheet]:
    """The worksheets as openpyxl streams them, by name, with merged ranges that were found elsewhere, since streaming
    gives none. It raises errors of many kinds over broken files, which `parse` catches."""
    from openpyxl import load_workbook  # deferred: 0.3 s that few workbooks need

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found = {}
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        rows = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = EngineSheet(sheet.title, rows, merges.get(sheet.title, ()))
    return found
