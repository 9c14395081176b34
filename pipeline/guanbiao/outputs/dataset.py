"""The dataset of all libraries' facts, one file a year and library: facts/year=2020/library=海城市图书馆/facts.parquet.
polars and DuckDB read the folder as one table, with year and library as columns."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from guanbiao.facts.frames import TermLine, UnitLine, lines
from guanbiao.facts.units import Way
from guanbiao.forms.catalogue import Form
from guanbiao.model.exports import COMPUTED, OTHER_UNIT
from guanbiao.outputs.reserved import reserved_facts
from guanbiao.outputs.tables import facts_parquet
from guanbiao.reconcile.gaps import Fill
from guanbiao.report.report import Report
from guanbiao.text.years import for_year

DATASET = "facts"  # the folder, beside those of the years
_FILE = "facts.parquet"
_UNSAFE = '%=/\\:*?"<>|'  # what a library's name may hold and the name of a folder may not; polars reads %2F as /
_KEYS = ("form", "block", "key", "column", "seq")


def dataset_facts(report: Report, facts: pl.DataFrame) -> pl.DataFrame:
    """The facts of a library as they are published, and what a sum over libraries needs besides: totals that were left
    blank and that its own rules make are lines of the state `computed`, figures in a unit that cannot be converted are
    in the state `other_unit`."""
    others = _in_other_units(report)
    state = pl.when(pl.struct(_KEYS).is_in(others.implode())).then(pl.lit(OTHER_UNIT)).otherwise("state")
    marked = facts.with_columns(state.alias("state")) if others.len() else facts
    made = list(_computed(report))
    return pl.concat([marked, pl.DataFrame(made, facts.schema, orient="row")]) if made else marked


def _in_other_units(report: Report) -> pl.Series:
    """The cells whose figures count something else than is declared."""
    year, counted = report.year, set(report.counted_at)
    found = [
        (report.filings[line.filing].form, line.block, line.row, for_year(line.column, year), line.seq)
        for line in lines(report.tables.units, UnitLine)
        if line.way == Way.OTHER.value and line.filing in counted
    ]
    types = {"form": pl.String, "block": pl.Int8, "key": pl.String, "column": pl.String, "seq": pl.Int32}
    return pl.DataFrame(found, types, orient="row").to_struct("place")


def _computed(report: Report) -> Iterator[tuple[object, ...]]:
    """A line for each figure of each blank total that can be filled, by the columns of facts."""
    for fill in report.filled:
        if fill.total.row is not None:
            for each in fill.sums:
                yield _line(report, fill, each.measure, each.value)


def _line(report: Report, fill: Fill, measure: str, value: float) -> tuple[object, ...]:
    total, form = fill.total, report.catalogue.by_id[fill.total.form]
    row = total.row or ""
    declared = form.figures[row, total.column]
    file, sheet, cell = _origin(report, total)
    shown = (report.year, form.id, total.label or row, for_year(total.column, report.year), measure)
    return *shown, value, declared.unit, COMPUTED, "", "total", file, sheet, cell, _block(form, row), row, -1


def _origin(report: Report, total: TermLine) -> tuple[str, str, str]:
    """Where the total was left blank; '' where it is not there at all."""
    if total.filing is None or total.at_row is None:
        return "", "", ""
    filing = report.filings[total.filing]
    return filing.book.file, *filing.place(total.at_row, max(total.at_column or 0, 0))


def _block(form: Form, row: str) -> int:
    return next(at for at, block in enumerate(form.blocks) if row in block.row_keys)


def dataset_name(year: int, library: str) -> str:
    """The path of a library's file in the dataset."""
    safe = "".join(f"%{ord(each):02X}" if each in _UNSAFE else each for each in library)
    return f"year={year}/library={safe}/{_FILE}"


def dataset_bytes(report: Report, facts: pl.DataFrame) -> bytes:
    """A library's file in the dataset, made of its facts as they are published, without what is about persons."""
    own = reserved_facts(dataset_facts(report, facts), report.catalogue)
    return facts_parquet(own, own.columns)


def put_into(folder: Path, year: int, library: str, draft: Path) -> Path:
    """Put a library's file, written on the same disk, into the dataset in `folder`, in one step; where it is."""
    path = folder / dataset_name(year, library)
    path.parent.mkdir(parents=True, exist_ok=True)
    return draft.replace(path)


def scan_dataset(folder: Path) -> pl.LazyFrame:
    """All facts of the dataset in `folder`, with `year` and `library` as columns, read when they are asked for."""
    types = {"year": pl.Int32, "library": pl.String}
    return pl.scan_parquet(folder / "year=*" / "library=*" / _FILE, hive_partitioning=True, hive_schema=types)
