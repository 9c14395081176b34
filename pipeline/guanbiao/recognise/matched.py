"""Which leaf of a header stands over which column of a sheet, by what is written there: the four steps of `header`."""

from collections.abc import Collection, Sequence

from guanbiao.forms.rows import SUBTOTAL
from guanbiao.forms.vocabulary import TOTALS
from guanbiao.recognise.columns import Paths

ALL_TOTALS = frozenset((*TOTALS, SUBTOTAL))
Places = dict[int, int]  # by position of a leaf in its block, the sheet column that it stands in


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
    left = [leaf for leaf, path in enumerate(wanted) if leaf not in taken and path.rpartition("/")[2] in ALL_TOTALS]
    said = [column for column, path in free.items() if path.rpartition("/")[2] in ALL_TOTALS]
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
