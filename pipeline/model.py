"""What was found: filings, findings, causes. Small frozen nouns that carry where they came from."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from pipeline.books import Book, Range, Sheet, Value
from pipeline.spec import Level


class FilingStatus(StrEnum):
    """What became of a filing: the one that counts, an older one, one of another year, one without a year."""

    COUNTED = "counted"
    OLDER = "older"
    OTHER_YEAR = "other_year"
    NO_YEAR = "no_year"


class Dated(StrEnum):
    """What says which year a filing is of: its title, the years in its labels, the other forms of its file, its folder,
    the only year there is, what the run is asked for, or nothing."""

    TITLE = "title"
    LABELS = "labels"
    FILE = "file"
    FOLDER = "folder"
    ONLY = "only"
    ASKED = "asked"
    NOTHING = "nothing"


class Verdict(StrEnum):
    """成立, 不符, 无法审核."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNVERIFIABLE = "unverifiable"


class FindingStatus(StrEnum):
    """Where a finding stands between runs."""

    NEW = "new"
    OPEN = "open"
    EXPLAINED = "explained"
    LAPSED = "lapsed"


class Source(StrEnum):
    """Which stage a finding comes from: `kind` of findings.json."""

    WITHIN = "within"
    CROSS = "cross"
    CHECK = "check"
    INTAKE = "intake"


def exact(value: float | None) -> float | int | None:
    """A figure as a cell or JSON should hold it: a whole number without a point."""
    return int(value) if value is not None and float(value).is_integer() else value


class Line(Struct, frozen=True):
    """A printed line above or below a table: `role` is preface, signature or note; `value` what a signature says."""

    role: str
    text: str
    row: int
    column: int
    label: str = ""
    value: str = ""


class FoundRow(Struct, frozen=True):
    """A body row: its key, the label as typed, its role (row, entry, total), where it stands, how many total rows
    stand above it, and a figure that stands under another column than declared, as (leaf, leaf it stands under)."""

    key: str
    label: str
    role: str
    at: int
    totals_above: int = 0
    moved: tuple[int, int] | None = None


class Mark(Struct, frozen=True):
    """One label or cell of a layout against its declaration: `axis` is column, row, cell or header; `times` how often
    it was found; `instead` what stands in its place; `declared` whether the form knows it; `says` all that a row
    holds that is not taken."""

    axis: str
    label: str
    declared: bool
    times: int
    at: tuple[int, int]
    instead: str = ""
    says: str = ""


class FoundBlock(Struct, frozen=True):
    """A block located on a sheet: its rows, the sheet column of each leaf, or (on a card) the cell of each slot,
    and how its labels compare with the declaration."""

    index: int
    rows: tuple[FoundRow, ...] = ()
    columns: Mapping[int, int] = {}
    slots: Mapping[str, tuple[int, int]] = {}
    marks: tuple[Mark, ...] = ()


class Filing(Struct, frozen=True):
    """This form stands here in this file. `period` is the year it is of, `dated` what says so, `area` the range it
    takes, `official` whether its title reads as declared."""

    form: str
    book: Book
    sheet: Sheet
    title: str
    period: int | None
    title_at: tuple[int, int]
    area: Range
    blocks: tuple[FoundBlock, ...]
    lines: tuple[Line, ...]
    order: int = 0
    official: bool = True
    dated: Dated = Dated.TITLE

    def signed(self, *labels: str) -> str:
        """What stands behind the first of these signature labels, or ''."""
        found = (line.value for label in labels for line in self.lines if line.label == label and line.value)
        return next(found, "")

    def spot(self, row: int, column: int) -> str:
        """A cell of the sheet as counted from the title: the same wherever the form stands."""
        return f"{row - self.title_at[0]},{column - self.title_at[1]}"


BESIDE = "beside"  # the role of a cell that another one is held against and that is not in question itself


class Term(Struct, frozen=True):
    """One cell that a finding speaks of. `cell` is '' where the figure is nowhere in the filings; `power` is not 0 for
    a factor of a product, -1 for one that divides; `back` is how many years before the period its form is of."""

    role: str
    form: str
    row: str
    column: str
    value: float | None = None
    raw: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    measure: str = ""
    factor: int = 1
    power: int = 0
    back: int = 0


class Finding(Struct, frozen=True):
    """Something that must be corrected, explained or known: facts, no prose. `rule` is its stable code, `expected`
    what the other side gives, `detail` what its sentence needs besides, `spot` what tells it from others of its rule
    where row and column do not, `filing` the position of the filing it is about, `relation` the number of the relation
    it judges (-1: none), `cause` the id of what explains it."""

    rule: str
    kind: Source
    level: Level
    verdict: Verdict = Verdict.BROKEN
    department: str = ""
    head: str = ""
    form: str = ""
    row: str = ""
    column: str = ""
    unit: str = ""
    reported: float | None = None
    expected: float | None = None
    terms: tuple[Term, ...] = ()
    detail: Mapping[str, Value] = {}
    spot: str = ""
    filing: int = -1
    relation: int = -1
    cause: str = ""
    status: FindingStatus = FindingStatus.NEW

    @property
    def difference(self) -> float | None:
        """Reported minus expected, or None where either is unknown."""
        if self.reported is None or self.expected is None:
            return None
        return round(self.reported - self.expected, 6)

    @property
    def id(self) -> str:
        """The same from run to run: from the rule and the place in its form, never from the figures nor, but for what
        is about no form, from the file that it happens to be filed in."""
        place = [self.rule, self.form, self.row, self.column]
        place += [self.spot] if self.spot else []
        if self.terms and not self.form:
            place += [self.terms[0].file, self.terms[0].sheet, self.terms[0].cell]
        place += [str(self.detail["again"])] if self.detail.get("again") else []
        return "F" + hashlib.sha256("\x1f".join(place).encode()).hexdigest()[:10]


class Change(Struct, frozen=True):
    """A cell that a cause would change: what it holds, what it should hold, and whether it merely follows from the
    others of its set by its own rule (a total added up anew)."""

    term: Term
    suggested: float | None
    follows: bool = False


class Cause(Struct, frozen=True):
    """Why findings arose: the change set that explains them, likeliest first, and those that would do as well.

    `kind` names the slip, `detail` what its sentence needs. `complete` is False where the search gave up before it
    had seen every set as small as this one; `certain` where more relations than need be agree on this one alone."""

    kind: str
    explains: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    alternatives: tuple[tuple[Change, ...], ...] = ()
    complete: bool = True
    certain: bool = False
    detail: Mapping[str, Value] = {}

    @property
    def id(self) -> str:
        """The same from run to run: from the slip, what it explains and where it stands in its forms, never from the
        figures."""
        cells = [(each.term.form, each.term.row, each.term.column, each.term.measure) for each in self.changes]
        return "C" + hashlib.sha256(repr((self.kind, self.explains, cells)).encode()).hexdigest()[:10]
