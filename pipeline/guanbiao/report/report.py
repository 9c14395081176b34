"""The year's return: everything known of one year, from which all that is written is made."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import polars as pl
from msgspec import Struct

from guanbiao.facts.archived import Archive
from guanbiao.facts.counted import Statuses, counted_at
from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import FilingLine, lines
from guanbiao.forms.catalogue import Catalogue, Department, Form
from guanbiao.model.books import Book
from guanbiao.model.causes import Cause, Change
from guanbiao.model.claims import Checked
from guanbiao.model.filings import Filing, FilingStatus
from guanbiao.model.findings import Finding
from guanbiao.model.order import in_order
from guanbiao.prose.values import Filed
from guanbiao.recognise.annual import AnnualReport, report_that_counts
from guanbiao.recognise.recognise import Recognised
from guanbiao.reconcile.findings import Outcome
from guanbiao.reconcile.gaps import Fill
from guanbiao.reconcile.indicators import Stated, Statement, stated, statements
from guanbiao.reconcile.judge import Reconciled
from guanbiao.report.addressed import addressed
from guanbiao.report.charts import Drawing, drawings, drawn
from guanbiao.report.filed import filing_findings
from guanbiao.report.habits import one_a_habit
from guanbiao.report.kept import archive_findings
from guanbiao.report.story import Figure, Problem, blamed, problems_of
from guanbiao.report.unjudged import Unjudged, unjudged
from guanbiao.words.slips import APPROVERS, COMPILERS


class Report(Struct, frozen=True, dict=True):
    """All that is known of one year: what the writers and the exports are made from. `corrected`: how many problems
    each department answered with 更正 that are gone; `archive`: what was kept of the year before, where its figures are
    taken from that, or would be if it were not damaged; `annual`: the annual report of the year that counts, `claims`
    the figures in its text, held against the tables."""

    catalogue: Catalogue
    year: int
    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    status: Statuses
    tables: Tables
    reconciled: Reconciled
    filled: tuple[Fill, ...]
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...] = ()
    corrected: Mapping[str, int] = {}
    archive: Archive | None = None
    annual: AnnualReport | None = None
    claims: tuple[Checked, ...] = ()

    @cached_property
    def filed(self) -> Filed:
        """Its forms, as what sentences are held against and drafted from."""
        return Filed(self.year, self.filings, self.tables, self.counted_at, self.catalogue)

    @cached_property
    def counted(self) -> dict[str, Filing]:
        """The filing that counts, by form."""
        return {self.filings[at].form: self.filings[at] for at in self.counted_at}

    @cached_property
    def counted_at(self) -> list[int]:
        """The positions of the filings that count."""
        return counted_at(self.status)

    @cached_property
    def shown_at(self) -> list[int]:
        """The positions of the filings that are told of: those that were dropped, and what was kept of the year
        before."""
        file = self.archive.file if self.archive else ""
        return [at for at, each in enumerate(self.filings) if not each.kept or each.book.file == file]

    @cached_property
    def owed(self) -> tuple[Form, ...]:
        """The forms that nobody filed for the year."""
        return tuple(form for form in self.catalogue.forms if form.id not in self.counted)

    @cached_property
    def statements(self) -> list[Statement]:
        """Everything that its forms state of the catalogue's headline figures."""
        return statements(self.catalogue.indicators, self._stated[0])

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """The charts of its catalogue that it has figures for, as filed."""
        return drawings(self.catalogue.charts, self._stated[1], self.year)

    @cached_property
    def _stated(self) -> tuple[list[Stated], list[Stated]]:
        """What the expressions of indicators come to, and those of charts: worked out together."""
        own = [total for each in self.catalogue.indicators for total in each.stated]
        sums = [*own, *drawn(self.catalogue.charts)]
        found = stated(sums, self.tables, self.counted_at, self.year)
        return found[: len(own)], found[len(own) :]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong or in question, in the order in which it is told."""
        return problems_of(self.findings, self.causes, self.catalogue)

    @cached_property
    def by_cause(self) -> Mapping[str, Problem]:
        """What has a cause, by the id of the cause."""
        return {each.cause.id: each for each in self.problems if each.cause}

    @cached_property
    def blamed(self) -> Mapping[Figure, tuple[Cause, Change]]:
        """By figure, the cause that would change it, and to what."""
        return blamed(self.causes)

    @cached_property
    def unjudged(self) -> Mapping[int, Unjudged]:
        """By relation that could not be judged, why not."""
        return unjudged(self.reconciled, self.counted.keys(), self.year)

    def asked_of(self, department: str) -> list[Problem]:
        """What a department has to answer."""
        return [each for each in self.problems if each.asked_of(department)]

    def open_of(self, department: str) -> list[Problem]:
        """What a department still has to answer, or to file anew."""
        return [each for each in self.asked_of(department) if not each.status.is_settled]

    def approver_of(self, department: str) -> str:
        """Who approves what a department explains: the department that compiles the report; of its own explanations
        the head of the library."""
        compiles = self.catalogue.compiles or COMPILERS
        return (self.catalogue.approves or APPROVERS) if department == compiles else compiles

    def head_of(self, department: Department) -> str:
        """The head that the department's forms name, else the one declared."""
        named = (each.head for each in self.findings if each.department == department.name and each.head)
        return next(named, department.head)


def report_on(
    outcome: Outcome,
    causes: Sequence[Cause],
    recognised: Recognised,
    tables: Tables,
    checked: Sequence[Finding],
    catalogue: Catalogue,
    archive: Archive | None = None,
) -> Report:
    """The findings of a year brought together under their causes, each addressed to a head; `archive` is what was kept
    of the year before, where it was looked into."""
    year, status, filings = outcome.year, outcome.status, recognised.filings
    own = [
        each
        for each in (*recognised.findings, *checked)
        if each.filing < 0 or status[each.filing] is FilingStatus.COUNTED
    ]
    parts = tables.filings.filter(pl.col("part_of").is_not_null())
    apart = {line.filing: line.part_of for line in lines(parts, FilingLine) if line.part_of is not None}
    kept = list(archive_findings(outcome, filings, archive)) if archive else []
    found = (*filing_findings(recognised, apart, status, catalogue, year), *kept, *own, *outcome.broken)
    ordered = in_order(found, catalogue)
    counted = {filings[at].form: filings[at] for at in counted_at(status)}
    findings = one_a_habit(addressed(ordered, causes, counted, catalogue))
    rest = (tables, outcome.reconciled, outcome.filled, findings, tuple(causes))
    annual = report_that_counts(recognised.reports, catalogue.library, year)
    kept_of = archive if kept else None
    return Report(catalogue, year, recognised.books, filings, status, *rest, archive=kept_of, annual=annual)
