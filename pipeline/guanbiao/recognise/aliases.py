"""Labels that are called otherwise than declared: with a unit behind them, or by other words for the same.

            A      B              C
      2     日期   参加人次       合计（万册次）      时间, 人次, 合计

Such words are used only where a label is not found as declared and just one leaf and one column are left for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from guanbiao.recognise.columns import Paths
from guanbiao.recognise.lines import Words
from guanbiao.text.units import bare_label


def bare_paths(paths: Paths, taken: Collection[int], words: Words) -> Paths:
    """The paths over the columns not `taken`, without the units behind their labels."""
    return {column: _bare(path, words) for column, path in paths.items() if column not in taken}


def bare_labels(wanted: Sequence[str], words: Words) -> list[str]:
    """The paths of leaves without the units behind their labels."""
    return [_bare(path, words) for path in wanted]


def same_labels(labels: Iterable[str], words: Words) -> frozenset[str]:
    """Labels without units, each as the word that stands for all that say the same."""
    return frozenset(_same(bare_label(label, words.units)[0], words) for label in labels)


def by_other_words(paths: Paths, wanted: Sequence[str], taken: Mapping[int, int], words: Words) -> dict[int, int]:
    """The leaves not `taken` that other words for the same stand over, by the column: their whole path, else their last
    label, where only one leaf and one column have it left.

    >>> from guanbiao.recognise.lines import USUAL
    >>> by_other_words({0: "日期", 1: "参加人次", 2: "地点"}, ["时间", "地点", "人次"], {1: 2}, USUAL)
    {0: 0, 2: 1}
    """
    found: dict[int, int] = {}
    for levels in (slice(None), slice(-1, None)):
        left = {
            leaf: _said(path, levels, words)
            for leaf, path in enumerate(wanted)
            if leaf not in taken and leaf not in found
        }
        free = {
            column: _said(path, levels, words)
            for column, path in paths.items()
            if path and column not in taken.values() and column not in found.values()
        }
        names, standing = list(left.values()), list(free.values())
        for column, name in free.items():
            if names.count(name) == 1 == standing.count(name):
                found[next(leaf for leaf, own in left.items() if own == name)] = column
    return found


def _said(path: str, levels: slice, words: Words) -> str:
    """Some levels of a path, each as the word that stands for all that say the same."""
    return "/".join(_same(label, words) for label in _bare(path, words).split("/")[levels])


def _bare(path: str, words: Words) -> str:
    return "/".join(bare_label(label, words.units)[0] for label in path.split("/"))


def _same(label: str, words: Words) -> str:
    """The word that stands for all words that say the same as a label."""
    return next((min(group) for group in words.aliases if label in group), label)
