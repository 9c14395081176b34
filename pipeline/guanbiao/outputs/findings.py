"""findings.json: a year's report in the words of its contract, and the JSON Schema of that contract."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, json
from msgspec.structs import asdict

from guanbiao.forms.levels import Level
from guanbiao.model.books import Book
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, FindingStatus, Term, Verdict
from guanbiao.outputs.contract import (
    CONTRACT,
    Answers,
    AnswersEntry,
    CauseEntry,
    ChangeEntry,
    FileEntry,
    FilingEntry,
    FindingEntry,
    FindingsFile,
    Levels,
    Summary,
    TermEntry,
    Verdicts,
)
from guanbiao.report.answers.states import States, by_department, states_of
from guanbiao.report.report import Report
from guanbiao.text.figures import exact
from guanbiao.words.causes import cause_message
from guanbiao.words.files import reason_of
from guanbiao.words.findings import Phrases
from guanbiao.workbook.summary import tally

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def findings_file(report: Report, phrases: Phrases) -> FindingsFile:
    """What findings.json says of a year."""
    return FindingsFile(
        CONTRACT,
        report.catalogue.library,
        report.year,
        _summary(report),
        tuple(_file(book) for book in report.books),
        tuple(_filing(report, at) for at, each in enumerate(report.filings) if not each.kept),
        tuple(_finding(finding, phrases) for finding in report.findings),
        tuple(_cause(cause, report, phrases) for cause in report.causes),
    )


def findings_json(found: FindingsFile) -> bytes:
    """findings.json of the contract."""
    return as_lines(found)


def findings_schema() -> bytes:
    """The JSON Schema of findings.json, as docs/findings.schema.json holds it."""
    return schema_of(FindingsFile)


def schema_of(contract: type[Struct]) -> bytes:
    """The JSON Schema of a file that is written from Structs. They describe all of it: what the program's own
    enumerations say of themselves is left out."""
    schema = json.schema(contract)
    for entry in schema["$defs"].values():
        described = " ".join(entry.pop("description", "").split())
        if "enum" not in entry:
            entry["description"] = described
    return as_lines({"$schema": _DIALECT, **schema})


def as_lines(whole: object) -> bytes:
    """JSON with one value a line."""
    return json.format(json.encode(whole), indent=1) + b"\n"


def _summary(report: Report) -> Summary:
    verdicts = report.reconciled.relations_of(report.year)["verdict"].to_list()
    declared = [each.name for each in report.catalogue.departments]
    others = sorted({finding.department for finding in report.findings} - set(declared))
    return Summary(
        Verdicts(*(verdicts.count(verdict.value) for verdict in Verdict)),
        _levels(report.findings),
        {name: _levels([each for each in report.findings if each.department == name]) for name in (*declared, *others)},
        _answers(report),
    )


def _answers(report: Report) -> Answers:
    statuses = Counter(each.status for each in report.findings)
    return Answers(
        _entry(states_of(report)),
        {name: _entry(states) for name, states in by_department(report)},
        {status: statuses[status] for status in FindingStatus},
    )


def _entry(states: States) -> AnswersEntry:
    return AnswersEntry(**asdict(states))


def _levels(findings: Sequence[Finding]) -> Levels:
    counts = tally(findings)
    return Levels(*(counts[level] for level in Level))


def _file(book: Book) -> FileEntry:
    return FileEntry(book.file, book.sha256, book.status, reason_of(book))


def _filing(report: Report, at: int) -> FilingEntry:
    filing = report.filings[at]
    return FilingEntry(
        filing.form,
        filing.title,
        report.catalogue.by_id[filing.form].department,
        filing.book.file,
        filing.book.sha256,
        filing.sheet.name,
        filing.range,
        report.status[at],
    )


def _finding(finding: Finding, phrases: Phrases) -> FindingEntry:
    return FindingEntry(
        id=finding.id,
        rule=finding.rule,
        kind=finding.kind,
        level=finding.level,
        verdict=finding.verdict,
        status=finding.status,
        department=finding.department,
        head=finding.head,
        form=finding.form,
        row=finding.row,
        column=finding.column,
        reported=exact(finding.reported),
        expected=exact(finding.expected),
        difference=exact(finding.difference),
        unit=finding.unit,
        cause=finding.cause or None,
        terms=tuple(map(_term, finding.terms)),
        message=phrases.message(finding),
    )


def _term(term: Term) -> TermEntry:
    return TermEntry(
        role=term.role,
        form=term.form,
        row=term.row,
        column=term.column,
        value=exact(term.value),
        raw=term.raw,
        file=term.file,
        sheet=term.sheet,
        cell=term.cell,
        measure=term.measure,
    )


def _cause(cause: Cause, report: Report, phrases: Phrases) -> CauseEntry:
    problem = report.by_cause.get(cause.id)
    asked = problem.departments if problem else ()
    return CauseEntry(
        id=cause.id,
        kind=cause.kind,
        cells=tuple(map(_change, cause.changes)),
        alternatives=tuple(tuple(map(_change, changes)) for changes in cause.alternatives),
        complete=cause.complete,
        certain=cause.certain,
        explains=cause.explains,
        message=cause_message(phrases, cause),
        department=asked[0] if asked else "",
        departments=asked,
    )


def _change(change: Change) -> ChangeEntry:
    term = change.term
    return ChangeEntry(
        file=term.file,
        sheet=term.sheet,
        cell=term.cell,
        form=term.form,
        row=term.row,
        column=term.column,
        measure=term.measure,
        reported=exact(term.value),
        suggested=exact(change.suggested),
        follows=change.follows,
    )
