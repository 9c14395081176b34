"""Causes: why findings arose, and the cells that would mend them."""

import hashlib
from enum import StrEnum

from msgspec import Struct

from guanbiao.model.details import NOTHING, Detail
from guanbiao.model.findings import Term


class CauseKind(StrEnum):
    """What went wrong: `kind` of a cause in findings.json."""

    # whole rows and columns
    COLUMN_COPIED = "column_copied"
    ROW_COPIED = "row_copied"
    COLUMNS_OVERWRITTEN = "columns_overwritten"
    COLUMN_DIFFERS = "column_differs"
    ROWS_SWAPPED = "rows_swapped"
    COLUMNS_SWAPPED = "columns_swapped"
    GROUP_LEFT_OUT = "group_left_out"
    ROW_TWICE = "row_twice"
    SHIFTED = "shifted"
    SHIFTED_ACROSS = "shifted_across"
    BOOKED_NEXT = "booked_next"
    # whole forms and units
    FORM_DIFFERS = "form_differs"
    FIGURES_DIFFER = "figures_differ"
    OTHER_UNIT = "other_unit"
    # lists and what sums them up
    ENTRIES_MISSING = "entries_missing"
    ENTRIES_ADDED = "entries_added"
    ENTRIES_UNCOUNTED = "entries_uncounted"
    ENTRIES_TWICE = "entries_twice"
    ENTRY_REPEATED = "entry_repeated"
    ENTRY_MISPLACED = "entry_misplaced"
    ENTRY_ELSEWHERE = "entry_elsewhere"
    # the hand that typed a figure
    FIGURES_SWAPPED = "figures_swapped"
    DIGITS_SWAPPED = "digits_swapped"
    DIGIT_WRONG = "digit_wrong"
    DIGIT_ADDED = "digit_added"
    DIGIT_LOST = "digit_lost"
    SIGN = "sign"
    TEN_THOUSANDS = "ten_thousands"
    POINT = "point"
    # the sheet that a figure stands in
    LEFT_BLANK = "left_blank"
    PART_LEFT_OUT = "part_left_out"
    PART_TWICE = "part_twice"
    TEXT_SKIPPED = "text_skipped"
    NOT_UPDATED = "not_updated"
    STALE_FORMULA = "stale_formula"
    FORMULA_DIFFERS = "formula_differs"
    RANGE_TOO_SHORT = "range_too_short"
    RANGE_TOO_WIDE = "range_too_wide"
    CIRCULAR_FORMULA = "circular_formula"
    FILTERED_OUT = "filtered_out"
    OTHER_WORKBOOK = "other_workbook"
    TYPED_OVER = "typed_over"
    COPIED = "copied"
    LAST_YEAR = "last_year"
    # head counts and shares, parts of a whole
    SHARE = "share"
    MISCOUNTED = "miscounted"
    EXCEEDS = "exceeds"
    # what can be right nowhere
    IMPOSSIBLE = "impossible"
    # no slip at all
    RESTATED = "restated"
    DEFINITION = "definition"
    ARITHMETIC = "arithmetic"

    @property
    def is_either(self) -> bool:
        """Whether no figures can say which side is wrong: the list, or what counts it and adds it up; one form, or
        those that it is at odds with."""
        return self in _EITHER


_EITHER = (
    CauseKind.ENTRIES_MISSING,
    CauseKind.ENTRIES_TWICE,
    CauseKind.ENTRY_MISPLACED,
    CauseKind.ENTRY_ELSEWHERE,
    CauseKind.COLUMN_DIFFERS,
    CauseKind.ROW_TWICE,
    CauseKind.FORM_DIFFERS,
    CauseKind.FIGURES_DIFFER,
    CauseKind.DEFINITION,
    CauseKind.SHIFTED,
    CauseKind.SHIFTED_ACROSS,
    CauseKind.BOOKED_NEXT,
    CauseKind.COLUMNS_OVERWRITTEN,
)


class OfPart(Detail, frozen=True):
    """A total that lacks a figure or has one twice, or a figure that was swapped with another: that figure, by its row
    and column; several are joined by `、`. A row that stands twice, by its label."""

    part: str


class OfFormula(Detail, frozen=True):
    """A total that its formula makes wrong. The formula as typed, with the cell `at` which it stands where there are
    several; then cells, as addresses: those that it skips as `texts`, leaves out, or has `added` though they are no
    part; rows that it skips because they are `filtered` out or `hidden` by hand; `itself` where it adds itself, and
    the formula that it does so `through`; the cells that are `meant` by the total ('' where that takes many words);
    the other `workbook` that it refers to; for a total that was typed over, the formulas `beside` it."""

    formula: str = ""
    at: str = ""
    texts: str = ""
    left_out: str = ""
    added: str = ""
    filtered: str = ""
    hidden: str = ""
    itself: str = ""
    through: str = ""
    meant: str = ""
    workbook: str = ""
    beside: str = ""


class OfSource(Detail, frozen=True):
    """Figures that stand elsewhere: in which form, and in what row, column or cell of it."""

    form: str
    source: str


class OfSwap(Detail, frozen=True):
    """Two rows or two columns with each other's figures: their labels."""

    label: str
    other: str


class OfList(Detail, frozen=True):
    """A list (its form) that parts from what sums it up: by how many entries; by how much in all (`amount`, of the
    unit `per`, entries being counted in `unit`), or which entries, joined by `、`."""

    form: str
    count: float
    amount: float = 0.0
    unit: str = ""
    per: str = ""
    part: str = ""


class OfShift(Detail, frozen=True):
    """Columns, joined by `、`, whose figures stand so many rows too low, or columns too far right; too high, or too far
    left, below 0."""

    count: int
    part: str


class OfMonths(Detail, frozen=True):
    """Two rows, of which the one holds what belongs to the other."""

    label: str
    other: str


class OfForms(Detail, frozen=True):
    """A form at odds with others: which these are, and how many of its figures are."""

    forms: tuple[str, ...]
    count: int


class OfPower(Detail, frozen=True):
    """Figures in another unit than declared: how many times too small they are, a power of ten."""

    ratio: float


class OfEntry(Detail, frozen=True):
    """An entry of a list (its form), or several, that the text in one of its columns puts on the wrong side: which,
    in which column, and the total that lacks it."""

    form: str
    part: str
    column: str
    source: str


class OfRestated(Detail, frozen=True):
    """Figures of the year before that are stated otherwise now: the first of them as it is stated `now` and as it was
    filed `then`, and whether that is `kept` of the year before, not in a form that is at hand."""

    now: float
    then: float
    kept: bool


class OfShares(Detail, frozen=True):
    """A head count that shares give otherwise: how many shares do."""

    count: int


class Change(Struct, frozen=True):
    """A cell that a cause would change: what it holds, what it should hold (None: unknown), and whether it merely
    follows from the others of its change set by its own rule (a total added up anew)."""

    term: Term
    suggested: float | None
    follows: bool = False


class Cause(Struct, frozen=True):
    """Why findings arose: the change set that explains them, likeliest first, and those that would do as well.

    `kind` names the slip, `detail` what its sentence needs besides the cells. `explains` are the ids of the findings.
    `unlisted` counts the change sets that would do as well and are too many to list. `complete` is False where the
    search gave up before it had seen every set as small as this one; `certain` where nothing else is as simple and
    more relations than need be agree on this one."""

    kind: CauseKind
    explains: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    alternatives: tuple[tuple[Change, ...], ...] = ()
    complete: bool = True
    certain: bool = False
    detail: Detail = NOTHING
    unlisted: int = 0

    @property
    def roots(self) -> tuple[Change, ...]:
        """The cells that it blames: the changes that do not merely follow from others."""
        return tuple(each for each in self.changes if not each.follows)

    @property
    def id(self) -> str:
        """The same from run to run: from the slip, what it explains and where it stands in its forms, never from the
        figures."""
        cells = [(each.term.form, each.term.row, each.term.column, each.term.measure) for each in self.changes]
        return "C" + hashlib.sha256(repr((self.kind.value, self.explains, cells)).encode()).hexdigest()[:10]
