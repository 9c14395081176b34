"""What last year's findings.json leaves in question, figure by figure, for the blank forms of the year after."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import DecodeError, Struct, json

from guanbiao.forms.levels import Level, Source
from guanbiao.model.causes import CauseKind
from guanbiao.model.findings import FindingStatus, Role, Verdict
from guanbiao.pages.blank_known import Doubt, Doubts, Key, Known, Standing
from guanbiao.report.doubted import Suspicion, doubted
from guanbiao.words.blanks import blamed_text, corrected_text, explained_text, involved_text

FORM_OWED = "form_owed"
_EITHER = frozenset(kind.value for kind in CauseKind if kind.is_either)
_ORDER = tuple(Standing)  # what is told of a figure of which there are several things to tell


class _Term(Struct, frozen=True):
    role: str
    form: str
    row: str
    column: str
    measure: str = ""
    value: float | None = None


class _Finding(Struct, frozen=True):
    id: str
    rule: str
    level: str
    verdict: str
    status: str
    terms: tuple[_Term, ...]
    message: str
    kind: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether it had to be answered for figures that were there, in forms and not in the annual report."""
        return self.kind != Source.PROSE and self.level != Level.INFO and self.verdict == Verdict.BROKEN

    @property
    def is_open(self) -> bool:
        """Whether it had to be answered and its figures were not explained for good."""
        return self.is_asked and self.status != FindingStatus.EXPLAINED


class _Change(Struct, frozen=True):
    form: str
    row: str
    column: str
    reported: float | None
    suggested: float | None
    measure: str = ""
    follows: bool = False


class _Cause(Struct, frozen=True):
    kind: str
    cells: tuple[_Change, ...]
    alternatives: tuple[tuple[_Change, ...], ...]
    explains: tuple[str, ...]
    message: str
    certain: bool = False


class _Found(Struct, frozen=True):
    """What is read of findings.json."""

    findings: tuple[_Finding, ...]
    causes: tuple[_Cause, ...] = ()
    library: str = ""


class Told(Struct, frozen=True):
    """What findings.json says of a year's figures that were in question, of which library, and how many forms were
    owed."""

    library: str
    doubts: Doubts
    doubted: frozenset[Key]
    owed: int


def told(content: bytes) -> Told:
    """What findings.json tells the year after. Raises msgspec's DecodeError where it is none."""
    found = json.decode(content, type=_Found)
    owed = sum(each.rule == FORM_OWED for each in found.findings)
    return Told(found.library, _doubts(found), doubted(_suspicions(found)), owed)


def _doubts(found: _Found) -> Doubts:
    said: dict[Key, list[Doubt]] = defaultdict(list)
    for key, doubt in (*_of_causes(found), *_of_findings(found.findings)):
        said[key].append(doubt)
    return {key: min(own, key=lambda each: _ORDER.index(each.standing)) for key, own in said.items()}


def corrected_since(content: bytes, before: Iterable[bytes], now: Known) -> Doubts:
    """The figures that findings.json of the runs before, the oldest first, had in question and that hold another value
    by `now`, where nothing is left of that: with what was filed at first. What cannot be read any more is passed
    over."""
    left = {each.id for each in json.decode(content, type=_Found).findings}
    said: dict[Key, Doubt] = {}
    for kept in before:
        with suppress(DecodeError):
            for figure, filed, says in _asked_then(json.decode(kept, type=_Found), left):
                key = figure.form, figure.row, figure.column
                if filed is not None and now.get(key, filed) != filed:
                    text = corrected_text(filed, now[key], says)
                    said = dict(_keyed([figure], Doubt(Standing.CORRECTED, text))) | said
    return said


def _asked_then(before: _Found, left: Container[str]) -> Iterator[tuple[_Term | _Change, float | None, str]]:
    """The figures that a run before asked about, with what was filed and what was said, where none of that is left."""
    for cause in before.causes:
        if not any(name in left for name in cause.explains):
            yield from ((each, each.reported, cause.message) for each in cause.cells if not each.follows)
    for finding in before.findings:
        if finding.is_asked and finding.id not in left:
            yield from ((each, each.value, finding.message) for each in _in_question(finding))


def _suspicions(found: _Found) -> Iterator[Suspicion]:
    """What was in question and not settled, cause by cause, and findings without one."""
    open_ones = {each.id: each for each in found.findings if each.is_open}
    explained = {name for cause in found.causes for name in cause.explains}
    for cause in found.causes:
        own = [open_ones[name] for name in cause.explains if name in open_ones]
        if own:
            others = () if cause.certain else tuple(_key(each) for changes in cause.alternatives for each in changes)
            sides = tuple(_key(term) for each in own for term in _in_question(each)) if cause.kind in _EITHER else ()
            yield Suspicion(tuple(map(_key, cause.cells)), others, sides)
    for name, finding in open_ones.items():
        if name not in explained:
            yield Suspicion(tuple(map(_key, _in_question(finding))))


def _key(figure: _Term | _Change) -> Key:
    return figure.form, figure.row, figure.column


def _of_causes(found: _Found) -> Iterator[tuple[Key, Doubt]]:
    """Of each cause that is not settled: the figures that it blames, and those that follow or may be wrong instead."""
    known = {each.id: each for each in found.findings}
    for cause in found.causes:
        explained = [known[name] for name in cause.explains if name in known and known[name].is_open]
        if explained:
            yield from _of_cause(cause, explained[0].status)


def _of_cause(cause: _Cause, status: str) -> Iterator[tuple[Key, Doubt]]:
    for change in cause.cells:
        if not change.follows and change.suggested is not None and cause.kind not in _EITHER:
            text = blamed_text(change.reported, change.suggested, cause.certain, status, cause.message)
            yield from _keyed([change], Doubt(Standing.BLAMED, text))
    others = [] if cause.certain else cause.alternatives
    involved = Doubt(Standing.INVOLVED, involved_text(status, cause.message))
    yield from _keyed([*cause.cells, *(each for changes in others for each in changes)], involved)


def _of_findings(findings: Sequence[_Finding]) -> Iterator[tuple[Key, Doubt]]:
    """Of each relation that did not hold, and each question about cells: the figures that take part in it."""
    for finding in findings:
        if finding.is_open:
            doubt = Doubt(Standing.INVOLVED, involved_text(finding.status, finding.message))
            yield from _keyed(_in_question(finding), doubt)
        elif finding.is_asked:
            yield from _keyed(_in_question(finding), Doubt(Standing.EXPLAINED, explained_text(finding.message)))


def _in_question(finding: _Finding) -> list[_Term]:
    return [term for term in finding.terms if term.role != Role.BESIDE]


def _keyed(figures: Iterable[_Term | _Change], doubt: Doubt) -> Iterator[tuple[Key, Doubt]]:
    """A doubt for each figure; those of cells that state several stand in no comparison table."""
    yield from (((each.form, each.row, each.column), doubt) for each in figures if not each.measure)
