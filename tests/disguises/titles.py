"""Where the title stands and how it is written, and what else a file holds besides the form."""

import re
from random import Random

from guanbiao.model.books import Note, Sheet
from guanbiao.text.cells import Position, Value
from guanbiao.text.years import years_in
from msgspec.structs import replace

from tests.disguises.filed import Filed, figures_of, laid, on_sheet, typed_over, with_column, with_rows, without_rows


def in_tab_only(filed: Filed, dice: Random, *, name: str = "{title}") -> Filed:
    """The title stands on the sheet's tab alone."""
    bare = without_rows(filed, [0])
    called = name.format(title=filed.title.replace(" ", ""), name=filed.form.name)
    return replace(bare, sheets=(replace(bare.sheet, name=called[:31]),))


def in_file_name_only(filed: Filed, dice: Random, *, name: str = "{title}") -> Filed:
    """The title is the name of the file alone."""
    bare = without_rows(filed, [0])
    called = name.format(title=filed.title.replace(" ", ""), name=filed.form.name)
    return replace(bare, sheets=(replace(bare.sheet, name="Sheet1"),), file=f"{called}.xlsx")


def cut(filed: Filed, dice: Random, *, down: bool = False) -> Filed | None:
    """The title is cut: the library's name in a cell or a row of its own."""
    title = filed.title
    at = title.find("图书馆") + 3
    if at < 3 or len(title) - at < 6:
        return None
    merges = [box for box in filed.sheet.merges if box[0] > 0]
    bare = laid(filed, filed.rows, merges)
    if down:
        return typed_over(with_rows(bare, 0, [title[:at]]), {(1, 0): title[at:]})
    return typed_over(bare, {(0, 0): title[:at], (0, 1): title[at:]})


def spaced(filed: Filed, dice: Random, *, by: str = " ") -> Filed:
    """The title is spread out."""
    return typed_over(filed, {(0, 0): by.join(filed.title)})


def worded(filed: Filed, dice: Random, *, before: str = "", behind: str = "", year: str = "{year}") -> Filed:
    """The title has something before or behind it, or its year in other words."""
    middle = re.sub("2020 ?年(?:度)?", year.format(year="2020年"), filed.title)
    return typed_over(filed, {(0, 0): f"{before}{middle}{behind}"})


def with_line_above(filed: Filed, dice: Random, *, text: str = "鞍山市图书馆") -> Filed:
    """A line stands above the title."""
    return with_rows(filed, 0, [text])


def pushed_right(filed: Filed, dice: Random, *, column: int = 2) -> Filed | None:
    """The title is not merged and stands somewhere over the middle of its table."""
    if column >= filed.width:
        return None
    bare = laid(filed, filed.rows, [box for box in filed.sheet.merges if box[0] > 0])
    return typed_over(bare, {(0, 0): None, (0, column): filed.title})


def offset(filed: Filed, dice: Random, *, down: int = 2, right: int = 1) -> Filed:
    """The table stands somewhere in the middle of its sheet."""
    for _ in range(right):
        filed = with_column(filed, 0)
    return with_rows(filed, 0, *([None] for _ in range(down))) if down else filed


def room_below(filed: Filed, dice: Random, *, rows: int = 1) -> Filed:
    """Blank rows stand between the title and the table."""
    return with_rows(filed, 1, *([None] for _ in range(rows)))


def named(filed: Filed, dice: Random, *, file: str = "工作簿1.xlsx", sheet: str = "Sheet1") -> Filed:
    """File and sheet are called something else."""
    return replace(on_sheet(filed, replace(filed.sheet, name=sheet)), file=file)


def with_sheets(filed: Filed, dice: Random, *, before: bool = False) -> Filed:
    """Other sheets stand in the file: an empty one, and instructions."""
    others = (Sheet("Sheet3", []), Sheet("填表说明", [["一、本表由各部门填报。"], ["二、数字请勿加单位。"]]))
    sheets = (*others, *filed.sheets) if before else (*filed.sheets, *others)
    return replace(filed, sheets=sheets, main=filed.main + 2 * before)


def with_copy(
    filed: Filed, dice: Random, *, name: str = "模板", keep: float = 0.0, first: bool = False
) -> Filed | None:
    """The file has another sheet of the form, of which some rows at most are filled in."""
    rows = [row for row in filed.roles if dice.random() >= keep]
    blanks: dict[Position, Value] = {
        (row, column): None
        for row in rows
        for column in filed.columns
        if filed.columns[column] not in ("label", "serial")
    }
    if not blanks:
        return None
    copy = replace(typed_over(filed, blanks).sheet, name=name)
    sheets = (copy, *filed.sheets) if first else (*filed.sheets, copy)
    return replace(filed, sheets=sheets, main=filed.main + first)


def with_last_year(filed: Filed, dice: Random, *, name: str = "2019年", first: bool = False) -> Filed | None:
    """Last year's sheet is hidden in the file."""
    if years_in(filed.title) != (2020,):
        return None
    older: dict[tuple[int, int], Value] = {at: max(value - 1, 0) for at, value in figures_of(filed)}
    titles: dict[tuple[int, int], Value] = {  # on each page
        (row, 0): str(cells[0]).replace("2020", "2019")
        for row, cells in enumerate(filed.rows)
        if cells and filed.title in str(cells[0])
    }
    sheet = typed_over(filed, {**older, **titles}).sheet
    hidden = replace(sheet, name=name, notes=(Note("hidden_sheet"),))
    sheets = (hidden, *filed.sheets) if first else (*filed.sheets, hidden)
    return replace(filed, sheets=sheets, main=filed.main + first)
