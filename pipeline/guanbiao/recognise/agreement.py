"""How far what stands on a sheet agrees with a form: the headers of all its blocks, and the year in its labels.

`header` looks for the header of one block; here a form is held against a range, to find out whether it is this form."""

from collections.abc import Iterator

from guanbiao.forms.catalogue import Card, Form, Grid, Register
from guanbiao.model.books import Sheet
from guanbiao.recognise.flat import in_fewer_rows
from guanbiao.recognise.header import Header, find_header, lowest_labels, target
from guanbiao.recognise.lines import USUAL, Words, is_line
from guanbiao.recognise.spread import over_two_rows
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold_heading, fold_row
from guanbiao.text.years import for_year, year_offsets, years_in

# A header that has at least half of a form's columns is one of it. Under its own title each form of the sample scores
# 1; of its 794 pairs with a form of other columns 760 score 0 and 20 score 0.5, none more. So this score proves little
# by itself: it keeps a title from being taken over something else altogether.
HEADER_AGREES = 0.5
# How much the lowest labels of a header of several levels are worth without those above them: enough under a title, and
# too little to name a form by themselves.
_LOWEST_ALONE = 0.8


def headers_of(sheet: Sheet, form: Form, area: Range, year: int, words: Words | None = None) -> list[Header | None]:
    """The header of each block of a form, each looked for below the one before it; None for a card, which has none.

    The list ends before the first block whose header no row inside `area` agrees with: it is shorter than the blocks
    where the form does not stand there. `year` is that for which labels are printed; with `words`, labels may be called
    otherwise, as in `find_header`."""
    found: list[Header | None] = []
    for block, header in zip(form.blocks, best_headers(sheet, form, area, year, words), strict=False):
        if not isinstance(block, Card) and not _agrees(header):
            break
        found.append(header)
    return found


def best_headers(
    sheet: Sheet, form: Form, area: Range, year: int, words: Words | None = None
) -> Iterator[Header | None]:
    """What looks most like the header of each block, whether it agrees or not, each looked for below the one before;
    None for cards, and where no row looks like one."""
    top = area[0]
    for block in form.blocks:
        header = None
        if not isinstance(block, Card):
            keys = [leaf.key for leaf in block.leaves]
            header = find_header(sheet, (top, *area[1:]), target(block, year), keys, words)
            if not (header and _agrees(header)):
                header = _lowest(sheet, (top, *area[1:]), block, year, words) or header
            header = _in_other_rows(sheet, (top, *area[1:]), block, year, header, words)
            if header and _agrees(header):
                top = header.top + header.depth
        yield header


def _in_other_rows(
    sheet: Sheet, area: Range, block: Grid | Register, year: int, header: Header | None, words: Words | None
) -> Header | None:
    """The header, or one that is printed in fewer or more rows than declared where that has more of the block's
    columns."""
    if header and header.named == 1:
        return header
    wanted, keys = target(block, year), [leaf.key for leaf in block.leaves]
    if wanted.depth == 1:
        found = [over_two_rows(sheet, area, wanted, keys, words)]
    else:
        found = [*in_fewer_rows(sheet, area, wanted, keys, words)]
    return max(filter(None, (header, *found)), key=lambda each: each.named, default=None)


def _lowest(sheet: Sheet, area: Range, block: Grid | Register, year: int, words: Words | None) -> Header | None:
    """The header of the lowest labels alone, where the block has several levels, these tell its columns apart, and no
    other labels stand above them."""
    lowest = lowest_labels(target(block, year))
    keys = [leaf.key for leaf in block.leaves]
    header = find_header(sheet, area, lowest, keys, words) if lowest else None
    if header is None or header.top == area[0]:
        return header
    above = [(at, value) for at, value in enumerate(sheet.rows[header.top - 1]) if value is not None]
    return header if len(above) < 2 or is_line(above, words or USUAL) else None  # a title stands alone


def _agrees(header: Header | None) -> bool:
    return header is not None and header.named >= HEADER_AGREES


def year_in_labels(sheet: Sheet, form: Form, area: Range) -> int | None:
    """The one year for which all labels of a form that name years stand inside `area`; None where the form has no such
    labels, one of them is not there, or several years would do."""
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


def agreement(
    sheet: Sheet, form: Form, area: Range, period: int | None, usual: int, words: Words | None = None
) -> float:
    """How well the first header of a form agrees with the best one inside `area`: the share of its leaves that are
    found, less where the sheet has columns that the form does not know. 1 for just its labels, 0 for none.

    Labels are compared for the year `period`; without one for the year that they speak of, else for the `usual` one."""
    year = period or year_in_labels(sheet, form, area) or usual
    block = next((block for block in form.blocks if not isinstance(block, Card)), None)
    if block is None:
        return 0.0
    header = find_header(sheet, area, target(block, year), [leaf.key for leaf in block.leaves], words)
    if _agrees(header):
        return _share(header, block)
    keys, wanted = [leaf.key for leaf in block.leaves], target(block, year)
    spread = over_two_rows(sheet, area, wanted, keys, words) if wanted.depth == 1 else None
    lowest = _LOWEST_ALONE * _share(_lowest(sheet, area, block, year, words), block)
    return max(_share(header, block), _share(spread, block), lowest)


def _share(header: Header | None, block: Grid | Register) -> float:
    """The share of a block's leaves that a header has, less where it has columns that the form does not know."""
    if header is None:
        return 0.0
    own = {fold_heading(leaf.path[-1]) for leaf in block.leaves}  # a label that stands again is none of another form
    strangers = sum(not mark.declared and fold_heading(mark.label) not in own for mark in header.marks)
    return header.score * len(block.leaves) / (len(block.leaves) + strangers)
