"""What changed since last time: cells, and problems mended, new, still open or explained."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.report.report import Report
from guanbiao.report.story import Problem

_PLACE = ("form", "row", "column", "measure", "again")


class Moved(Struct, frozen=True):
    """A cell whose text changed: `before` or `after` is None where it was empty."""

    form: str
    row: str
    column: str
    measure: str
    before: str | None
    after: str | None
    file: str
    sheet: str
    cell: str


class Kept(Struct, frozen=True):
    """What findings.json keeps of a finding that is compared with."""

    id: str
    form: str
    row: str
    column: str
    message: str


class KeptCell(Struct, frozen=True):
    """Where a cell stands that a cause blamed."""

    form: str
    row: str
    column: str


class KeptCause(Struct, frozen=True):
    """What findings.json keeps of a cause."""

    id: str
    cells: tuple[KeptCell, ...]
    explains: tuple[str, ...]
    message: str


class Before(Struct, frozen=True):
    """What a run before found: its findings and causes, the figures and words it read, as facts.parquet holds them, and
    how many problems were in which state of being answered."""

    findings: tuple[Kept, ...]
    facts: pl.DataFrame
    causes: tuple[KeptCause, ...] = ()
    states: Mapping[str, int] = {}


class Changes(Struct, frozen=True):
    """Since last time: cells that changed, problems that are gone (a cause once, where all that it explained is gone),
    findings that are new, the ids of those new ones that a changed cell takes part in, and how many problems were in
    which state of being answered."""

    cells: tuple[Moved, ...] = ()
    mended: tuple[Kept, ...] = ()
    new: tuple[Finding, ...] = ()
    caused: frozenset[str] = frozenset()
    states: Mapping[str, int] = {}


def compared(report: Report, facts: pl.DataFrame, before: Before | None) -> tuple[Report, Changes | None]:
    """The report with what was known last time marked as open, and what changed since; None where there was no last
    time. `facts` are those of facts.parquet, today's."""
    if before is None:
        return report, None
    known = {each.id for each in before.findings}
    now = {name for each in report.findings for name in each.names}
    marked = replace(report, findings=tuple(_marked(each, known) for each in report.findings))
    cells = _moved(before.facts, facts)
    new = tuple(each for each in marked.findings if each.names.isdisjoint(known))
    places = {(each.file, each.sheet, each.cell) for each in cells}
    caused = frozenset(
        each.id for each in new if any((term.file, term.sheet, term.cell) in places for term in each.terms)
    )
    return marked, Changes(cells, tuple(_mended(before, now)), new, caused, before.states)


def _mended(before: Before, now: set[str]) -> Iterator[Kept]:
    """What is gone: a cause once, where nothing is left that it explained, else finding by finding."""
    gone = {each.id for each in before.findings} - now
    told = {name: cause for cause in before.causes if gone.issuperset(cause.explains) for name in cause.explains}
    for each in before.findings:
        cause = told.get(each.id)
        if each.id in gone and (cause is None or cause.explains[0] == each.id):
            yield _kept(cause) if cause else each


def _kept(cause: KeptCause) -> Kept:
    cell = cause.cells[0]
    return Kept(cause.id, cell.form, cell.row, cell.column, cause.message)


def new_problems(report: Report, changes: Changes) -> Iterator[Problem]:
    """The problems that are new; of one that was there before, the findings that are new, each by itself."""
    new = {each.id for each in changes.new}
    for problem in report.problems:
        own = tuple(each for each in problem.findings if each.id in new)
        if own == problem.findings:
            yield problem
        else:
            yield from (Problem(None, (each,), problem.asked) for each in own)


def _marked(finding: Finding, known: set[str]) -> Finding:
    is_open = finding.status is FindingStatus.NEW and not finding.names.isdisjoint(known)
    return replace(finding, status=FindingStatus.OPEN) if is_open else finding


def _moved(before: pl.DataFrame, after: pl.DataFrame) -> tuple[Moved, ...]:
    """The cells whose text differs, in the order in which they stand now."""
    old, new = _placed(before), _placed(after)
    both = new.join(old, on=list(_PLACE), how="full", suffix="_old", coalesce=True, maintain_order="left_right")
    differ = both.filter(pl.col("raw").ne_missing(pl.col("raw_old")))
    return tuple(
        Moved(
            form=line["form"],
            row=line["row"],
            column=line["column"],
            measure=line["measure"],
            before=line["raw_old"],
            after=line["raw"],
            file=line["file"] or line["file_old"],
            sheet=line["sheet"] or line["sheet_old"],
            cell=line["cell"] or line["cell_old"],
        )
        for line in differ.iter_rows(named=True)
    )


def _placed(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts by place; entries with one label are numbered in their order."""
    named = facts.with_columns(pl.col("row").fill_null(""), pl.col("measure").fill_null(""))
    again = pl.int_range(pl.len()).over("form", "row", "column", "measure")
    return named.with_columns(again=again).select(*_PLACE, "raw", "file", "sheet", "cell")


def tally_statuses(problems: Sequence[Problem]) -> Counter[FindingStatus]:
    """How many problems there are in each state."""
    return Counter(each.status for each in problems)
