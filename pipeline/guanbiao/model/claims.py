"""Claims: figures that running text states, and what they are when held against the tables."""

from enum import StrEnum

from msgspec import Struct

from guanbiao.model.documents import InTable
from guanbiao.model.findings import Term

SHARES = ("%", "％")  # units that are part of the figure


class Verdict(StrEnum):
    """What a claim is when held against what it is about: 一致 · within its rounding or qualifier · 不符 · the tables
    contradict each other there, so that nobody is accused · of another period or scope · nothing is known that it is
    about."""

    AGREES = "agrees"
    ROUNDED = "rounded"
    DIFFERS = "differs"
    DISPUTED = "disputed"
    NOT_COMPARABLE = "not_comparable"
    UNBOUND = "unbound"

    @property
    def holds(self) -> bool:
        """Whether what is stated is so, exactly or as it is rounded."""
        return self in (Verdict.AGREES, Verdict.ROUNDED)


class Claim(Struct, frozen=True):
    """A figure in running text with what it is said to be: the number of its paragraph, the heading above, its clause
    (`quote`), where it stands in the paragraph (`start`, `end`, in characters), as typed (`figure`) and in units
    (`value`), the interval that its words and digits allow (`low`, `high`, both inclusive), its unit, what qualifies it
    (近, 余, 约 …), its measure and period in words, and the cell
    of a table that the paragraph stands in."""

    paragraph: int
    heading: str
    quote: str
    start: int
    end: int
    figure: str
    value: float
    low: float
    high: float
    unit: str = ""
    qualifier: str = ""
    measure: str = ""
    period: str = ""
    inside: InTable | None = None

    @property
    def number(self) -> str:
        """The figure as typed, without its unit.

        >>> Claim(1, "", "借阅11.5万册", 2, 7, "11.5万册", 115000, 114500, 115499, "册").number
        '11.5万'
        """
        typed = "".join(self.figure.split())
        return typed.removesuffix(self.unit) if self.unit not in SHARES else typed


class Checked(Struct, frozen=True):
    """A claim and its verdict: what it is held against as words (`against`: a cell, a formula, another sentence), what
    that gives (`table_value`), and its cells (`terms`); `form`, `row` and `column` where that is one cell, else ''.
    `candidates`: where it may be from, of one that nothing is known of; `cause`: the id of what is in dispute there."""

    claim: Claim
    verdict: Verdict
    form: str = ""
    row: str = ""
    column: str = ""
    table_value: float | None = None
    against: str = ""
    terms: tuple[Term, ...] = ()
    candidates: tuple[str, ...] = ()
    cause: str = ""

    @property
    def difference(self) -> float | None:
        """What is said minus what it is held against; None where that is not known."""
        return None if self.table_value is None else round(self.claim.value - self.table_value, 6)
