"""Totals of one label that stand several times: whether the last adds up all rows, or only those since the one before.

      A      B                            A      B
3     1      10                     3     1      10
4     2      20                     4     2      20
5     累计   30   a sum of a page   5     累计   30   a sum of a page
6     3      40                     6     3      40
7     累计   70   the total         7     累计   40   no total, either: each part has its own
"""

from collections.abc import Collection, Sequence

from guanbiao.recognise.body.rows import Cells
from guanbiao.recognise.lines import Words
from guanbiao.text.cells import Value
from guanbiao.text.figures import read_figure


def adds_up_last(total: Cells, rows: Sequence[Cells], last: int, columns: Collection[int], words: Words) -> bool:
    """Whether the figures of a total under some columns are the sums of the `last` rows above it, every one of them,
    and not those of all rows. A figure elsewhere in its row counts the rows.

    >>> from guanbiao.recognise.lines import USUAL
    >>> rows = [[(0, "1"), (1, 10)], [(0, "2"), (1, 20)], [(0, "3"), (1, 40)]]
    >>> [adds_up_last([(0, "累计"), (1, sum_)], rows, 1, {1}, USUAL) for sum_ in (40, 70, 41)]
    [True, False, False]
    """
    given = {column: figure for column, value in total if (figure := _figure(value, words)) is not None}
    own, every = (_sums(rows[-many:] if many else [], columns, words) for many in (last, len(rows)))
    counted = {column: float(last) for column in given.keys() - columns}
    others = {column: float(len(rows)) for column in counted}
    return bool(given.keys() & columns) and _are(given, own | counted) and not _are(given, every | others)


def add_up_together(totals: Sequence[Cells], rows: Sequence[Cells], columns: Collection[int], words: Words) -> bool:
    """Whether several totals are those of parts: each is less than all rows, and together they are all rows."""
    whole = _sums(rows, columns, words)
    parts = [_sums([total], columns, words) for total in totals]
    together = _sums(totals, columns, words)
    is_whole = bool(together) and any(together.values()) and _are(together, whole)
    return len(totals) > 1 and is_whole and not any(_are(together, part) for part in parts)


def _are(given: dict[int, float], due: dict[int, float]) -> bool:
    return all(abs(figure - due.get(column, 0.0)) < 1e-6 for column, figure in given.items())


def _sums(rows: Sequence[Cells], columns: Collection[int], words: Words) -> dict[int, float]:
    sums: dict[int, float] = {}
    for cells in rows:
        for column, value in cells:
            if column in columns:
                sums[column] = sums.get(column, 0.0) + (_figure(value, words) or 0.0)
    return sums


def _figure(value: Value, words: Words) -> float | None:
    """The main figure of a cell; None where it says none."""
    if isinstance(value, int | float):
        return float(value)
    quantities = read_figure(str(value), words.units).quantities
    return quantities[0].value if quantities else None
