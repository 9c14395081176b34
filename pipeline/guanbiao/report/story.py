"""The story of a year: its problems in the order in which they are told. What has a cause is one problem, with the
relations that it explains as its proof; a finding without a cause is a problem of its own. Every output asks here, so
that all of them tell the same.

A cause belongs to the department whose cells it blames. Where the figures cannot say which of several departments is
wrong, each of them is asked about its own. Other departments whose figures take part wait for those that are asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.levels import Level, Source
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, FindingStatus, Role, Term, Verdict, gravest

ANSWERED = (Level.MANDATORY, Level.QUERY)  # what is only to be known asks for no answer
Figure = tuple[str, str, str, str]  # file, sheet, cell and measure


class Asked(Struct, frozen=True):
    """A department that is asked about a problem or waits for others, and its own cells that may be wrong, as a cause
    would change them (nothing suggested: it is to be looked at), or that follow from those."""

    department: str
    changes: tuple[Change, ...] = ()


class Problem(Struct, frozen=True):
    """One thing that is wrong or in question: a cause and the findings that it explains, or a finding without one.
    `asked`: who has to answer it, the department that it belongs to first; `is_choice`: only one of them is wrong, and
    it cannot be known which. `waiting` are the departments whose figures take part and that are not asked."""

    cause: Cause | None
    findings: tuple[Finding, ...]
    asked: tuple[Asked, ...]
    is_choice: bool = False
    waiting: tuple[Asked, ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments that are asked."""
        return tuple(each.department for each in self.asked)

    @property
    def level(self) -> Level:
        """The gravest level of its findings."""
        return gravest(self.findings)

    @property
    def status(self) -> FindingStatus:
        """Where it stands between runs: explained where all of its findings are, else the state of one that is not."""
        return min((each.status for each in self.findings), key=list(FindingStatus).index)

    @property
    def first(self) -> Term:
        """The cell that it is about: the first that its cause blames, else the first of its finding."""
        return self.cause.roots[0].term if self.cause else self.findings[0].first

    @property
    def terms(self) -> tuple[Term, ...]:
        """The cells that it speaks of: those of its findings, and those that a cause would change."""
        changes = (each for side in (self.asked, self.waiting) for own in side for each in own.changes)
        return *(term for each in self.findings for term in each.terms), *(change.term for change in changes)

    @property
    def is_open(self) -> bool:
        """Whether nobody can say from the figures which side of its relations is wrong."""
        return self.is_choice or bool(self.cause and self.cause.kind.is_either)

    @property
    def blamed(self) -> Change | None:
        """The first cell that its cause blames, where it can be said what that should hold."""
        first = self.cause.roots[0] if self.cause and not self.is_open else None
        return first if first and first.suggested is not None else None

    @property
    def farthest(self) -> Change | None:
        """The cell whose figure its cause would change most; None where no cause says by how much."""
        roots = self.cause.roots if self.cause else ()
        return max(
            (each for each in roots if each.suggested is not None), key=lambda each: abs(_step(each)), default=None
        )

    @property
    def gap(self) -> float | None:
        """By how much it is off: filed minus what it should be, else both sides of its finding; None for no figures."""
        if change := self.farthest:
            return _step(change)
        gaps = [gap for each in self.findings if (gap := each.difference)]
        return max(gaps, key=abs, default=None)

    def asked_of(self, department: str) -> bool:
        """Whether a department has to answer it."""
        return department in self.departments and self.level in ANSWERED

    def waited_for_by(self, department: str) -> bool:
        """Whether figures of a department take part in what others have to answer."""
        return any(each.department == department for each in self.waiting) and self.level in ANSWERED


class Count(Struct, frozen=True):
    """How many problems there are of some kind, how many of them are causes, and how many relations these explain."""

    problems: int = 0
    causes: int = 0
    relations: int = 0


def problems_of(findings: Iterable[Finding], causes: Iterable[Cause], catalogue: Catalogue) -> tuple[Problem, ...]:
    """The problems of a year in their order: the gravest first; of one level the causes before what has none, the
    weightiest cause first. A sentence that waits for a cause is no proof of it, and stands by itself."""
    explained: dict[str, list[Finding]] = defaultdict(list)
    alone = []
    known = {each.id: each for each in causes}
    for finding in findings:
        if finding.cause in known and finding.kind is not Source.PROSE:
            explained[finding.cause].append(finding)
        else:
            alone.append(finding)
    told = [_caused(known[name], explained[name], catalogue) for name in known if name in explained]
    told += [_alone(each, catalogue) for each in alone]
    return tuple(sorted(told, key=lambda each: each.level.rank))


def _caused(cause: Cause, findings: Sequence[Finding], catalogue: Catalogue) -> Problem:
    own = _by_owner(cause.roots, catalogue)
    every = own.copy()
    for changes in _doubted(cause, findings):
        for department, cells in _by_owner(changes, catalogue).items():
            every.setdefault(department, cells)
    asked = tuple(Asked(department, tuple(cells)) for department, cells in every.items())
    following = _by_owner((each for each in cause.changes if each.follows), catalogue)
    waiting = _waiting(findings, every.keys(), following, catalogue)
    return Problem(cause, tuple(findings), asked, len(every) > len(own), waiting)


def _alone(finding: Finding, catalogue: Catalogue) -> Problem:
    waiting = _waiting((finding,), (finding.department,), {}, catalogue)
    return Problem(None, (finding,), (Asked(finding.department),), waiting=waiting)


def _doubted(cause: Cause, findings: Sequence[Finding]) -> Iterator[Sequence[Change]]:
    """Sets of cells that may be wrong instead of those that a cause blames: its alternatives, or, where either side of
    its relations may be and the other is not named, the figures that it would leave as they are."""
    if cause.kind.is_either and not cause.alternatives:
        changed = {figure_of(each.term) for each in cause.changes}
        terms = (
            term for each in findings for term in each.terms if _may_be_wrong(term) and figure_of(term) not in changed
        )
        yield [Change(term, None) for term in terms]
    elif not cause.certain:
        yield from ([each for each in changes if not each.follows] for changes in cause.alternatives)


def _may_be_wrong(term: Term) -> bool:
    """Whether a figure was filed this year: what was filed in a year before is not to be changed now."""
    return bool(term.file) and not term.back


def _by_owner(changes: Iterable[Change], catalogue: Catalogue) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[_owner(change.term, catalogue)].append(change)
    return found


def _waiting(
    findings: Iterable[Finding],
    asked: Collection[str],
    following: Mapping[str, Sequence[Change]],
    catalogue: Catalogue,
) -> tuple[Asked, ...]:
    """The departments that are not asked, though figures of theirs take part in what does not hold or follow from what
    is wrong. A sentence of the report that is wrong casts no doubt on the tables that it is held against."""
    said = (each for each in findings if each.form or each.kind is not Source.PROSE)
    broken = (each for each in said if each.verdict is Verdict.BROKEN)
    owners = (_owner(term, catalogue) for each in broken for term in each.terms if term.cell and not term.back)
    names = (name for name in dict.fromkeys((*following, *owners)) if name and name not in asked)
    return tuple(Asked(name, tuple(following.get(name, ()))) for name in names)


def _owner(term: Term, catalogue: Catalogue) -> str:
    form = catalogue.by_id.get(term.form)
    return form.department if form else ""


def _step(change: Change) -> float:
    return round((change.term.value or 0.0) - (change.suggested or 0.0), 6)


def by_size(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are off by some figure, the largest first."""
    sized = [(abs(each.gap or 0.0), each) for each in problems]
    return [each for size, each in sorted(sized, key=lambda each: -each[0]) if size]


def counted(problems: Sequence[Problem]) -> Count:
    """How many problems there are, and how many causes and relations that these explain are among them."""
    causes = [each for each in problems if each.cause]
    return Count(len(problems), len(causes), sum(len(each.findings) for each in causes))


def of_level(problems: Iterable[Problem], level: Level) -> list[Problem]:
    """The problems of a level."""
    return [each for each in problems if each.level is level]


def figure_of(term: Term) -> Figure:
    """Which figure of which filed cell a term is."""
    return term.file, term.sheet, term.cell, term.measure


def blamed(causes: Iterable[Cause]) -> Mapping[Figure, tuple[Cause, Change]]:
    """By figure, the cause that would change it as it is first suggested, and to what: those that causes blame, and
    those that follow. What causes hold to be right is not among them."""
    found: dict[Figure, tuple[Cause, Change]] = {}
    for cause in causes:
        for change in sorted(cause.changes, key=lambda each: each.follows):
            if change.suggested is None or _step(change):
                found.setdefault(figure_of(change.term), (cause, change))
    return found


def is_of(cause: Cause, finding: Finding) -> bool:
    """Whether a cause would change a figure that a finding was reported with: else the figure is right."""
    own = {figure_of(each.term) for each in cause.changes}
    return any(figure_of(term) in own for term in finding.terms if term.role is Role.REPORTED)


def due(problem: Problem, finding: Finding) -> float | None:
    """What the figure of a finding should be, as heads are told: of a finding that a cause explains what this cause
    says of that very figure, and nothing where it does not blame it or leaves open which side is wrong."""
    cause = problem.cause
    if cause is None:
        return finding.expected
    reported = [figure_of(term) for term in finding.terms if term.role is Role.REPORTED]
    if problem.is_open or len(reported) != 1:
        return None
    suggested = (each.suggested for each in cause.changes if figure_of(each.term) == reported[0])
    return next(suggested, None)


def off_by(problem: Problem, finding: Finding) -> float | None:
    """Filed minus what it should be, where that is told; else by how much both sides of the relation differ."""
    wanted = due(problem, finding)
    if wanted is None or finding.reported is None:
        return finding.difference
    return round(finding.reported - wanted, 6)
