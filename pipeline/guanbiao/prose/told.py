"""What is told: a figure of running text with its frame."""

from enum import Flag, auto

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.claims import Claim
from guanbiao.prose.lexicon import Concept
from guanbiao.text.periods import Period

ALL = "…"  # foreign: of all that was listed, or of the last of it


class Doubt(Flag):
    """Why a figure may be of something else than its words say."""

    NONE = 0
    ABOVE = auto()  # a heading or the sentence before speaks of some place or readers alone, or of what is planned
    WHOSE = auto()  # or of someone's alone
    TEAM = auto()  # or of what a department of the catalogue does
    WHEN = auto()  # or of a part of the year, or of another one
    PART = auto()  # years are compared, and the sentence speaks of a part of one
    BESIDE = auto()  # words that nobody knows stand in a clause beside it
    GUESSED = auto()  # only its unit says what is counted, and something else is counted there, too
    SOME = auto()  # nothing says that it is of all, where some are told of in the same words
    SCOPED = auto()  # its sentence speaks of a part of the time, or of several years
    HEADED = auto()  # a heading says that something else is counted
    OWN = auto()  # it says so itself, came from another figure, or is of someone whom nobody knows


class Frame(Struct, frozen=True):
    """What a figure is of: its unit, the concepts that are said of it, the years that it compares (now, before) or the
    one that it is of where that is not the report's, what it is a share of (None: it is none), and the words that
    nobody knows."""

    unit: str
    concepts: frozenset[Concept]
    years: tuple[int, ...] = ()
    whole: frozenset[Concept] | None = None
    foreign: str = ""

    @property
    def by_facet(self) -> dict[str, set[str]]:
        """What is said of it, by facet."""
        found: dict[str, set[str]] = {}
        for facet, concept in self.concepts:
            found.setdefault(facet, set()).add(concept)
        return found

    @property
    def known(self) -> "Frame":
        """The same without words that nobody knows."""
        return replace(self, foreign="")


class Told(Struct, frozen=True):
    """A figure in running text: the claim, its frame, the time that it is of, and which way it says that something
    changed (1 more, -1 less, 0: not said); whether it is one of several parts (其中). `said`: all that is said of it,
    of which the frame holds what is not said twice; `scale`: how many of the claim's units one of the frame's is;
    `doubts`: why it may be of something else, with the words that nobody knows `beside` it; `is_total`: it is said
    to be all that is counted; `only_counts`: it counts
    what stands before it (两部门); `begins`: behind a semicolon its words say anew what is counted; `carried`: the time
    that what is above it is of, so that it may be of that; `is_vague`: it may be of more or less than the whole
    library; `subject`: whose it may be; `own`: the concepts of the words around itself, and with those of the figures
    and headings before it, all that it may be of (`may_be`); `is_timed_before`: only these say of when it is; `team`:
    the department whose it may be."""

    claim: Claim
    frame: Frame
    period: Period | None = None
    direction: int = 0
    is_part: bool = False
    said: frozenset[Concept] = frozenset()
    scale: float = 1.0
    doubts: Doubt = Doubt.NONE
    beside: str = ""
    is_total: bool = False
    only_counts: bool = False
    begins: bool = False
    carried: Period | None = None
    is_vague: bool = False
    subject: frozenset[Concept] = frozenset()
    own: frozenset[Concept] = frozenset()
    may_be: frozenset[Concept] = frozenset()
    is_timed_before: bool = False
    team: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether no words beside it may change what it is of."""
        return not self.doubts

    @property
    def change(self) -> float:
        """The figure, below 0 where it tells of less."""
        return self.claim.value * (self.direction or 1)
