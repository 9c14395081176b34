"""Find a block's header on a sheet and tell which sheet column is which declared column.

A form declares the header tree 册次（成人、少儿）, 合计 beside the row labels 月份. Its leaves are `册次/成人`
(position 0), `册次/少儿` (1) and `合计` (2). On a sheet, this

            A      B      C        D
      2     月份   册次            合计
      3            成人   青少年
      4     1      10     2        12

has the paths A 月份, B 册次/成人, C 册次/青少年, D 合计 over its columns (`columns.paths_over`). They are matched in
four steps, each over what those before it have left:

1. `by_path`: the whole path of a leaf stands over a column, with or without a unit behind its labels. Here leaf 0 is
   column B, leaf 2 column D.
2. `by_last_level`: its last label does, and nothing else left has it: a level above is missing or called otherwise.
3. `by_total`: a total is called by another word for one; `aliases.by_other_words`: other words for the same stand
   there, and nothing else left is called so (`names`).
4. `by_position`: between two columns that are found, one leaf and one label are left: that leaf is called otherwise.
   Here leaf 1 is column C, and a mark says that it is called 青少年.

The score of a header is the share of leaves that step 1 finds, here 2/3: the other steps are guesses, and do not make
one header better than another."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import islice

from msgspec import Struct

from guanbiao.forms.catalogue import Grid, Register
from guanbiao.forms.vocabulary import SUBTOTAL, TOTALS
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Mark
from guanbiao.recognise.aliases import bare_labels, bare_paths, by_other_words, same_labels
from guanbiao.recognise.columns import Paths, paths_over
from guanbiao.recognise.lines import Words
from guanbiao.recognise.stub import stub_columns
from guanbiao.text.cells import Range
from guanbiao.text.headings import column_label
from guanbiao.text.labels import fold_row, squeeze
from guanbiao.text.years import for_year

_TOTALS = frozenset((*TOTALS, SUBTOTAL))
Places = dict[int, int]  # by position of a leaf in its block, the sheet column that it stands in


class Target(Struct, frozen=True):
    """A declared header as it is compared, for one year: the folded path of each leaf, all labels of each level (those
    of the stub in the first), the headings of the row labels, and these labels (none for a list)."""

    paths: tuple[str, ...]
    levels: tuple[frozenset[str], ...]
    stub: tuple[str, ...]
    rows: frozenset[str] = frozenset()

    @property
    def depth(self) -> int:
        """The number of header rows."""
        return len(self.levels)


class Header(Struct, frozen=True, dict=True):
    """A header found: its first row and how many it takes, where its leaves stand, the sheet columns of the row
    labels, its score (0 to 1), the share of leaves that are `named` by their own or by other words, and a mark for each
    leaf and for each label that the form does not know."""

    top: int
    depth: int
    columns: Places
    stub: tuple[int, ...]
    score: float
    named: float
    marks: tuple[Mark, ...]

    @cached_property
    def known(self) -> frozenset[int]:
        """The sheet columns under a label: declared ones, stubs, and unknown ones that are reported as such."""
        unknown = (mark.at[1] for mark in self.marks if not mark.declared)
        return frozenset((*self.columns.values(), *self.stub, *unknown))


@lru_cache(maxsize=4096)
def target(block: Grid | Register, year: int) -> Target:
    """The header of a block as a sheet of that year should print it."""
    paths = [tuple(column_label(for_year(label, year)) for label in leaf.path) for leaf in block.leaves]
    depth = max(len(path) for path in paths)
    stub = tuple(column_label(label) for label in block.stub)
    levels = [{path[level] for path in paths if len(path) > level} for level in range(depth)]
    levels[0] |= {label for label in stub if label}
    rows = block.rows if isinstance(block, Grid) else ()
    named = frozenset(fold_row(for_year(label, year), year) for row in rows for label in row.labels if label)
    return Target(tuple("/".join(path) for path in paths), tuple(frozenset(level) for level in levels), stub, named)


def lowest_labels(wanted: Target) -> Target | None:
    """A header of several levels of which only the lowest labels are printed; None for one of a single level, and
    where these labels do not tell its columns apart."""
    lasts = tuple(path.rpartition("/")[2] for path in wanted.paths)
    if wanted.depth == 1 or len(set(lasts)) < len(lasts):
        return None
    return Target(lasts, (frozenset((*lasts, *filter(None, wanted.stub))),), wanted.stub, wanted.rows)


def find_header(
    sheet: Sheet, area: Range, wanted: Target, labels: Sequence[str], words: Words | None = None
) -> Header | None:
    """The header of the highest score inside `area`, of equals the first; None where no row looks like one. `labels`
    are the printed keys of the leaves, for the marks. With `words`, labels may have units behind them or be called by
    other words for the same; without, only what is declared counts."""
    best: Header | None = None
    for top in range(area[0], area[2] + 1):
        for rows in _stretches(sheet, area, top, wanted.depth):
            if _resembles(sheet, area, rows, wanted):
                found = _match(sheet, area, rows, wanted, labels, words)
                if best is None or (found.score, found.named) > (best.score, best.named):
                    best = found
                if best.score == 1:
                    return best
    return best or (_called_otherwise(sheet, area, wanted, labels, words) if words else None)


def _called_otherwise(sheet: Sheet, area: Range, wanted: Target, labels: Sequence[str], words: Words) -> Header | None:
    """The header most of whose labels are there, where hardly any is as declared; None where none is."""
    levels = tuple(same_labels(level, words) for level in wanted.levels)
    found = [
        _match(sheet, area, rows, wanted, labels, words)
        for top in range(area[0], area[2] + 1)
        for rows in _stretches(sheet, area, top, wanted.depth)
        if any(
            _are_half(same_labels(_texts(sheet, area, at), words), own) for at, own in zip(rows, levels, strict=False)
        )
    ]
    return max(found, key=lambda each: (each.score, each.named), default=None)


def _stretches(sheet: Sheet, area: Range, top: int, depth: int) -> Iterator[Sequence[int]]:
    """The rows that a header from `top` on may take: so many, and where some are blank, so many that are not."""
    rows = range(top, min(top + depth, area[2] + 1))
    yield rows
    if depth > 1 and not _is_blank(sheet, area, top) and any(_is_blank(sheet, area, row) for row in rows[1:]):
        yield tuple(islice((row for row in range(top, area[2] + 1) if not _is_blank(sheet, area, row)), depth))


def _is_blank(sheet: Sheet, area: Range, row: int) -> bool:
    cells = sheet.rows[row][area[1] : area[3] + 1]
    return cells.count(None) == len(cells)


def _resembles(sheet: Sheet, area: Range, rows: Sequence[int], wanted: Target) -> bool:
    """Whether at least half of the labels of some level stand in the row where they should: a cheap look, since most
    rows of most sheets are no header of a form and matching one costs ten times as much."""
    return any(_are_half(_texts(sheet, area, at), own) for at, own in zip(rows, wanted.levels, strict=False))


def _texts(sheet: Sheet, area: Range, row: int) -> set[str]:
    """The folded texts of a row."""
    return {column_label(value) for value in sheet.rows[row][area[1] : area[3] + 1] if type(value) is str}


def _are_half(seen: Set[str], labels: Set[str]) -> bool:
    """Whether at least half of some labels, and any at all, are among what is seen."""
    return len(labels & seen) * 2 >= len(labels) and not labels.isdisjoint(seen)


def _match(
    sheet: Sheet, area: Range, rows: Sequence[int], wanted: Target, labels: Sequence[str], words: Words | None
) -> Header:
    """The header that stands in these rows, its leaves matched by path, by last level, by other words and by
    position."""
    top, depth = rows[0], rows[-1] - rows[0] + 1
    paths = paths_over(sheet, area, top, depth)
    exact = by_path(paths, wanted.paths)
    if words and len(exact) < len(wanted.paths):
        exact |= by_path(bare_paths(paths, exact.values(), words), bare_labels(wanted.paths, words), exact)
    named = exact | by_last_level(paths, wanted.paths, exact)
    other = by_other_words(paths, wanted.paths, named, words) if words and len(named) < len(wanted.paths) else {}
    named |= other
    stub = stub_columns(sheet, (top + depth, *area[1:]), paths, wanted.stub, wanted.rows, named)
    free = {column: path for column, path in paths.items() if column not in named.values() and column not in stub}
    totals = by_total(free, wanted.paths, named)
    left = {column: path for column, path in free.items() if column not in totals.values()}
    renamed = totals | by_position(left, len(wanted.paths), named | totals)
    places = named | renamed
    called = {leaf: paths[column] for leaf, column in (other | renamed).items()}
    unknown = [column for column in free if column not in renamed.values()]
    marks = (*_leaf_marks(top, labels, places, called), *_unknown_marks(sheet, top, depth, unknown))
    every = len(wanted.paths)
    return Header(top, depth, places, stub, len(exact) / every, len(exact.keys() | other.keys()) / every, marks)


def by_path(paths: Paths, wanted: Sequence[str], taken: Collection[int] = ()) -> Places:
    """The leaves not `taken` whose whole path stands over a column; of columns with one path, the first goes to the
    first leaf.

    >>> by_path({0: "月份", 1: "册次/成人", 2: "册次/青少年", 3: "合计"}, ["册次/成人", "册次/少儿", "合计"])
    {0: 1, 2: 3}
    """
    free: dict[str, list[int]] = {}
    for column, path in paths.items():
        free.setdefault(path, []).append(column)
    return {leaf: free[path].pop(0) for leaf, path in enumerate(wanted) if leaf not in taken and free.get(path)}


def by_last_level(paths: Paths, wanted: Sequence[str], taken: Places) -> Places:
    """The leaves not `taken` that are found by their last label alone, where only one leaf and one column have it left;
    a column right of one with the very same labels is a blank one.

    >>> by_last_level({0: "月份", 1: "成人", 2: "少儿", 3: "合计"}, ["册次/成人", "册次/少儿", "合计"], {2: 3})
    {0: 1, 1: 2}
    """
    lasts: dict[str, list[int]] = {}
    for column, path in paths.items():
        if column not in taken.values() and path and paths.get(column - 1) != path:
            lasts.setdefault(path.rpartition("/")[2], []).append(column)
    left = [(leaf, path.rpartition("/")[2]) for leaf, path in enumerate(wanted) if leaf not in taken]
    names = [name for _, name in left]
    return {leaf: lasts[name][0] for leaf, name in left if names.count(name) == 1 and len(lasts.get(name, ())) == 1}


def by_total(free: Paths, wanted: Sequence[str], taken: Places) -> Places:
    """Of the leaves not `taken` that are called a total those that stand under another word for one, where no other
    label left does.

    >>> by_total({2: "电子", 3: "总计"}, ["成人", "合计"], {0: 1})
    {1: 3}
    """
    left = [leaf for leaf, path in enumerate(wanted) if leaf not in taken and path.rpartition("/")[2] in _TOTALS]
    said = [column for column, path in free.items() if path.rpartition("/")[2] in _TOTALS]
    return {left[0]: said[0]} if len(left) == len(said) == 1 else {}


def by_position(free: Paths, leaves: int, taken: Places) -> Places:
    """Of so many leaves, those not `taken` that stand alone between two that are, with exactly one label of the sheet
    that is `free` between them: the label is another name of the leaf.

    >>> by_position({2: "册次/青少年"}, 3, {0: 1, 2: 3})
    {1: 2}
    >>> by_position({2: "册次/青少年", 3: "册次/老年"}, 3, {0: 1, 2: 4})
    {}
    """
    renamed: Places = {}
    for leaf in range(leaves):
        if leaf not in taken:
            before = max((taken[at] for at in taken if at < leaf), default=-1)
            after = min((taken[at] for at in taken if at > leaf), default=max(free, default=-1) + 1)
            alone = sum(1 for at in range(leaves) if at not in taken and _none_between(at, leaf, taken)) == 1
            between = [column for column, path in free.items() if before < column < after and path]
            if alone and len(between) == 1:
                renamed[leaf] = between[0]
    return renamed


def _none_between(one: int, other: int, taken: Places) -> bool:
    """Whether no leaf between two is taken."""
    low, high = sorted((one, other))
    return not any(low < at < high for at in taken)


def _leaf_marks(top: int, labels: Sequence[str], places: Places, called: Mapping[int, str]) -> Iterator[Mark]:
    """A mark for each leaf: how often it was found, where, and what it is called where that is something else."""
    for leaf, label in enumerate(labels):
        at = (top, places.get(leaf, 0))
        yield Mark("column", label, True, int(leaf in places), at, called.get(leaf, ""))


def _unknown_marks(sheet: Sheet, top: int, depth: int, columns: Sequence[int]) -> Iterator[Mark]:
    """A mark for each of the columns that has a label of its own in the header's rows."""
    for column in columns:
        own = next((row for row in range(top, top + depth) if value_at(sheet.rows, row, column) is not None), None)
        if own is not None:
            yield Mark("column", squeeze(str(sheet.rows[own][column])), False, 1, (own, column))
