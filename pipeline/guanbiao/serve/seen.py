"""What the page shows of a library's year, all of it made from findings.json: lights, problems, what to do next."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.levels import Level
from guanbiao.model.filings import FilingStatus
from guanbiao.model.findings import FindingStatus, Role
from guanbiao.outputs.contract import CauseEntry, FilingEntry, FindingEntry, FindingsFile
from guanbiao.serve.viewer import Viewer
from guanbiao.text.personal import masked
from guanbiao.words import office
from guanbiao.words import page as words
from guanbiao.words.causes import CAUSES
from guanbiao.words.figures import number
from guanbiao.words.files import FILE_STATUS
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.workbook import FILING_STATUS, LEVELS, STATUSES, listed

_ASKED = (Level.MANDATORY, Level.QUERY)  # the levels that ask for an answer
_OWED = "form_owed"
_KINDS = {kind.value: name for kind, name in CAUSES.items()}
NEW, OWED = ("filed", words.CAME), ("owed", words.LIGHTS["owed"])
COLOURS = {Level.MANDATORY: "red", Level.QUERY: "amber", Level.INFO: "grey"}


class Cell(Struct, frozen=True):
    """A cell that a problem speaks of: where it stands, whether it is blamed, and what it should be ('': nobody can
    say)."""

    file: str
    sheet: str
    cell: str
    form: str
    wrong: bool
    should: str = ""


class Trouble(Struct, frozen=True):
    """A problem: a cause (`kind`) with all that it explains, or a finding without one; the ids of these `findings`."""

    id: str
    level: str
    colour: str
    status: str
    kind: str
    departments: tuple[str, ...]
    forms: tuple[str, ...]
    table: str
    place: str
    text: str
    settled: bool
    cells: tuple[Cell, ...]
    findings: tuple[str, ...] = ()


class Light(Struct, frozen=True):
    """How it stands with a form: a name for its look, and the same in words."""

    form: str
    name: str
    light: str
    said: str


class Department(Struct, frozen=True):
    """A department: who heads it, its forms, and how many problems it has to answer."""

    name: str
    head: str
    lights: tuple[Light, ...]
    asked: int


class Got(Struct, frozen=True):
    """A file of the drop folder, and what it was taken for."""

    file: str
    said: str


class Seen(Struct, frozen=True):
    """A library's year as somebody sees it."""

    year: int
    library: str
    departments: tuple[Department, ...]
    troubles: tuple[Trouble, ...]
    got: tuple[Got, ...]
    owed: tuple[str, ...]
    first: bool = False  # nothing was found yet

    @property
    def asked(self) -> list[Trouble]:
        """The problems that are still to be answered."""
        return [each for each in self.troubles if not each.settled]


def seen(found: FindingsFile, catalogue: Catalogue, viewer: Viewer, came: Set[str] = frozenset()) -> Seen:
    """What somebody sees of a year; of the forms that `came` since, nobody knows more yet."""
    catalogue = catalogue.for_library(found.library)
    troubles = tuple(_troubles(found, catalogue))
    heads = {each.department: each.head for each in found.findings if each.head}
    lights = _lights(found, troubles, came)
    departments = tuple(each for each in _departments(catalogue, troubles, heads, lights) if viewer.sees(each.name))
    own = tuple(each for each in troubles if any(map(viewer.sees, each.departments or ("",))))
    owed = tuple(light.name for own in departments for light in own.lights if light.light == "owed")
    got = () if viewer.department else tuple(_got(found, catalogue))
    return Seen(found.period, found.library, departments, own, got, owed)


def seen_first(period: int, catalogue: Catalogue, viewer: Viewer, came: Set[str]) -> Seen:
    """What somebody sees of a year of which nothing was found yet, but that forms came."""
    departments = _departments(catalogue, (), {}, lambda form: NEW if form in came else OWED)
    return Seen(
        period, catalogue.library, tuple(each for each in departments if viewer.sees(each.name)), (), (), (), True
    )


def next_step(shown: Seen | None, state: str, said: str, viewer: Viewer) -> str:
    """The one thing to do next, in a sentence: to a department what it has to do."""
    steps = {**words.STEPS, **office.STEPS} if viewer.department else words.STEPS
    if state == "failed":
        return steps["failed"].format(said=said)
    if state == "running" or (shown and shown.first):
        return steps["running"]
    if shown is None:
        return steps["empty"]
    if viewer.decides:
        return office.TO_DECIDE.format(count=len(shown.troubles)) if shown.troubles else office.DECIDED
    return _left(shown, steps)


def _left(shown: Seen, steps: Mapping[str, str]) -> str:
    """What is left to do about a year."""
    if asked := shown.asked:
        return steps["answer"].format(count=len(asked))
    if shown.owed:
        return steps["owed"].format(count=len(shown.owed), forms=listed(shown.owed))
    return steps["waiting" if shown.troubles else "fine"]


def _troubles(found: FindingsFile, catalogue: Catalogue) -> Iterator[Trouble]:
    """The problems that ask for an answer: causes first, what is settled behind the others."""
    phrases = Phrases(catalogue, found.period)
    by_id = {each.id: each for each in found.findings}
    causes = (_of_cause(each, [by_id[one] for one in each.explains if one in by_id], phrases) for each in found.causes)
    alone = (_of_finding(each, phrases) for each in found.findings if _stands_alone(each))
    every = [each for each in (*causes, *alone) if each]
    yield from sorted(every, key=lambda each: each.settled)


def _stands_alone(entry: FindingEntry) -> bool:
    return entry.cause is None and entry.level in _ASKED and entry.rule != _OWED


def _of_cause(cause: CauseEntry, proof: Sequence[FindingEntry], phrases: Phrases) -> Trouble | None:
    level = next((level for level in _ASKED if any(each.level is level for each in proof)), None)
    if level is None:
        return None
    status, first = _status(proof), cause.cells[0] if cause.cells else None
    blamed = [
        Cell(
            each.file,
            each.sheet,
            each.cell,
            each.form,
            True,
            number(each.suggested) if each.suggested is not None else "",
        )
        for each in cause.cells
    ]
    beside = [each for finding in proof for each in _cells(finding, wrong=False)]
    return Trouble(
        id=cause.id,
        level=LEVELS[level],
        colour=COLOURS[level],
        status=STATUSES[status],
        kind=_KINDS.get(cause.kind, ""),
        departments=cause.departments,
        forms=tuple(dict.fromkeys(each.form for each in cause.cells if not each.follows)),
        table=phrases.table(first.form) if first else "",
        place=masked(place_of(first.row, first.column, first.measure)) if first else "",
        text=cause.message,
        settled=status.is_settled,
        cells=_each_once((*blamed, *beside)),
        findings=tuple(each.id for each in proof),
    )


def _of_finding(entry: FindingEntry, phrases: Phrases) -> Trouble:
    return Trouble(
        id=entry.id,
        level=LEVELS[entry.level],
        colour=COLOURS[entry.level],
        status=STATUSES[entry.status],
        kind="",
        departments=(entry.department,) if entry.department else (),
        forms=tuple(filter(None, (entry.form,))),
        table=phrases.table(entry.form),
        place=masked(place_of(entry.row, entry.column)),
        text=entry.message,
        settled=entry.status.is_settled,
        cells=_each_once(_cells(entry, wrong=True)),
        findings=(entry.id,),
    )


def _status(proof: Sequence[FindingEntry]) -> FindingStatus:
    """The state of a cause: that of the findings that prove it, of several the one that asks for most."""
    order = list(FindingStatus)
    return min((each.status for each in proof), key=order.index)


def _cells(entry: FindingEntry, *, wrong: bool) -> Iterator[Cell]:
    for term in entry.terms:
        if term.cell and term.file:
            mine = wrong and term.role in (Role.REPORTED, Role.CELL)
            yield Cell(term.file, term.sheet, term.cell, term.form, mine)


def _each_once(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells by their place, as what they were first named."""
    found: dict[tuple[str, str, str], Cell] = {}
    for each in cells:
        found.setdefault((each.file, each.sheet, each.cell), each)
    return tuple(found.values())


def _departments(
    catalogue: Catalogue,
    troubles: Sequence[Trouble],
    heads: Mapping[str, str],
    lights: Callable[[str], tuple[str, str]],
) -> Iterator[Department]:
    for department in catalogue.departments:
        forms = [form for form in catalogue.forms if form.department == department.name]
        own = tuple(Light(form.id, f"{form.number:02d} {form.name}", *lights(form.id)) for form in forms)
        asked = sum(department.name in each.departments for each in troubles if not each.settled)
        if forms or asked:
            yield Department(department.name, heads.get(department.name) or department.head, own, asked)


def _lights(found: FindingsFile, troubles: Sequence[Trouble], came: Set[str]) -> Callable[[str], tuple[str, str]]:
    """What says of a form what its light is, and what that says."""
    counted = {each.form for each in found.filings if each.status is FilingStatus.COUNTED}
    wrong = Counter(form for each in troubles if not each.settled for form in each.forms)
    settled = {form for each in troubles if each.settled for form in each.forms}
    waiting = {term.form for each in found.findings if each.cause for term in each.terms if each.level in _ASKED}

    def light(form: str) -> tuple[str, str]:
        if form in came:
            return NEW
        if form not in counted:
            return OWED
        if wrong[form]:
            return "wrong", words.COUNTED["wrong"].format(count=wrong[form])
        if form in settled:
            return "explained", words.LIGHTS["explained"]
        return ("filed", words.WAITS) if form in waiting else ("fine", words.LIGHTS["fine"])

    return light


def _got(found: FindingsFile, catalogue: Catalogue) -> Iterator[Got]:
    """The files that were dropped, with the forms on each, or why there is none."""
    by_file: dict[str, list[FilingEntry]] = defaultdict(list)
    for each in found.filings:
        by_file[each.file].append(each)
    for entry in found.files:
        taken = [_filed(each, catalogue) for each in by_file[entry.file]]
        yield Got(entry.file, listed(tuple(taken)) if taken else entry.message or FILE_STATUS[entry.status])


def _filed(filing: FilingEntry, catalogue: Catalogue) -> str:
    name = catalogue.by_id[filing.form].name if filing.form in catalogue.by_id else filing.title
    said = "" if filing.status is FilingStatus.COUNTED else FILING_STATUS[filing.status]
    return f"{name}（{said}）" if said else name
