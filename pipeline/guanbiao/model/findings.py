"""Findings: what must be corrected, explained or known, as facts with the cells that they speak of."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.levels import Level, Source
from guanbiao.model.details import NOTHING, Detail


class Verdict(StrEnum):
    """成立, 不符, 无法审核."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNVERIFIABLE = "unverifiable"


class Role(StrEnum):
    """What a cell is to the finding that speaks of it: a side of a relation, the cell in question, one that it is held
    against and that is not in question itself, a title, a sheet, or a whole file."""

    REPORTED = "reported"
    EXPECTED = "expected"
    CELL = "cell"
    BESIDE = "beside"
    TITLE = "title"
    SHEET = "sheet"
    FILE = "file"


class FindingStatus(StrEnum):
    """Where a finding stands between runs, what asks most first: explained before its figures changed (已失效), open,
    new, to be corrected as its head says and not filed anew yet (待更正), explained and not approved yet (待审批),
    explained (已说明)."""

    LAPSED = "lapsed"
    OPEN = "open"
    NEW = "new"
    CORRECTING = "correcting"
    PENDING = "pending"
    EXPLAINED = "explained"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do for those who were asked."""
        return self in (FindingStatus.PENDING, FindingStatus.EXPLAINED)


def address(*parts: str) -> str:
    """The place of a cell as one text: file, sheet and cell, as far as they are known, joined as Excel joins them."""
    return "!".join(part for part in parts if part)


class Term(Struct, frozen=True):
    """One cell that a finding speaks of; `role` says as what. `cell` is '' where the figure is nowhere in the filings;
    `power` is not 0 for a factor of a product, -1 for one that divides; `back` is how many years before the period its
    form is of; `personal`, its column is declared to be about persons; `kept`, it is none of what was filed now but was
    kept of a year before: its file is the archive, and nobody's cell is asked about."""

    role: Role
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
    personal: bool = False
    kept: bool = False

    @property
    def address(self) -> str:
        """The sheet and the cell that it stands at (`流通!C5`); '' for what is nowhere in the filings."""
        return address(self.sheet, self.cell)


NOWHERE = Term(Role.CELL, "", "", "")


class Untaken(StrEnum):
    """Why an answer does not count: it gives no reason; it changes a figure that is printed on the slip and does not
    say what that means; it corrects without a figure or a form filed anew; it only says that somebody else has to
    answer; or it asks back."""

    EMPTY = "empty"
    EDITED = "edited"
    NO_FIGURE = "no_figure"
    ELSEWHERE = "elsewhere"
    ASKS = "asks"


class Answered(Struct, frozen=True):
    """What a head wrote about a finding's figures: what is to be done, the words, who wrote them, who approved; what
    had been written about other figures, in one line (`lapsed`); why it does not count (`untaken`), why it was not
    approved (`rejected`), and what was deleted again (`withdrawn`)."""

    action: str = ""
    text: str = ""
    who: str = ""
    approved: str = ""
    lapsed: str = ""
    untaken: Untaken | None = None
    rejected: str = ""
    withdrawn: str = ""


NO_ANSWER = Answered()


class Finding(Struct, frozen=True):
    """Something that must be corrected, explained or known: facts, no prose. `rule` is its stable code, `expected`
    what the other side gives, `detail` what its sentence needs besides, `spot` what tells it from others of its rule
    where row and column do not, `content` the SHA-256 of the file that it is about as a whole, `filing` the position of
    the filing it is about, `relation` the number of the relation it judges (-1: none), `cause` the id of what explains
    it,
    `again` how many findings of the same rule speak of the same place before it,
    `answer` what was answered to it; `habit` what it has in common with others of its rule in its form (None: it is
    always told by itself), `parts` the findings of that habit that it stands for, a cell or a label each."""

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
    detail: Detail = NOTHING
    spot: str = ""
    content: str = ""
    filing: int = -1
    relation: int = -1
    cause: str = ""
    status: FindingStatus = FindingStatus.NEW
    again: int = 0
    answer: Answered = NO_ANSWER
    habit: str | None = None
    parts: tuple["Finding", ...] = ()

    @property
    def first(self) -> Term:
        """The first cell that it speaks of."""
        return self.terms[0] if self.terms else NOWHERE

    @property
    def difference(self) -> float | None:
        """Reported minus expected, or None where either is unknown."""
        if self.reported is None or self.expected is None:
            return None
        return round(self.reported - self.expected, 6)

    @property
    def id(self) -> str:
        """The same from run to run: from the rule and the place in its form, or the habit that many cells show; of what
        is about no form, from the sheet and the cell, or what the file holds; of the text of the report, from its words
        (`spot`). Never from the figures, nor from the name of the file that it happens to be filed in."""
        if self.form or not self.terms or self._is_of_words:
            return self._id_at()
        return self._id_at(self.content, *min((each.sheet, each.cell) for each in self.terms))

    @property
    def _is_of_words(self) -> bool:
        """Whether it is about a sentence of the annual report."""
        return self.kind is Source.PROSE and bool(self.spot)

    @property
    def earlier_ids(self) -> frozenset[str]:
        """The ids under which the same was told by versions that went by the names of files: of what is about no form,
        and where of cells in two forms either might be spoken of."""
        if self.terms and not self.form and not self._is_of_words:
            return frozenset((self._id_at(self.first.file, self.first.sheet, self.first.cell),))
        twins = (each for each in self.terms if each.role is Role.CELL and each.form != self.form and not self.parts)
        return frozenset(replace(self, form=each.form, row=each.row, column=each.column).id for each in twins)

    def _id_at(self, *where: str) -> str:
        place = [self.rule, self.form, *(("", self.habit or "") if self.parts else (self.row, self.column))]
        place += [*([self.spot] if self.spot else []), *where, *([str(self.again)] if self.again else [])]
        return "F" + hashlib.sha256("\x1f".join(place).encode()).hexdigest()[:10]

    @property
    def cases(self) -> tuple["Finding", ...]:
        """The findings that it stands for, a cell or a label each; itself where it stands for no others."""
        return self.parts or (self,)

    @property
    def names(self) -> frozenset[str]:
        """Its id, and those under which the same was told by earlier versions, or while fewer or more cells showed its
        habit."""
        kin = () if self.parts or self.habit is None else (replace(self, parts=(self,)).id,)
        return frozenset((self.id, *kin, *(part.id for part in self.parts))).union(
            *(each.earlier_ids for each in (self, *self.parts))
        )


def gravest(findings: Iterable[Finding]) -> Level:
    """The gravest level among findings, of which there is at least one."""
    return min((finding.level for finding in findings), key=lambda level: level.rank)
