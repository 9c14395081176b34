"""The year's return: which filing of each form counts, which forms are owed, and everything known of the year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from pipeline.books import Book, Value, a1
from pipeline.extract import Tables
from pipeline.gaps import Fill
from pipeline.headlines import Statement, statements
from pipeline.labels import masked, years_in
from pipeline.model import Cause, Dated, Filing, FilingStatus, Finding, Source, Term, Verdict
from pipeline.reconcile import Reconciled
from pipeline.spec import Catalogue, Department, Form, Level

HEADS = ("部门负责人", "制表负责人")
_LEVELS = list(Level)
_CHOSEN = ("official", "modified", "path", "shown", "place")
Folders = Mapping[str, Sequence[int]]


class Report(Struct, frozen=True, dict=True):
    """All that is known of one year: what the writers and the exports are made from."""

    catalogue: Catalogue
    year: int
    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    status: Mapping[int, FilingStatus]
    tables: Tables
    reconciled: Reconciled
    filled: tuple[Fill, ...]
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...] = ()

    @cached_property
    def counted(self) -> dict[str, Filing]:
        """The filing that counts, by form."""
        return {self.filings[at].form: self.filings[at] for at in self.counted_at}

    @cached_property
    def counted_at(self) -> list[int]:
        """The positions of the filings that count."""
        return [at for at, status in self.status.items() if status is FilingStatus.COUNTED]

    @cached_property
    def owed(self) -> tuple[Form, ...]:
        """The forms that nobody filed for the year."""
        return tuple(form for form in self.catalogue.forms if form.id not in self.counted)

    @cached_property
    def statements(self) -> list[Statement]:
        """Everything that its forms state of the catalogue's headline figures."""
        return statements(self.tables, self.counted_at, self.catalogue, self.year)

    def head_of(self, department: Department) -> str:
        """The head that the department's forms name, else the one declared."""
        named = (each.head for each in self.findings if each.department == department.name and each.head)
        return next(named, department.head)


def settle_years(filings: Sequence[Filing], asked: int | None = None) -> list[Filing]:
    """Filings that say no year belong to that of the other forms in their file where these agree, else to that which
    their file's name or a folder names, else to the only year there is, else, where no filing says any, to the one
    that is `asked` for; with several years they stay without."""
    stated = {filing.period for filing in filings} - {None}
    given = {asked} - {None} if not stated else set()
    by_file: dict[str, set[int | None]] = defaultdict(set)
    for filing in filings:
        by_file[filing.book.file] |= {filing.period} - {None}
    return [
        filing if filing.period else _settled(filing, by_file[filing.book.file], stated, given) for filing in filings
    ]


def _settled(
    filing: Filing, beside: Collection[int | None], stated: Collection[int | None], given: Collection[int | None]
) -> Filing:
    named = (set(years_in(part)) for part in reversed(PurePosixPath(filing.book.file).parts))
    folder = next((years for years in named if len(years) == 1), ())
    said = ((Dated.FILE, beside), (Dated.FOLDER, folder), (Dated.ONLY, stated), (Dated.ASKED, given))
    dated, years = next(((dated, years) for dated, years in said if len(years) == 1), (Dated.NOTHING, (None,)))
    return replace(filing, period=next(iter(years)), dated=dated)


def title_findings(filings: Sequence[Filing]) -> Iterator[Finding]:
    """What the titles of settled filings lack: the official wording, themselves, a year."""
    for at, filing in enumerate(filings):
        about = Finding("", Source.INTAKE, Level.QUERY, form=filing.form, terms=(_title_term(filing),), filing=at)
        if not filing.title:
            yield replace(about, rule="title_missing", level=Level.MANDATORY)
        elif not filing.official:
            yield replace(about, rule="title_unlike")
        if filing.period is None:
            yield replace(about, rule="year_unknown", level=Level.MANDATORY, filing=-1)
        elif filing.title and filing.dated is not Dated.TITLE:
            detail: dict[str, Value] = {"period": filing.period, "dated": filing.dated.value}
            yield replace(about, rule="title_without_year", detail=detail)


def choose(filings: Sequence[Filing], year: int) -> dict[int, FilingStatus]:
    """What becomes of each filing in a year: one with the official title counts before one with another, then the one
    modified last, of equals the last by path, and in one file a sheet that is shown before one that is hidden, then the
    last."""
    status = {}
    by_form: dict[str, list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        if filing.period == year:
            by_form[filing.form].append(at)
        else:
            status[at] = FilingStatus.NO_YEAR if filing.period is None else FilingStatus.OTHER_YEAR
    for places in by_form.values():
        *older, newest = sorted(places, key=lambda at: _newness(filings[at], at))
        status |= dict.fromkeys(older, FilingStatus.OLDER) | {newest: FilingStatus.COUNTED}
    return dict(sorted(status.items()))


def _newness(filing: Filing, at: int) -> tuple[bool, int, str, bool, int]:
    """By what the one that counts is told, in the order of `_CHOSEN`."""
    is_shown = all(note.code != "hidden_sheet" for note in filing.sheet.notes)
    return filing.official, int(filing.book.modified), filing.book.file, is_shown, at


def by_folder(filings: Sequence[Filing]) -> Folders:
    """The positions of the filings that lie in each folder."""
    folders: dict[str, list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        folders[filing.book.file.rpartition("/")[0]].append(at)
    return folders


def filing_findings(
    filings: Sequence[Filing], status: Mapping[int, FilingStatus], catalogue: Catalogue, year: int, folders: Folders
) -> Iterator[Finding]:
    """Forms owed and not there, filed twice, or of another year among this year's."""
    by_form: dict[str, list[int]] = defaultdict(list)
    for at, what in status.items():
        if what in (FilingStatus.COUNTED, FilingStatus.OLDER):
            by_form[filings[at].form].append(at)
    for form in catalogue.forms:
        places = by_form.get(form.id, [])
        if not places:
            yield Finding("form_owed", Source.INTAKE, Level.MANDATORY, form=form.id)
        elif len(places) > 1:
            yield _twice(filings, places)
    yield from _other_years(filings, status, year, folders)


def _twice(filings: Sequence[Filing], places: Sequence[int]) -> Finding:
    """A form filed more than once: the filing that counts first, and what told it from the one next to it."""
    newest, *older = sorted(places, key=lambda at: _newness(filings[at], at), reverse=True)
    terms = tuple(_title_term(filings[at]) for at in (newest, *sorted(older)))
    others = "、".join(dict.fromkeys(f"{term.file}“{term.sheet}”" for term in terms[1:]))
    pairs = zip(_CHOSEN, _newness(filings[newest], newest), _newness(filings[older[0]], older[0]), strict=True)
    by = next(name for name, own, other in pairs if own != other)
    detail: dict[str, Value] = {"count": len(terms), "file": f"{terms[0].file}“{terms[0].sheet}”", "others": others}
    return Finding(
        "form_twice", Source.INTAKE, Level.QUERY, form=terms[0].form, terms=terms, detail={**detail, "by": by}
    )


def _other_years(
    filings: Sequence[Filing], status: Mapping[int, FilingStatus], year: int, folders: Folders
) -> Iterator[Finding]:
    """A filing of another year that lies where most filings are of this one."""
    for places in folders.values():
        periods = Counter(filings[at].period for at in places)
        for at in places if periods[year] else ():
            other = filings[at].period
            if status[at] is FilingStatus.OTHER_YEAR and periods[year] >= 2 * periods[other]:
                term = _title_term(filings[at])
                yield Finding(
                    "form_other_year",
                    Source.INTAKE,
                    Level.MANDATORY,
                    form=term.form,
                    terms=(term,),
                    detail={"other": other},
                )


def _title_term(filing: Filing) -> Term:
    at = a1(*filing.title_at)
    return Term("title", filing.form, "", "", raw=filing.title, file=filing.book.file, sheet=filing.sheet.name, cell=at)


def addressed(findings: Sequence[Finding], filings: Mapping[str, Filing], catalogue: Catalogue) -> list[Finding]:
    """The findings with the department and the head they go to, gravest first, then in the order of the forms."""
    numbers = {form.id: form.number for form in catalogue.forms}
    heads = {each.name: each.head for each in catalogue.departments}
    named = {catalogue.by_id[form].department: head for form, filing in filings.items() if (head := _head(filing))}
    done = []
    for finding in findings:
        department = _department(finding, catalogue)
        own = _head(filings[finding.form]) if finding.form in filings else ""
        head = own or named.get(department, "") or heads.get(department, "")
        done.append(replace(finding, department=department, head=head))
    return sorted(
        done,
        key=lambda each: (_LEVELS.index(each.level), each.verdict is not Verdict.BROKEN, numbers.get(each.form, 99)),
    )


def explained(report: Report, causes: Sequence[Cause]) -> Report:
    """The report with its causes; a finding that has one belongs to the department whose cell it blames."""
    by_finding = {finding: cause for cause in causes for finding in cause.explains}
    heads = {each.department: each.head for each in report.findings}
    findings = []
    for finding in report.findings:
        cause = by_finding.get(finding.id)
        if cause:
            owner = report.catalogue.by_id[cause.changes[0].term.form].department
            filing = report.counted.get(cause.changes[0].term.form)
            head = (_head(filing) if filing else "") or heads.get(owner, "")
            finding = replace(finding, cause=cause.id, department=owner, head=head)  # noqa: PLW2901
        findings.append(finding)
    return replace(report, findings=tuple(findings), causes=tuple(causes))


def _head(filing: Filing) -> str:
    """The head who signed a filing, on one line, without a telephone number for others to read."""
    return masked(" ".join(filing.signed(*HEADS).split()))


def _department(finding: Finding, catalogue: Catalogue) -> str:
    """The department of the reported side's form; without a form, that whose folder the file lies in."""
    if finding.form:
        return catalogue.by_id[finding.form].department
    parts = PurePosixPath(finding.terms[0].file).parts if finding.terms else ()
    return next((each.name for each in catalogue.departments if each.name in parts), "")
