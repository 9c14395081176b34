"""Whether a form may stand on a sheet, so that formulas and looks are looked at only there.

Readers know no forms. They are told words, and how many of them must stand on a sheet before there may be a form on it:
half of the labels of a header, since no sheet with fewer is taken for that form. On a sheet without, a form may still
go on from one before it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.intake.limits import LOOKED_AT
from guanbiao.intake.sheets import EngineSheet
from guanbiao.text.headings import found_by

_LONGEST = 80  # characters of a text that may be a label: those of the sample have up to 30
_FIRST, _LAST = 1900, 2100  # years, which are labels where they are numbers, too
Rows = Sequence[Sequence[object]]


class Group(Struct, frozen=True):
    """The words of one header: under each, how many columns it may be the label of; `least` columns must be there."""

    least: int
    words: Mapping[str, int]


class Signs(Struct, frozen=True, dict=True):
    """The words by which forms are known, in groups, and the units that may stand behind them besides the usual."""

    groups: tuple[Group, ...]
    units: tuple[str, ...] = ()

    def are_on(self, rows: Rows) -> bool:
        """Whether a form may stand on a sheet of these rows."""
        texts = {cell for row in rows for cell in row if type(cell) is str and len(cell) <= _LONGEST}
        texts |= {str(int(cell)) for row in rows for cell in row if _is_number(cell) and _FIRST <= cell < _LAST}
        said = frozenset[str]().union(*(found_by(text, self.units) for text in texts))
        there: Counter[int] = Counter()
        for word in said & self._index.keys():
            there.update(self._index[word])
        return any(count >= self.groups[at].least for at, count in there.items())

    @cached_property
    def _index(self) -> dict[str, dict[int, int]]:
        """Under each word, the groups that it is of, and how many of their columns it may be the label of."""
        index: dict[str, dict[int, int]] = {}
        for at, group in enumerate(self.groups):
            for word, columns in group.words.items():
                index.setdefault(word, {})[at] = columns
        return index


def _is_number(cell: object) -> TypeGuard[float]:
    return type(cell) is float or type(cell) is int


def looked_at(sheets: Sequence[Rows], signs: Signs | None) -> Iterator[bool]:
    """Whether the formulas and looks of each sheet of a workbook are looked at: of those that a form may stand on, or
    go on to, but for those larger than any form. Without signs any sheet may hold a form."""
    small = [sum(map(len, rows)) <= LOOKED_AT for rows in sheets]
    last = max((at for at, is_small in enumerate(small) if is_small), default=-1)
    first = next((at for at in range(last + 1) if signs is None or signs.are_on(sheets[at])), len(sheets))
    return (is_small and at >= first for at, is_small in enumerate(small))


def only_where(sheets: Sequence[EngineSheet], signs: Signs | None) -> list[EngineSheet]:
    """The sheets of a workbook, those without signs of a form marked as not to be looked at."""
    pairs = zip(sheets, looked_at([sheet.rows for sheet in sheets], signs), strict=True)
    return [replace(sheet, looked_at=is_near) for sheet, is_near in pairs]
