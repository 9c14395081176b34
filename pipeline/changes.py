"""What changed since last time: cells, and findings mended, new, still open or explained.

Last time is the latest run kept whose files were others than today's, so that running twice over the same files gives
the same outputs twice."""

import io
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from pipeline.annual import Report
from pipeline.export import facts_parquet, manifest_json
from pipeline.model import Finding, FindingStatus
from pipeline.workspace import HISTORY

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


class Changes(Struct, frozen=True):
    """Since last time: cells that changed, findings that are gone (as findings.json had them), findings that are new,
    and the ids of those new ones that a changed cell takes part in."""

    cells: tuple[Moved, ...] = ()
    mended: tuple[dict[str, Any], ...] = ()
    new: tuple[Finding, ...] = ()
    caused: frozenset[str] = frozenset()


def since_last_time(report: Report, outputs: Path) -> tuple[Report, Changes | None]:
    """The report with what was known last time marked as open, and what changed; None where there is no last time."""
    folder = last_time(outputs / str(report.year), manifest_json(report))
    if folder is None:
        return report, None
    before = json.loads((folder / "findings.json").read_text("utf-8"))["findings"]
    known = {each["id"] for each in before}
    now = {each.id for each in report.findings}
    marked = replace(report, findings=tuple(_marked(each, known) for each in report.findings))
    cells = _moved(pl.read_parquet(folder / "facts.parquet"), pl.read_parquet(io.BytesIO(facts_parquet(report))))
    new = tuple(each for each in marked.findings if each.id not in known)
    places = {(each.file, each.sheet, each.cell) for each in cells}
    caused = frozenset(
        each.id for each in new if any((term.file, term.sheet, term.cell) in places for term in each.terms)
    )
    return marked, Changes(cells, tuple(each for each in before if each["id"] not in now), new, caused)


def last_time(year: Path, manifest: bytes) -> Path | None:
    """The folder of the latest run over other files than this one's, if there is one that can be read."""
    history = year / HISTORY
    kept = sorted(history.iterdir(), reverse=True) if history.is_dir() else []
    inputs = json.loads(manifest)["inputs"]
    return next((folder for folder in (year, *kept) if (own := _inputs(folder)) is not None and own != inputs), None)


def _inputs(folder: Path) -> list[dict[str, str]] | None:
    """The files that a kept run was made from; None where it does not say, or lacks what it is compared by."""
    if not all((folder / name).is_file() for name in ("manifest.json", "findings.json", "facts.parquet")):
        return None
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest.get("inputs") if isinstance(manifest, dict) else None


def _marked(finding: Finding, known: set[str]) -> Finding:
    is_open = finding.status is FindingStatus.NEW and finding.id in known
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
    """Facts by place; entries that are called alike are told apart by their order."""
    named = facts.with_columns(pl.col("row").fill_null(""), pl.col("measure").fill_null(""))
    again = pl.int_range(pl.len()).over("form", "row", "column", "measure")
    return named.with_columns(again=again).select(*_PLACE, "raw", "file", "sheet", "cell")


def tally_statuses(findings: Sequence[Finding]) -> Counter[FindingStatus]:
    """How many findings there are in each state."""
    return Counter(each.status for each in findings)
