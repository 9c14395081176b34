"""A table that is printed in two bands, one below the other, because it is too wide: each has some of the columns.

            A      B      C
      2     月份   成人   少儿
      3     1      10     20
      4     月份   分馆   合计
      5     1      5      35

The bands are filings of their own: nobody says that their rows are the same, and the report says what to do."""

from collections.abc import Iterator

from msgspec.structs import replace

from guanbiao.forms.catalogue import Form, Grid
from guanbiao.model.filings import Filing
from guanbiao.recognise.filing import BookSheet, filing_of
from guanbiao.recognise.header import Target, find_header, target
from guanbiao.recognise.pieces import one_block
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Range


def in_bands(here: BookSheet, title: Title, area: Range, filing: Filing, form: Form) -> Iterator[Filing]:
    """The filings of both bands of a grid whose missing columns stand below it; else the filing itself."""
    block, title = one_block(form), replace(title, forms=(form,))
    below = _missing_below(here, filing, block) if isinstance(block, Grid) else None
    if below is not None:
        upper, _ = filing_of(here, title, (*area[:2], below - 1, area[3]))
        place = replace(title, row=below, column=area[1], foot=below - 1)
        lower, _ = filing_of(here, place, (below, *area[1:]))
        if upper and lower:
            yield from (upper, lower)
            return
    yield filing


def _missing_below(here: BookSheet, filing: Filing, block: Grid) -> int | None:
    """The row of a further header with the columns that a filing lacks; None for none."""
    found, wanted = filing.blocks[0], target(block, filing.period or here.usual)
    lacking = [leaf for leaf in range(len(wanted.paths)) if leaf not in found.columns]
    if not lacking or not found.rows:
        return None
    paths = tuple(wanted.paths[leaf] for leaf in lacking)
    split = [path.split("/") for path in paths]
    levels = [frozenset(path[at] for path in split if len(path) > at) for at in range(max(map(len, split)))]
    keys = [block.leaves[leaf].key for leaf in lacking]
    area = (found.rows[0].at + 1, *filing.area[1:])
    header = find_header(filing.sheet, area, Target(paths, tuple(levels), wanted.stub, wanted.rows), keys, here.words)
    return header.top if header and header.named == 1 else None
