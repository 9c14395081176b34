"""How far what stands on a sheet agrees with a form: its headers, their likeness, the year in its labels."""

from guanbiao.forms.catalogue import Card, Form, Grid
from guanbiao.model.books import Sheet
from guanbiao.recognise.header import Header, find_header, target
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold_row
from guanbiao.text.years import for_year, year_offsets, years_in

HEADER_AGREES = 0.5


def headers_of(sheet: Sheet, form: Form, area: Range, year: int) -> list[Header | None]:
    """The header of each block of a form, each looked for below the one before; None for cards. The list ends before
    the first that no row agrees with."""
    found: list[Header | None] = []
    top = area[0]
    for block in form.blocks:
        header = None
        if not isinstance(block, Card):
            keys = [leaf.key for leaf in block.leaves]
            header = find_header(sheet, (top, *area[1:]), target(block, year), keys)
            if header is None or header.score < HEADER_AGREES:
                return found
            top = header.top + header.depth
        found.append(header)
    return found


def year_in_labels(sheet: Sheet, form: Form, area: Range) -> int | None:
    """The year of which the labels of a form that name years speak, or None."""
    grids = [block for block in form.blocks if isinstance(block, Grid)]
    printed = [label for grid in grids for leaf in grid.leaves for label in leaf.path]
    printed += [label for grid in grids for row in grid.rows for label in row.labels]
    named = [label for label in printed if year_offsets(label)]
    cells = (
        [value for row in sheet.rows[area[0] : area[2] + 1] for value in row[area[1] : area[3] + 1]] if named else []
    )
    seen = {fold_row(str(value)) for value in cells if value is not None}
    years = {year for text in seen for year in years_in(text)}
    fitting = [year for year in years if seen.issuperset(fold_row(for_year(label, year)) for label in named)]
    return fitting[0] if len(fitting) == 1 else None


def agreement(sheet: Sheet, form: Form, area: Range, period: int | None, usual: int) -> float:
    """How well the first header of a form agrees with one in `area`: 1 for just its labels, 0 for none. Without a
    period it is that of which the labels speak, or the usual one."""
    year = period or year_in_labels(sheet, form, area) or usual
    block = next((block for block in form.blocks if not isinstance(block, Card)), None)
    header = find_header(sheet, area, target(block, year), [leaf.key for leaf in block.leaves]) if block else None
    if block is None or header is None:
        return 0.0
    strangers = sum(not mark.declared for mark in header.marks)
    return header.score * len(block.leaves) / (len(block.leaves) + strangers)
