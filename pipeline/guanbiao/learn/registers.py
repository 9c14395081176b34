"""Lists of entries, drafted: their columns, and the rows that count or add up the entries above them, or below."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import Column, Kind, Register, Total
from guanbiao.forms.vocabulary import TOTALS
from guanbiao.learn import hints
from guanbiao.learn.columns import column_of, key_of, kind_of, tree
from guanbiao.learn.drafted import Doubt, Learned, dated
from guanbiao.learn.found import Table, amount, is_figure, one_line, reading
from guanbiao.text.cells import a1
from guanbiao.text.labels import SERIAL, fold_heading, squeeze

_MOST_TOTALS = 20  # rows that add up; a list of more is a list of lists
_LONGEST = 8  # characters of the label of a row that adds up


def learned_register(table: Table, year: int | None, *, stated: bool) -> Learned:
    """A list of entries as a block."""
    totals = total_rows(table, year or 0)
    entries = [row for row in table.rows if row not in totals]
    columns = {at: column_of(table, at, year or 0, entries, "register", stated=stated) for at in table.columns}
    columns = _grouped(table, entries, columns)
    found = {at: replace(column, label=dated(column.label, year)) for at, column in columns.items()}
    paths = {at: tuple(dated(label, year) for label in table.paths[at]) for at in found}
    declared, doubts = _totals(table, entries, totals, found, {at: key_of(path) for at, path in paths.items()})
    block = Register(tree({at: (paths[at], found[at]) for at in found}), declared, _extra(table, entries, columns))
    return Learned(block, doubts)


def total_rows(table: Table, year: int) -> list[int]:
    """The rows that add up entries: by their label, or the last one, where it holds figures alone."""
    kinds = {at: kind_of(table, at, year) for at in table.columns}
    words = [at for at in table.columns if kinds[at] is not Kind.NUMBER]
    found = [row for row in table.rows if _label(table, row, words)]
    last = table.rows[-1]
    is_bare = all(table.value(last, at) is None for at in words) and len(table.rows) > 2
    return found + ([last] if is_bare and last not in found and words else [])


def _label(table: Table, row: int, words: Sequence[int]) -> str:
    """The label of a row that adds up others; '' for an entry."""
    for at in words[:3]:
        text = table.value(row, at)
        folded = fold_heading(str(text)) if isinstance(text, str) else ""
        if folded in TOTALS or (len(folded) <= _LONGEST and hints.ends_as_total(folded)):
            return one_line(text)
    return ""


def _grouped(table: Table, entries: Sequence[int], columns: dict[int, Column]) -> dict[int, Column]:
    """The first column of words as one that is printed once for a group, where it is."""
    first = min(columns)
    values = [table.value(row, first) for row in entries]
    gaps = values.count(None)
    if columns[first].kind is Kind.TEXT and gaps and values[0] is not None and gaps * 5 > len(values):
        return columns | {first: replace(columns[first], grouped=True, required=True)}
    return columns


def _extra(table: Table, entries: Sequence[int], columns: dict[int, Column]) -> tuple[str, ...]:
    """What stands in place of numbers of entries."""
    serial = next((at for at, column in columns.items() if column.kind is Kind.SERIAL), None)
    if serial is None:
        return ()
    texts = [value for row in entries if isinstance(value := table.value(row, serial), str)]
    return tuple(dict.fromkeys(one_line(text) for text in texts if not re.match(SERIAL, text) and not is_figure(text)))


def _totals(
    table: Table, entries: Sequence[int], rows: Sequence[int], columns: dict[int, Column], keys: dict[int, str]
) -> tuple[tuple[Total, ...], tuple[Doubt, ...]]:
    words = [at for at in columns if columns[at].kind is not Kind.NUMBER]
    found: list[Total] = []
    doubts: list[Doubt] = []
    for row in rows[:_MOST_TOTALS]:
        own = [each for each in entries if each < row] or entries  # a total on top adds up what stands below it
        label = _label(table, row, words)
        if not own:
            continue
        names = {total.name or squeeze(total.label) for total in found}
        total = Total(label, name="" if label and squeeze(label) not in names else _name(label, names))
        if hints.is_subtotal(label):  # of a group alone, which nothing can say yet
            doubts += [Doubt("subtotal", label)] if label not in names else []
            found.append(total)
            continue
        counted, unit = _counted(table, row, own, words, keys)
        sums, off = _sums(table, row, own, columns)
        if sums or counted:  # what is borne out beside it vouches for a sum that misses
            sums, off = sorted((*sums, *off)), []
        doubts += [Doubt("unsummed", keys[at], (a1(row, at),)) for at in off]
        found.append(replace(total, count=counted, unit=unit, sums=tuple(keys[at] for at in sums)))
    return tuple(found), tuple(doubts)


def _name(label: str, names: set[str]) -> str:
    stem = squeeze(label)
    if not stem:
        return hints.total_name(names)
    return next(name for at in range(2, len(names) + 3) if (name := f"{stem}{at}") not in names)


def _sums(table: Table, row: int, own: Sequence[int], columns: dict[int, Column]) -> tuple[list[int], list[int]]:
    """The columns whose figure in a row is the sum of those of its entries, and those whose figure is not."""
    held: list[int] = []
    off: list[int] = []
    for at, column in columns.items():
        total = amount(table.value(row, at))
        figures = [each for entry in own if (each := amount(table.value(entry, at))) is not None]
        if column.kind is not Kind.NUMBER or total is None or not figures:
            continue
        nobody = column.share or hints.is_mean(column.label) or min(figures) <= total <= max(figures) < sum(figures)
        (held if round(sum(figures) - total, 6) == 0 and (total or len(figures) > 1) else [] if nobody else off).append(
            at
        )
    return held, off


def _counted(table: Table, row: int, own: Sequence[int], words: Sequence[int], keys: dict[int, str]) -> tuple[str, str]:
    """The column of a row that holds the number of its entries, and its unit; '' for none."""
    for at in words:
        value = table.value(row, at)
        if is_figure(value) and amount(value) == len(own):
            return keys[at], reading(value).quantities[0].unit
    return "", ""
