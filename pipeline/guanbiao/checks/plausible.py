"""Plausibility: figures and dates that break no rule and still look wrong. All of them are questions (核实性)."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import polars as pl
from msgspec.structs import replace

from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import MONTHS, Catalogue, Form, Grid, Kind, Level, Register, shown_row
from guanbiao.forms.equations import Figure
from guanbiao.forms.levels import Source
from guanbiao.model.filings import Filing
from guanbiao.model.findings import BESIDE, Finding, Term
from guanbiao.text.cells import Value, a1
from guanbiao.text.dates import count_stated, read_dates
from guanbiao.text.figures import State
from guanbiao.text.years import for_year

JUMP = 10  # times the months around it
BUSY = 100  # below this a jump says nothing
LEAST_ALIKE = 4  # months that must agree before two columns are called alike
_PHONE = re.compile(r"1\d{10}|(?:0\d{2,3}-?)?\d{7,8}|400-?\d{3}-?\d{4}")
_BETWEEN_PHONES = re.compile(r"[\s,，、;；/]+")
Line = dict[str, Any]


def plausible(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> list[Finding]:
    """Every question about every filing."""
    figures = tables.facts.filter(pl.col("measure") == "")  # not the terms of what is added up in a cell
    months = _months(figures, catalogue)
    entries = tables.cells.filter((pl.col("role") == "entry") & pl.col("raw").is_not_null())
    return [
        *_odd_months(months, filings, catalogue),
        *_odd_years(figures, filings, catalogue),
        *_alike(months, filings, catalogue),
        *_odd_entries(entries, filings, catalogue),
        *_parts_not_stated(tables.facts, filings, catalogue),
    ]


def _months(facts: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The entries of monthly grids with the months before and after them: `figure`, `before`, `after`."""
    monthly = [
        form.id
        for form in catalogue.forms
        for block in form.blocks
        if isinstance(block, Grid) and set(MONTHS) <= set(block.row_keys)
    ]
    own = pl.col("form").is_in(monthly) & pl.col("row").is_in(MONTHS) & ~pl.col("is_total")
    zero = (pl.col("state") == "blank") & pl.col("blank_is_none")
    months = facts.filter(own).with_columns(
        month=pl.col("row").cast(pl.Int8, strict=False),
        figure=pl.when(zero).then(0.0).otherwise("value"),
    )
    group = ["filing", "column"]
    return months.sort(*group, "month").with_columns(
        before=pl.col("figure").shift(1).over(group), after=pl.col("figure").shift(-1).over(group)
    )


def _odd_months(months: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A month at 0 between busy ones; a month ten times the months around it, or a tenth of them (not below 0, which
    is a finding by itself)."""
    low, high = pl.min_horizontal("before", "after"), pl.max_horizontal("before", "after")
    busy = pl.max_horizontal("before", "after", "figure") >= BUSY
    both = pl.col("before").is_not_null() & pl.col("after").is_not_null() & (low > 0)
    is_off = (pl.col("figure") >= JUMP * high) | (JUMP * pl.col("figure") <= low)
    code = (
        pl.when(both & (pl.col("figure") == 0))
        .then(pl.lit("month_zero"))
        .when(both & busy & (pl.col("figure") > 0) & is_off)
        .then(pl.lit("month_jump"))
    )
    odd = months.with_columns(code=code).filter(pl.col("code").is_not_null())
    lines = months.join(odd, on=["filing", "column"], how="semi").iter_rows(named=True)
    by_month = {(line["filing"], line["column"], line["month"]): line for line in lines}
    for line in odd.iter_rows(named=True):
        detail: dict[str, Value] = {"before": line["before"], "after": line["after"], "figure": line["figure"]}
        detail |= {"blank": True} if line["state"] == "blank" else {}
        near = [by_month[line["filing"], line["column"], line["month"] + step] for step in (-1, 1)]
        yield _finding(line["code"], [line], filings, catalogue, detail, near)


def _odd_years(facts: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A figure of a comparison table ten times that of the year before, or a tenth of it."""
    of_year = facts.filter(
        pl.col("column").str.contains("{year}", literal=True)
        & ~pl.col("column").str.contains("{year-1}", literal=True)
        & (pl.col("value") > 0)
    ).with_columns(last=pl.col("column").str.replace("{year}", "{year-1}", literal=True))
    known = facts.filter(pl.col("value") > 0).unique(["filing", "row", "column"], keep="first", maintain_order=True)
    before = known.select("filing", "row", last="column", before="value", held=pl.struct(pl.all()))
    both = of_year.join(before, on=["filing", "row", "last"], how="inner", maintain_order="left")
    low, high = pl.min_horizontal("value", "before"), pl.max_horizontal("value", "before")
    for line in both.filter((high >= BUSY) & (high >= JUMP * low)).iter_rows(named=True):
        detail: dict[str, Value] = {"before": line["before"], "figure": line["value"]}
        yield _finding("year_jump", [line], filings, catalogue, detail, [line["held"]])


def _alike(months: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Two columns of different measures with the same figure in every month: one finding for a pair of forms."""
    equal = _meant_equal(catalogue)
    busy = months.group_by("period", "filing", "form", "column", maintain_order=True).agg(
        pl.col("figure").round(6).cast(pl.String).str.join("|").alias("figures"),
        filled=(pl.col("figure") > 0).sum(),
        first=pl.struct(pl.all()).first(),
    )
    groups: dict[tuple[Any, Any], list[Line]] = defaultdict(list)
    for line in busy.filter(pl.col("filled") >= LEAST_ALIKE).iter_rows(named=True):
        groups[line["period"], line["figures"]].append(line)
    found: dict[tuple[int, int], list[tuple[Line, Line]]] = defaultdict(list)
    for same in groups.values():
        for one, other in pairwise(same):
            if _differ(one, other) and frozenset((_column(one), _column(other))) not in equal:
                found[one["filing"], other["filing"]].append((one["first"] | one, other["first"] | other))
    for pairs in found.values():
        detail: dict[str, Value] = {"other": pairs[0][1]["column"], "form": pairs[0][1]["form"], "count": len(pairs)}
        yield _finding("columns_alike", list(pairs[0]), filings, catalogue, detail)


def _parts_not_stated(facts: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A cell that states some of its measures and not the others: what needs those could not be judged."""
    compound = facts.filter((pl.col("measures") != "") & (pl.col("state") == State.NUMBER.value))
    cells: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    for line in compound.iter_rows(named=True):
        cells[line["filing"], line["at_row"], line["at_column"]].append(line)
    for lines in cells.values():
        stated = {line["measure"] for line in lines}
        if missing := [measure for measure in lines[0]["measures"].split("|") if measure not in stated]:
            detail: dict[str, Value] = {"parts": "、".join(missing)}
            yield _finding("measure_missing", [lines[0] | {"value": None}], filings, catalogue, detail)


def _column(line: Line) -> tuple[str, str]:
    return line["form"], line["column"]


def _differ(one: Line, other: Line) -> bool:
    """Whether two columns measure different things: another form, or another foot of the header."""
    return bool(one["form"] != other["form"] or one["column"].split("/")[-1] != other["column"].split("/")[-1])


def _meant_equal(catalogue: Catalogue) -> set[frozenset[tuple[str, str]]]:
    """The pairs of columns that some rule wants equal."""
    pairs = set()
    for rule in catalogue.all_rules:
        for equation in rule.equations:
            leaves = [leaf for leaf in equation.leaves if isinstance(leaf, Figure)]
            if len(leaves) == 2 == len(equation.leaves):
                pairs.add(frozenset((leaf.form, leaf.column) for leaf in leaves))
    return pairs


def _odd_entries(entries: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Dates out of order, dates that are not as many as stated, and telephone numbers of no known length."""
    columns = {(form.id, leaf.key): (block, leaf.column) for form, block, leaf in _leaves(catalogue)}
    phones = [key for (_, key), (_, column) in columns.items() if column.phone]
    asked = entries.filter((pl.col("kind") == Kind.DATE.value) | pl.col("column").is_in(phones))
    listed: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for at, (of, key, raw, above) in enumerate(asked.select("filing", "column", "raw", "above").iter_rows()):
        filing = filings[of]
        block, column = columns[filing.form, key]
        if column.phone and not _is_phone(raw):
            yield _finding("phone_malformed", [asked.row(at, named=True)], filings, catalogue, {})
        if column.kind is Kind.DATE and filing.period:
            dates = read_dates(raw, filing.period) or ()
            stated = count_stated(raw)
            if stated is not None and len(dates) > 1 and len(dates) != stated:
                detail: dict[str, Value] = {"stated": stated, "listed": len(dates)}
                yield _finding("count_differs", [asked.row(at, named=True)], filings, catalogue, detail)
            is_outside = all(filing.period not in (each.start.year, each.end.year) for each in dates)
            if block.ordered == key and not above and not is_outside:  # what is outside is a finding by itself
                listed[of, key].append((at, dates[0].start.toordinal()))
    for entries_of in listed.values():
        for at, is_late in _out_of_order(entries_of):
            yield _finding("date_order", [asked.row(at, named=True)], filings, catalogue, {"late": is_late})


def _out_of_order(entries: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """Of entries and their days, as few as must go for the others to stand in order, and whether they are late ones."""
    kept = _in_order([day for _, day in entries])
    last = entries[0][1]
    for place, (at, day) in enumerate(entries):
        if place not in kept:
            yield at, day >= last or not any(each < place for each in kept)
        else:
            last = day


def _in_order(days: Sequence[int]) -> set[int]:
    """The places of the most days that stand in order; of several choices, the one that keeps the first of them."""
    tails: list[int] = []
    longest = []
    for day in reversed(days):
        at = bisect_right(tails, -day)
        tails[at : at + 1] = [-day]
        longest.append(at + 1)
    kept: dict[int, int] = {}
    for place, (day, length) in enumerate(zip(days, reversed(longest), strict=True)):
        if length == len(tails) - len(kept) and day >= max(kept.values(), default=day):
            kept[place] = day
    return set(kept)


def _leaves(catalogue: Catalogue) -> Iterator[tuple[Form, Register, Any]]:
    for form in catalogue.forms:
        for block in form.blocks:
            if isinstance(block, Register):
                yield from ((form, block, leaf) for leaf in block.leaves)


def _is_phone(raw: str) -> bool:
    return all(_PHONE.fullmatch(each) for each in _BETWEEN_PHONES.split(raw.strip()) if each)


def _finding(
    code: str,
    lines: Sequence[Line],
    filings: Sequence[Filing],
    catalogue: Catalogue,
    detail: dict[str, Value],
    near: Sequence[Line] = (),
) -> Finding:
    """A question about the cells of `lines`; `near` are those that they are held against."""
    terms = tuple(_term(line, filings, catalogue) for line in lines)
    beside = tuple(replace(_term(line, filings, catalogue), role=BESIDE) for line in near)
    first, year = terms[0], filings[lines[0]["filing"]].period or 0
    return Finding(
        code,
        Source.CHECK,
        Level.QUERY,
        form=first.form,
        row=first.row,
        column=first.column,
        reported=first.value,
        terms=(*terms, *beside),
        detail={key: for_year(value, year) if isinstance(value, str) else value for key, value in detail.items()},
        filing=lines[0]["filing"],
    )


def _term(line: Line, filings: Sequence[Filing], catalogue: Catalogue) -> Term:
    filing = filings[line["filing"]]
    year = filing.period or 0
    return Term(
        role="cell",
        form=filing.form,
        row=shown_row(catalogue.by_id[filing.form], line["row"], year) if line["row"] else line["label"],
        column=for_year(line["column"], year),
        value=line.get("value"),
        raw=line["raw"] or "",
        file=filing.book.file,
        sheet=filing.sheet.name,
        cell=a1(line["at_row"], line["at_column"]) if line["at_column"] >= 0 else "",
    )
