"""What stands in tables: relations.csv, facts.parquet."""

import csv
import io
from collections.abc import Sequence

import polars as pl

from guanbiao.facts.frames import RelationLine, lines
from guanbiao.forms.catalogue import shown_row
from guanbiao.forms.equations import Figure
from guanbiao.model.exports import FACT_COLUMNS, PLACE_COLUMNS, RELATION_COLUMNS
from guanbiao.report.report import Report
from guanbiao.text.figures import exact
from guanbiao.text.personal import masked
from guanbiao.text.years import for_year

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def relations_csv(report: Report) -> bytes:
    """relations.csv of the contract: a line a relation of the year, whatever its verdict. UTF-8 with a byte order mark,
    so that Excel shows Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(RELATION_COLUMNS)
    relations = report.reconciled.relations_of(report.year)
    writer.writerows(_relation(report, judged) for judged in lines(relations, RelationLine))
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _relation(report: Report, judged: RelationLine) -> tuple[str, ...]:
    """A line of relations.csv, by RELATION_COLUMNS."""
    relation = report.reconciled.plan.relations[judged.relation]
    rule, place = relation.rule, relation.place
    form = report.catalogue.by_id[place.form]
    row = shown_row(form, place.row, report.year) if isinstance(place, Figure) else ""
    names = (for_year(rule.code, report.year), relation.kind.value, rule.level.value)
    where = ("+".join(relation.equation.forms), row, for_year(place.column, report.year))
    figures = (judged.reported, judged.expected, judged.difference)
    return *(inert(masked(each)) for each in (*names, *where)), *map(plain, figures), judged.verdict


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the file."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def plain(value: float | None) -> str:
    """A figure without a needless point; '' for none."""
    return "" if value is None else str(exact(value))


def published_facts(report: Report) -> pl.DataFrame:
    """Every non-empty cell of the counted filings, figures one line a measure, words as text: facts.parquet,
    and behind its columns those that tell where each stands in its form."""
    placed = _placed(report)
    at = placed.select("filing", "at_row", "at_column").iter_rows()
    places = [report.filings[filing].place(row, column) for filing, row, column in at]
    columns = [for_year(column, report.year) for column in placed["column"]]
    table = placed.with_columns(
        pl.col("label").alias("row"),
        pl.col("row").alias("key"),
        pl.Series("column", columns, dtype=pl.String),
        pl.col("measure", "unit").fill_null(""),
        pl.Series("sheet", [sheet for sheet, _ in places], dtype=pl.String),
        pl.Series("cell", [cell for _, cell in places], dtype=pl.String),
    )
    return table.select(*FACT_COLUMNS, *PLACE_COLUMNS)


def facts_parquet(facts: pl.DataFrame, columns: Sequence[str] = FACT_COLUMNS) -> bytes:
    """Facts as a file of Parquet; with the columns that it has by default, facts.parquet of the contract."""
    buffer = io.BytesIO()
    facts.select(columns).write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def _placed(report: Report) -> pl.DataFrame:
    """The facts and the words of the counted filings, with the file of each, as they stand there."""
    own = pl.col("filing").is_in(report.counted_at)
    words = report.tables.cells.filter(own & (pl.col("kind") != "number")).join(
        report.tables.filings, on="filing", how="left", maintain_order="left"
    )
    facts = pl.concat([report.tables.facts.filter(own), words], how="diagonal").filter(pl.col("raw").is_not_null())
    files = [(at, filing.book.file) for at, filing in enumerate(report.filings)]
    schema = {"filing": pl.Int32, "file": pl.String}
    named = facts.join(pl.DataFrame(files, schema, orient="row"), on="filing", how="left", maintain_order="left")
    return named.sort("filing", "block", "at_row", "at_column", "measure", maintain_order=True)
