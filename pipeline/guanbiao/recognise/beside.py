"""A table in several blocks of columns: its header stands again beside itself, and the rows go on below it."""

from collections.abc import Iterator, Sequence

from guanbiao.forms.catalogue import Form, Grid, Register
from guanbiao.model.filings import Filing
from guanbiao.recognise.filing import BookSheet
from guanbiao.recognise.header import Header, Target, find_header, target
from guanbiao.recognise.pieces import as_one, goes_on, one_block, read_piece, shift_of
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold_heading
from guanbiao.text.years import for_year


def with_blocks_beside(here: BookSheet, filing: Filing, form: Form) -> Filing:
    """A filing whose header stands again beside itself, with all of its blocks of columns as one table, where it is
    certain that they are one."""
    block, year = one_block(form), filing.period or here.usual
    if block is None or not _header_again(filing, block, year):
        return filing
    pieces = [read_piece(here, block, header, area, year) for header, area in _blocks(here, filing, block, year)]
    pairs = [(one, other) for at, one in enumerate(pieces) for other in pieces[at + 1 :]]
    is_whole = all(shift_of(one, other) is not None and goes_on(block, one, other, least=1) for one, other in pairs)
    return as_one(here, filing, block, pieces) if pairs and is_whole else filing


def _header_again(filing: Filing, block: Grid | Register, year: int) -> bool:
    """Whether a label of the form stands over a column that is none of its own."""
    marks = [mark for mark in filing.blocks[0].marks if mark.axis == "column" and not mark.declared]
    labels = (label for leaf in block.leaves for label in leaf.path) if marks else ()
    known = {fold_heading(for_year(label, year)) for label in labels}
    return any(fold_heading(mark.label) in known for mark in marks)


def _blocks(here: BookSheet, filing: Filing, block: Grid | Register, year: int) -> Iterator[tuple[Header, Range]]:
    """The blocks of columns from left to right, each from its own header to where the next one begins; none where there
    is but one."""
    _, left, foot, right = filing.area
    wanted, keys = target(block, year), [leaf.key for leaf in block.leaves]
    headers = list(_headers(here, filing.area, wanted, keys))
    starts = [left, *(min(each.own) for each in headers[1:])]
    ends = [*(start - 1 for start in starts[1:]), right]
    for start, end in zip(starts, ends, strict=True) if len(headers) > 1 else ():
        area = (headers[0].top, start, foot, end)
        own = find_header(here.sheet, area, wanted, keys, here.words)
        if own is not None:
            yield own, (filing.area[0] if start == left else area[0], *area[1:])


def _headers(here: BookSheet, area: Range, wanted: Target, keys: Sequence[str]) -> Iterator[Header]:
    """The header in a range, and those of the same columns right of it."""
    first = header = find_header(here.sheet, area, wanted, keys, here.words)
    while first and header and header.top == first.top and header.columns.keys() == first.columns.keys():
        yield header
        right_of = (first.top, max(header.own) + 1, *area[2:])
        header = find_header(here.sheet, right_of, wanted, keys, here.words) if right_of[1] <= area[3] else None
