"""A form's headers held against a range of a sheet, label by label: which are there, missing, extra, renamed or moved,
and whether the form lies on its side, so that what should stand in its header runs down a column:

            A        B      C      D
      2     月份     1      2      3
      3     成人     10     8      9      the labels of its columns are in column A, those of its rows in row 2
      4     少儿     2      1      4
"""

from collections.abc import Collection, Iterable, Iterator

from guanbiao.forms.catalogue import Block, Card, Form, Grid
from guanbiao.model.books import Sheet
from guanbiao.model.details import OfHeader
from guanbiao.model.explained import HeldHeader
from guanbiao.model.filings import Mark
from guanbiao.model.order import increasing
from guanbiao.recognise.agreement import best_headers
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.columns import paths_over
from guanbiao.recognise.header import Header, target
from guanbiao.recognise.lines import Words
from guanbiao.recognise.matched import by_path
from guanbiao.text.cells import Range, a1, letters
from guanbiao.text.headings import column_label
from guanbiao.text.labels import fold, fold_row, squeeze
from guanbiao.text.years import for_year

_LEAST = 2  # labels that must stand in one column, and in one row, before a form is said to lie on its side


def held_headers(
    sheet: Sheet, form: Form, area: Range, year: int, words: Words | None = None
) -> tuple[HeldHeader, ...]:
    """The header of each block of a form that has one, held against `area`; labels are those printed for `year`."""
    pairs = zip(form.blocks, best_headers(sheet, form, area, year, words), strict=True)
    return tuple(
        _header(header, block, sheet, area, year) if header else _no_header(sheet, block, area, year)
        for block, header in pairs
        if not isinstance(block, Card)
    )


def mismatch(sheet: Sheet, form: Form, area: Range, year: int) -> OfHeader:
    """What is wrong with the header of a form in `area` that agrees least; of a card, which items are missing."""
    headers = held_headers(sheet, form, area, year)
    if not headers:
        return OfHeader(tuple(_missing_items(sheet, form, area)))
    held = min(headers, key=lambda each: each.score)
    blocks = [block for block in form.blocks if not isinstance(block, Card)]
    parts = (part for block in blocks for leaf in block.leaves for part in (*leaf.path, *block.stub))
    known = {fold(for_year(part, year)) for part in parts}

    def printed(labels: Iterable[str]) -> tuple[str, ...]:
        return tuple(for_year(label, year) for label in labels)

    return OfHeader(
        printed(held.missing),
        tuple((label, cell) for label, cell in held.extra if fold(label) not in known),
        tuple((for_year(label, year), instead) for label, instead in held.renamed),
        printed(held.regrouped),
        printed(held.moved if held.row >= 0 else held.found),
        swapped(sheet, form, area, year),
    )


def _missing_items(sheet: Sheet, form: Form, area: Range) -> Iterator[str]:
    """The items of a form's cards that stand nowhere in `area`."""
    standing = _standing(sheet, area)
    for card in form.blocks:
        items = [item for column in card.columns for item in column] if isinstance(card, Card) else []
        yield from (squeeze(item.label) for item in items if fold(item.label) not in standing)


def _standing(sheet: Sheet, area: Range) -> set[str]:
    """Every text that stands in a range, as labels are compared."""
    cells = (value for row in sheet.rows[area[0] : area[2] + 1] for value in row[area[1] : area[3] + 1])
    return {fold(value) for value in cells if isinstance(value, str)}


def _header(header: Header, block: Block, sheet: Sheet, area: Range, year: int) -> HeldHeader:
    labels = [leaf.key for leaf in block.leaves]
    columns = [mark for mark in header.marks if mark.axis == "column"]
    declared = [mark for mark in columns if mark.declared]
    leaves = sorted(header.columns)
    kept = increasing([header.columns[leaf] for leaf in leaves])
    return HeldHeader(
        header.top,
        header.score,
        found=tuple(mark.label for mark in declared if mark.times and not mark.instead),
        missing=tuple(mark.label for mark in declared if not mark.times),
        renamed=tuple((mark.label, mark.instead) for mark in _renamed(header, year)),
        moved=tuple(labels[leaf] for leaf in leaves if header.columns[leaf] not in kept),
        extra=tuple((mark.label, a1(*mark.at)) for mark in columns if not mark.declared),
        regrouped=tuple(_regrouped(header, block, sheet, area, year)),
    )


def _renamed(header: Header, year: int) -> Iterator[Mark]:
    """The marks of the columns whose own label, the last, is another than declared."""
    for mark in header.marks:
        own = column_label(for_year(mark.label.rpartition("/")[2], year))
        if mark.axis == "column" and mark.declared and mark.instead.rpartition("/")[2] not in ("", own):
            yield mark


def _regrouped(header: Header, block: Block, sheet: Sheet, area: Range, year: int) -> Iterator[str]:
    """The labels that are found under other labels than declared."""
    assert not isinstance(block, Card)  # only cards have no header
    exact = by_path(paths_over(sheet, area, header.top, header.depth), target(block, year).paths)
    renamed = {mark.label for mark in _renamed(header, year)}
    for leaf in sorted(header.columns):
        label = block.leaves[leaf].key
        if leaf not in exact and label not in renamed:
            yield label


def _no_header(sheet: Sheet, block: Block, area: Range, year: int) -> HeldHeader:
    """Where no row looks like a header: the labels of it that stand somewhere in the range, and those that do not; what
    stands where a header should is extra."""
    standing = _standing(sheet, area)
    paths = {leaf.key: [fold(for_year(part, year)) for part in leaf.path] for leaf in block.leaves}
    found = tuple(key for key, path in paths.items() if standing.issuperset(path))
    known = {part for path in paths.values() for part in path}
    extra = tuple(_first_labels(sheet, area, known))
    return HeldHeader(found=found, missing=tuple(key for key in paths if key not in found), extra=extra)


def _first_labels(sheet: Sheet, area: Range, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """What the first row of several cells says that is none of the `known` labels, with its cells."""
    rows = ((row, filled(sheet, row, area)) for row in range(area[0], area[2] + 1))
    row, cells = next(((row, cells) for row, cells in rows if len(cells) > 1), (0, []))
    for column, value in cells:
        if isinstance(value, str) and fold(value) not in known:
            yield squeeze(value), a1(row, column)


def swapped(sheet: Sheet, form: Form, area: Range, year: int) -> str:
    """The first sheet column down which the labels of a form's first header run, one level a column; '' where they do
    not. Of a grid the labels of its rows must stand in one row, too."""
    block = next((block for block in form.blocks if not isinstance(block, Card)), None)
    if block is None:
        return ""
    own = (*(leaf.path[-1] for leaf in block.leaves), *block.stub)
    labels = {fold(for_year(label, year)) for label in own if label}
    rows = [[*row[area[1] : area[3] + 1]] for row in sheet.rows[area[0] : area[2] + 1]]
    across = max((len(row) for row in rows), default=0)
    columns = [{fold(str(row[at])) for row in rows if at < len(row)} & labels for at in range(across)]
    depth = max(len(leaf.path) for leaf in block.leaves)
    standing = {at: set().union(*columns[at : at + depth]) for at, found in enumerate(columns) if found}
    best = max(standing, key=lambda at: len(standing[at]), default=-1)
    if best < 0 or not _are_most(len(standing[best]), labels):
        return ""
    if isinstance(block, Grid):
        names = {fold_row(for_year(row.labels[-1], year), year) for row in block.rows if row.labels[-1]}
        said = max((len({fold_row(str(each), year) for each in row} & names) for row in rows), default=0)
        if not _are_most(said, names):
            return ""
    return letters(area[1] + best)


def _are_most(count: int, labels: Collection[str]) -> bool:
    return count >= max(_LEAST, len(labels) / 2)
