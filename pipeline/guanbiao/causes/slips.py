"""Slips of the hand, and how much every kind of slip speaks for a change: one table of weights, each with its reason.

A slip explains how one figure came to stand where another belongs. Three months and their total:

    |      | 外借 |
    | 1月  |  512 |
    | 2月  |  364 |  where 346 was meant: the last two digits are swapped
    | 合计 |  858 |

>>> [(each.kind.value, each.weight) for each in slips_of_the_hand(filed=364.0, meant=346.0)]
[('digits_swapped', 3.0)]

The total would agree as well if it were 876, or if January were 494, but no slip makes the one or the other of them:

>>> [*slips_of_the_hand(filed=858.0, meant=876.0), *slips_of_the_hand(filed=512.0, meant=494.0)]
[]
"""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from guanbiao.causes.formulas.totals import Reason
from guanbiao.model.causes import CauseKind
from guanbiao.model.details import NOTHING, Detail
from guanbiao.reconcile.judge import TOLERANCE

TEN_THOUSAND = 10_000


class Evidence(Struct, frozen=True):
    """A kind of slip, how much it weighs, what its sentence needs, and whether it is proven by the cells themselves,
    whatever any relation says."""

    kind: CauseKind = CauseKind.ARITHMETIC
    weight: float = 0.0
    detail: Detail = NOTHING
    is_sure: bool = False


class Weight(Struct, frozen=True):
    """How much a kind of slip speaks for a change, from 0 (nothing but arithmetic does) to 5: the less often chance
    alone brings two figures into this relation, the more; below 0 where something speaks against it. `short` is the
    weight where the shorter of both has fewer than `digits` digits: short figures are alike by chance."""

    kind: CauseKind
    usual: float
    why: str
    digits: int = 0
    short: float = 0.0


class Clue(Enum):
    """The one table of weights, the heaviest first. candidates.PERSUASION says what they are worth in figures."""

    FIGURES_SWAPPED = Weight(CauseKind.FIGURES_SWAPPED, 5.0, "two figures, each exactly what the other should be")
    SKIPS_TEXTS = Weight(CauseKind.TEXT_SKIPPED, 4.8, "the formula's result is exactly that without these texts")
    RANGE_TOO_SHORT = Weight(CauseKind.RANGE_TOO_SHORT, 4.8, "the formula's result is exactly that without these cells")
    RANGE_TOO_WIDE = Weight(CauseKind.RANGE_TOO_WIDE, 4.8, "the formula's result is exactly that with these cells")
    CIRCULAR_FORMULA = Weight(CauseKind.CIRCULAR_FORMULA, 4.8, "the formula adds its own cell: it has no result")
    FILTERED_OUT = Weight(CauseKind.FILTERED_OUT, 4.8, "the formula's result is exactly that without hidden rows")
    STALE_FORMULA = Weight(CauseKind.STALE_FORMULA, 4.8, "worked out anew, the formula gives exactly what is due")
    ENTRY_REPEATED = Weight(CauseKind.ENTRY_REPEATED, 4.5, "all cells of the row say the same as those of one above")
    OTHER_WORKBOOK = Weight(CauseKind.OTHER_WORKBOOK, 4.0, "the formula takes its figures from elsewhere, at some time")
    TYPED_OVER = Weight(CauseKind.TYPED_OVER, 4.0, "a number among formulas; theirs would give exactly what is due")
    SIGN = Weight(CauseKind.SIGN, 4.0, "every digit agrees; one figure of all there are is such")
    TEN_THOUSANDS = Weight(CauseKind.TEN_THOUSANDS, 4.0, "every digit that was given agrees")
    TEXT_SKIPPED = Weight(CauseKind.TEXT_SKIPPED, 4.0, "exactly the part that is a text is lacking; SUM skips texts")
    POINT = Weight(CauseKind.POINT, 3.5, "every digit agrees, and only a point stands among them")
    NOT_UPDATED = Weight(CauseKind.NOT_UPDATED, 3.5, "exactly the last entry is lacking, which is the last to be added")
    LAST_YEAR = Weight(CauseKind.LAST_YEAR, 3.5, "the figure of the year before, in the same row of the same form")
    PART_LEFT_OUT = Weight(CauseKind.PART_LEFT_OUT, 3.0, "exactly one part is lacking; among many one may be by chance")
    PART_TWICE = Weight(CauseKind.PART_TWICE, 3.0, "exactly one part is too much; among many, one may be by chance")
    NEIGHBOURS_SWAPPED = Weight(
        CauseKind.DIGITS_SWAPPED, 3.0, "of n digits only n - 1 other figures are one such swap away", 3, 1.8
    )
    DIGIT_ADDED = Weight(CauseKind.DIGIT_ADDED, 3.0, "chance seldom makes a figure ten times as large", 3, 1.5)
    DIGIT_LOST = Weight(CauseKind.DIGIT_LOST, 3.0, "chance seldom makes a figure a tenth as large", 3, 1.5)
    FORMULA_DIFFERS = Weight(CauseKind.FORMULA_DIFFERS, 2.9, "a formula that is not understood; many are right")
    OTHER_MEASURE_COPIED = Weight(
        CauseKind.COPIED,
        2.6,
        "as COPIED, and it counts something else there: it is right in one place at most",
    )
    COPIED = Weight(CauseKind.COPIED, 2.5, "the same large figure stands elsewhere, and no rule says that it should")
    SEVERAL_LEFT_OUT = Weight(
        CauseKind.GROUP_LEFT_OUT, 2.0, "one choice of several parts is lacking; there are many choices"
    )
    DIGITS_SWAPPED = Weight(
        CauseKind.DIGITS_SWAPPED, 1.5, "as NEIGHBOURS_SWAPPED, but of n digits n (n - 1) / 2 are a swap away", 3, 0.9
    )
    DIGIT_WRONG = Weight(CauseKind.DIGIT_WRONG, 1.5, "of n digits 9 n other figures are one wrong digit away", 4, 0.8)
    LEFT_BLANK = Weight(CauseKind.LEFT_BLANK, 1.0, "any figure may have been meant: only the blank speaks for it")
    DEFINITION = Weight(CauseKind.DEFINITION, 0.1, "no slip; just more than nothing, added to what else there is")
    KNOWN_FORMULA = Weight(CauseKind.ARITHMETIC, -1.0, "a formula gives another figure, and nobody typed its result")

    def evidence(self, detail: Detail = NOTHING) -> Evidence:
        """The evidence that this clue is."""
        return Evidence(self.value.kind, self.value.usual, detail)

    @classmethod
    def told(cls, reason: Reason) -> Evidence:
        """The evidence that what a formula tells is."""
        weight = cls[reason.kind.name if reason.kind is not CauseKind.TEXT_SKIPPED else cls.SKIPS_TEXTS.name].value
        return Evidence(reason.kind, weight.usual, reason.detail, reason.is_sure)

    def among(self, digits: int) -> Evidence:
        """The evidence that it is where the shorter figure has so many digits."""
        own = self.value
        return Evidence(own.kind, own.usual if digits >= own.digits else own.short)


def slips_of_the_hand(filed: float, meant: float) -> Iterator[Evidence]:
    """Every slip that makes `filed` of `meant`: digits swapped, wrong, lost or one too many; the sign; ten thousands
    for ones."""
    if meant == -filed and filed:
        yield Clue.SIGN.evidence()
    if filed and meant and not -TEN_THOUSAND < meant < TEN_THOUSAND and is_scaled(filed, meant, TEN_THOUSAND):
        yield Clue.TEN_THOUSANDS.evidence()
    one, other = _digits(filed), _digits(meant)
    if one and other and (filed < 0) == (meant < 0):
        yield from [Clue.POINT.evidence()] if _is_pointed(one, other) else _slips_of_digits(one, other)


def _slips_of_digits(filed: str, meant: str) -> Iterator[Evidence]:
    size = min(len(filed), len(meant))
    if len(filed) == len(meant):
        apart = [at for at, (one, other) in enumerate(zip(filed, meant, strict=True)) if one != other]
        if len(apart) == 2 and _swapped(filed, meant, *apart):
            clue = Clue.NEIGHBOURS_SWAPPED if apart[1] == apart[0] + 1 else Clue.DIGITS_SWAPPED
            yield clue.among(size)
        if len(apart) == 1 and size > 1:
            yield Clue.DIGIT_WRONG.among(size)
    elif len(filed) == len(meant) + 1 and size > 1 and _without_one(filed, meant):
        yield Clue.DIGIT_ADDED.among(size)
    elif len(meant) == len(filed) + 1 and size > 1 and _without_one(meant, filed):
        yield Clue.DIGIT_LOST.among(size)


def is_scaled(filed: float, meant: float, ratio: float) -> bool:
    """43.87 for 438711: a figure that is another one divided by a power of ten, to the digits that were given."""
    places = len(f"{filed:.6f}".rstrip("0").partition(".")[2])
    return abs(round(meant / ratio, places) - filed) <= TOLERANCE


def _is_pointed(filed: str, meant: str) -> bool:
    """11.799 for 11799: a point where a comma of thousands was meant; 8.55 for 8550, whose last 0 a sheet drops."""
    whole, _, thousands = filed.partition(".")
    return 2 <= len(thousands) <= 3 and f"{whole}{thousands:0<3}" == meant


def _digits(value: float) -> str:
    """A figure without its sign, as it is typed."""
    return f"{abs(value):.0f}" if float(value).is_integer() else f"{abs(value):.6f}".rstrip("0")


def _swapped(one: str, other: str, first: int, second: int) -> bool:
    return one[first] == other[second] and one[second] == other[first]


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
