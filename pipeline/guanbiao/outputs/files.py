"""The files of a year's folder: what departments get, the consolidated workbook, the report, the exports."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import chain

import polars as pl
from msgspec import Struct

from guanbiao.chapter.chapter import chapter_of
from guanbiao.letters.approval import approvals
from guanbiao.letters.notices import chats, packets, reminders
from guanbiao.outputs.claims import claims_csv, copy_of, is_open
from guanbiao.outputs.contract import FindingsFile
from guanbiao.outputs.findings import findings_file, findings_json
from guanbiao.outputs.html_department import department_pages
from guanbiao.outputs.html_facts import html_facts
from guanbiao.outputs.manifest import Input, manifest_json
from guanbiao.outputs.reserved import reserved_file
from guanbiao.outputs.run_log import run_log
from guanbiao.outputs.tables import facts_parquet, relations_csv
from guanbiao.outputs.writers import Draft, Files, Html, write
from guanbiao.pages.page import Page
from guanbiao.pages.xlsx import write_workbook
from guanbiao.prose.drafted import Drafted, drafted
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report
from guanbiao.report.trend import Series
from guanbiao.words.claims import COPY, COPY_OPEN
from guanbiao.words.findings import Phrases
from guanbiao.words.letters import NOTICES
from guanbiao.words.report import PUBLIC, REPORT_FILE
from guanbiao.words.workbook import workbook_name
from guanbiao.workbook.pages import public_pages, workbook_pages

Hand = Callable[[Draft], Callable[[], Files]]


class Edition(Struct, frozen=True, dict=True):
    """What a year's folder is made from: the report, its sentences, the facts as they are published, the files that
    went in, and what changed since last time, if there was one. `public`: with what may be published; `full`: with the
    contacts in findings.json, as in `facts`; `series`: the headline figures over the years, where several are at
    hand; `original`: the annual report as it was dropped, b'' where it is not at hand."""

    report: Report
    phrases: Phrases
    facts: pl.DataFrame
    inputs: tuple[Input, ...]
    changes: Changes | None = None
    public: bool = False
    full: bool = False
    series: tuple[Series, ...] = ()
    original: bytes = b""

    @cached_property
    def everything(self) -> FindingsFile:
        """What findings.json says where it is asked for contacts, too."""
        return findings_file(self.report, self.phrases)

    @cached_property
    def found(self) -> FindingsFile:
        """What findings.json says, what is about persons masked."""
        return reserved_file(self.everything, self.report.catalogue)

    @cached_property
    def copy(self) -> bytes:
        """The annual report with comments on its figures; b'' where there is none, or it is not to be had."""
        return copy_of(self.report, self.original, self.phrases) if self.report.annual else b""

    @cached_property
    def drafted(self) -> tuple[Drafted, ...]:
        """The prose of the chapter that is drafted from the forms; what was settled is in dispute no more."""
        prose, by_cause = self.report.catalogue.prose, self.report.by_cause
        open_causes = [each for each in self.report.causes if not by_cause[each.id].status.is_settled]
        return drafted(prose, self.report.filed, open_causes) if prose else ()

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the consolidated workbook."""
        return workbook_pages(self.report, self.phrases, self.changes, self.series)


def files_of(edition: Edition, hand: Hand = lambda draft: partial(write, draft)) -> Iterator[tuple[str, bytes]]:
    """The files of a year's folder, by name. What has to be written for departments is handed over at once (`hand`
    gives what gives its files); the rest is made when it is asked for."""
    handed = [hand(draft) for draft in _drafts(edition)]
    own = chain(_workbook(edition), _exports(edition))
    return chain(own, (each for files in reversed(handed) for each in files().items()))


def _drafts(edition: Edition) -> Iterator[Draft]:
    report, phrases = edition.report, edition.phrases
    yield from packets(report, phrases)
    yield from approvals(report, phrases)
    yield from reminders(report)
    whole = html_facts(report, edition.found, phrases, edition.changes, edition.series)
    yield Html(REPORT_FILE, whole)
    if edition.public:
        yield Html(f"{PUBLIC}/{REPORT_FILE}", whole)
    for name, page in department_pages(whole, report, phrases, edition.changes):
        yield Html(f"{NOTICES}/{name}/{REPORT_FILE}", page)
    if report.counted:
        yield chapter_of(report, edition.pages, edition.drafted)


def _workbook(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The consolidated workbook: as long in the writing as all the rest, and too much to be handed over."""
    name = workbook_name(edition.report.catalogue.library, edition.report.year)
    yield name, write_workbook(edition.pages, name.removesuffix(".xlsx"))
    if edition.public:
        pages = public_pages(edition.pages, edition.report)
        yield f"{PUBLIC}/{name}", write_workbook(pages, name.removesuffix(".xlsx"))


def _exports(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The files that need no writer."""
    report = edition.report
    found = findings_json(edition.everything if edition.full else edition.found)
    kept = {"facts.parquet": facts_parquet(edition.facts), "findings.json": found}
    yield "findings.json", kept["findings.json"]
    yield "relations.csv", relations_csv(report)
    yield "facts.parquet", kept["facts.parquet"]
    yield "manifest.json", manifest_json(report.year, edition.inputs, kept)
    if report.annual:
        yield "claims.csv", claims_csv(report)
    if edition.copy:
        yield (COPY_OPEN if is_open(edition.original) else COPY), edition.copy
    yield "run.log", run_log(report, edition.phrases, is_copied=bool(edition.copy))
    yield from ((name, text.encode()) for name, text in chats(report, edition.phrases))
