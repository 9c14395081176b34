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

A leaf that step 2 finds under another heading than its own gets such a mark, too; where it is a heading that the form
has elsewhere, the column may well be another one, and the mark says that.

The score of a header is the share of leaves that step 1 finds, here 2/3: the other steps are guesses, and do not make
one header better than another."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Grid, Kind, Register
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Mark
from guanbiao.recognise.aliases import bare_labels, bare_paths, by_other_words, same_labels
from guanbiao.recognise.apart import Apart, dates_apart, labels_below, with_labels_below
from guanbiao.recognise.columns import Paths, paths_over
from guanbiao.recognise.lines import Words
from guanbiao.recognise.matched import ALL_TOTALS, Places, by_last_level, by_path, by_position, by_total
from guanbiao.recognise.stub import stub_columns
from guanbiao.text.cells import Range, Value
from guanbiao.text.headings import column_label
from guanbiao.text.labels import fold_row, squeeze
from guanbiao.text.years import for_year


class Target(Struct, frozen=True):
    """A declared header as it is compared, for one year: the folded path of each leaf, all labels of each level (those
    of the stub in the first), the headings of the row labels, these labels (none for a list), and which leaves are
    `dates`."""

    paths: tuple[str, ...]
    levels: tuple[frozenset[str], ...]
    stub: tuple[str, ...]
    rows: frozenset[str] = frozenset()
    dates: tuple[int, ...] = ()

    @property
    def depth(self) -> int:
        """The number of header rows."""
        return len(self.levels)


class Header(Struct, frozen=True, dict=True):
    """A header found: its first row and how many it takes, where its leaves stand, the sheet columns of the row
    labels, its score (0 to 1), the share of leaves that are `named` by their own or by other words, or by their last
    label where no other heading stands above it, a mark for each leaf and for each label that the form does not know,
    and the leaves of dates that stand in several columns, of which `columns` has the first."""

    top: int
    depth: int
    columns: Places
    stub: tuple[int, ...]
    score: float
    named: float
    marks: tuple[Mark, ...]
    apart: Mapping[int, Apart] = {}

    @cached_property
    def own(self) -> frozenset[int]:
        """The sheet columns that are declared ones or hold the labels of rows."""
        parts = (at for each in self.apart.values() for at in each.columns)
        return frozenset((*self.columns.values(), *self.stub, *parts))

    @cached_property
    def known(self) -> frozenset[int]:
        """The sheet columns under a label: its own, and unknown ones that are reported as such."""
        return self.own.union(mark.at[1] for mark in self.marks if not mark.declared)


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
    dates = tuple(at for at, leaf in enumerate(block.leaves) if leaf.column.kind is Kind.DATE)
    return Target(tuple(map("/".join, paths)), tuple(map(frozenset, levels)), stub, named, dates)


def lowest_labels(wanted: Target) -> Target | None:
    """A header of several levels of which only the lowest labels are printed; None for one of a single level, and
    where these labels do not tell its columns apart."""
    lasts = tuple(path.rpartition("/")[2] for path in wanted.paths)
    if wanted.depth == 1 or len(set(lasts)) < len(lasts):
        return None
    return replace(wanted, paths=lasts, levels=(frozenset((*lasts, *filter(None, wanted.stub))),))


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
    over = paths_over(sheet, area, top, depth)
    below = labels_below(sheet, area, top + depth, over)
    paths, depth = (with_labels_below(over, below), depth + 1) if below else (over, depth)
    exact = by_path(paths, wanted.paths)
    if words and len(exact) < len(wanted.paths):
        exact |= by_path(bare_paths(paths, exact.values(), words), bare_labels(wanted.paths, words), exact)
    last = by_last_level(paths, wanted.paths, exact)
    named = exact | last
    other = by_other_words(paths, wanted.paths, named, words) if words and len(named) < len(wanted.paths) else {}
    body, parted = (top + depth, *area[1:]), _parted(over, below, wanted, words) if below else {}
    apart = _apart(sheet, body, paths, wanted, named | other, parted)
    other |= {leaf: each.columns[0] for leaf, each in apart.items()}
    other |= _totals_of_parts(below, parted, named | other)
    named |= other
    stub = stub_columns(sheet, body, paths, wanted.stub, wanted.rows, named)
    taken = {*named.values(), *stub, *(at for each in apart.values() for at in each.columns)}
    free = {column: path for column, path in paths.items() if column not in taken}
    totals = by_total(free, wanted.paths, named)
    left = {column: path for column, path in free.items() if column not in totals.values()}
    alone = by_position(left, len(wanted.paths), named | totals)
    renamed = totals | alone
    places = named | renamed
    first = sheet.rows[top]
    astray = {leaf: at for leaf, at in last.items() if _is_below_another(paths, at, first, wanted.paths[leaf])}
    called = {leaf: paths[column] for leaf, column in (astray | other | renamed).items()}
    called |= {leaf: "、".join(paths[at] for at in each.columns) for leaf, each in apart.items()}
    unknown = {column: paths[column] if column in below else "" for column in free if column not in renamed.values()}
    misled = {leaf for leaf in astray if _says_another(paths[places[leaf]], leaf, wanted)}
    plain = () if called else _plain_marks(top, tuple(labels), tuple(places.items()))
    own = plain or _leaf_marks(top, labels, places, called, misled)
    marks = (*own, *_unknown_marks(sheet, top, depth, unknown))
    every = len(wanted.paths)
    return Header(top, depth, places, stub, len(exact) / every, len(named.keys() - astray.keys()) / every, marks, apart)


def _is_below_another(paths: Paths, column: int, first: Sequence[Value], own: str) -> bool:
    """Whether a leaf that was found by its last label stands under another heading than its own. A label that reaches
    over a column because nothing else stands there, that of a column to the left, is no heading."""
    heading, due = (path.rpartition("/")[0] for path in (paths[column], own))
    if not heading or not due or heading == due:
        return False
    origin = next((at for at in range(min(column, len(first) - 1), -1, -1) if first[at] is not None), column)
    return paths.get(origin) != heading


def _says_another(path: str, leaf: int, wanted: Target) -> bool:
    """Whether a label stands over a leaf's column that is one of other leaves or rows, and none of its own."""
    strange = frozenset(path.split("/")).difference(wanted.paths[leaf].split("/"))
    return any(not strange.isdisjoint(level) for level in wanted.levels)


def _parted(over: Paths, below: Paths, wanted: Target, words: Words | None) -> Places:
    """By sheet column, the leaves whose label stands over several columns that a row below it parts."""
    first = {over[column]: column for column in sorted(below, reverse=True) if over[column]}
    labels = {column: label for label, column in first.items()}
    found = by_path(labels, wanted.paths)
    found |= by_last_level(labels, wanted.paths, found)
    found |= by_other_words(labels, wanted.paths, found, words) if words else {}
    leaves = {over[column]: leaf for leaf, column in found.items()}
    return {column: leaves[over[column]] for column in below if over[column] in leaves}


def _totals_of_parts(below: Paths, parted: Places, taken: Places) -> Places:
    """The leaves not `taken` that stand under the only one of their parts that is called a total."""
    sums = [(leaf, column) for column, leaf in parted.items() if below[column] in ALL_TOTALS and leaf not in taken]
    leaves = [leaf for leaf, _ in sums]
    return {leaf: column for leaf, column in sums if leaves.count(leaf) == 1}


def _apart(sheet: Sheet, body: Range, paths: Paths, wanted: Target, named: Places, parted: Places) -> dict[int, Apart]:
    """The dates that stand in several columns which are no other leaf's."""
    taken = named.values()
    if not wanted.dates or all(column in taken or not path for column, path in paths.items()):  # as nearly always
        return {}
    others = {column for leaf, column in named.items() if leaf not in wanted.dates}
    free = {column: path for column, path in paths.items() if column not in others}
    return dates_apart(sheet, body, free, {leaf: named.get(leaf) for leaf in wanted.dates}, parted)


def _leaf_marks(
    top: int, labels: Sequence[str], places: Places, called: Mapping[int, str], misled: Set[int]
) -> Iterator[Mark]:
    """A mark for each leaf: how often it was found, where, and what it is called where that is something else."""
    for leaf, label in enumerate(labels):
        at = (top, places.get(leaf, 0))
        yield Mark("column", label, True, int(leaf in places), at, called.get(leaf, ""), misled=leaf in misled)


@lru_cache(maxsize=1024)
def _plain_marks(top: int, labels: tuple[str, ...], places: tuple[tuple[int, int], ...]) -> tuple[Mark, ...]:
    """The marks of leaves all of which are called as declared, as they stand in most copies of a form."""
    return tuple(_leaf_marks(top, labels, dict(places), {}, frozenset()))


def _unknown_marks(sheet: Sheet, top: int, depth: int, columns: Paths) -> Iterator[Mark]:
    """A mark for each of the columns that has a label of its own in the header's rows, or one here: that of a part."""
    for column, part in columns.items():
        own = next((row for row in range(top, top + depth) if value_at(sheet.rows, row, column) is not None), None)
        if part:
            yield Mark("column", part, False, 1, (top + depth - 1, column))
        elif own is not None:
            yield Mark("column", squeeze(str(sheet.rows[own][column])), False, 1, (own, column))
