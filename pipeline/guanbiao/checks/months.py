"""Questions about figures of months and years that break no rule and still look wrong (核实性)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import polars as pl
from msgspec.structs import replace

from guanbiao.facts.frames import FactLine, lines
from guanbiao.facts.terms import cell_term
from guanbiao.forms.catalogue import MONTHS, Catalogue, Grid, of_forms
from guanbiao.forms.equations import Figure
from guanbiao.model.details import Detail, OfMonth, OfParts, OfTwins, OfYear
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role
from guanbiao.text.figures import State
from guanbiao.text.years import for_year
from guanbiao.words.codes import CODES

JUMP = 10  # times the months around it: what a digit too many or too few makes of a figure
BUSY = 100  # below this a jump says nothing: 3 after 31 is an ordinary month of a small room
LEAST_ALIKE = 4  # months that must agree before two columns are called alike: fewer do by chance
_CELL = ("filing", "at_row", "at_column")
_THIS, _LAST = "{year}", "{year-1}"


class _Month(FactLine, frozen=True):
    """A month's figure with those of the months before and after it; blanks that mean none are 0."""

    month: int
    figure: float | None
    before: float | None
    after: float | None


class _Column(FactLine, frozen=True):
    """A column of a monthly grid, as its first month, with all its figures as one text."""

    figures: str


def month_findings(facts: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Every question about figures as such; `facts` are those of all filings (FactLine)."""
    figures = facts.filter(pl.col("measure") == "")  # not the terms of what is added up in a cell
    months = _months(figures, catalogue)
    if not months.is_empty():
        yield from _odd_months(months, filings, catalogue)
    yield from _odd_years(figures, filings, catalogue)
    if not months.is_empty():
        yield from _alike(months, filings, catalogue)
    yield from _parts_not_stated(facts, filings, catalogue)


def _months(facts: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The entries of monthly grids (_Month)."""
    own = pl.col("form").is_in(_monthly(catalogue)) & pl.col("row").is_in(MONTHS) & ~pl.col("is_total")
    zero = (pl.col("state") == State.BLANK.value) & pl.col("blank_is_none")
    months = facts.filter(own).with_columns(
        month=pl.col("row").cast(pl.Int8, strict=False),
        figure=pl.when(zero).then(0.0).otherwise("value"),
    )
    return months.sort("filing", "column", "month").with_columns(before=_figure_at(1), after=_figure_at(-1))


def _figure_at(step: int) -> pl.Expr:
    """The figure of the month before (1) or after (-1) one, in sorted lines; null where the file has no row for it."""
    group = ["filing", "column"]
    is_next = pl.col("month").shift(step).over(group) == pl.col("month") - step
    return pl.when(is_next).then(pl.col("figure").shift(step).over(group))


@of_forms
def _monthly(catalogue: Catalogue) -> list[str]:
    """The forms with a grid of months."""
    grids = [(form.id, block) for form in catalogue.forms for block in form.blocks if isinstance(block, Grid)]
    return [form for form, grid in grids if set(MONTHS) <= set(grid.row_keys)]


def _odd_months(months: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A month at 0 between busy ones; a month ten times the months around it, or a tenth of them (not below 0, which
    is a finding by itself)."""
    low, high = pl.min_horizontal("before", "after"), pl.max_horizontal("before", "after")
    both = pl.col("before").is_not_null() & pl.col("after").is_not_null() & (low > 0)
    is_busy = pl.max_horizontal("before", "after", "figure") >= BUSY
    is_off = (pl.col("figure") >= JUMP * high) | (JUMP * pl.col("figure") <= low)
    odd = months.filter(both & ((pl.col("figure") == 0) | (is_busy & (pl.col("figure") > 0) & is_off)))
    if odd.is_empty():
        return
    near = lines(months.join(odd, on=["filing", "column"], how="semi"), _Month)
    by_month = {(line.filing, line.column, line.month): line for line in near}
    for line in lines(odd, _Month):
        around = [by_month[line.filing, line.column, line.month + step] for step in (-1, 1)]
        detail = OfMonth(line.before or 0.0, line.after or 0.0, line.figure or 0.0, line.state == State.BLANK)
        code = "month_jump" if line.figure else "month_zero"
        yield _question(code, [line], filings, catalogue, detail, around)


def _odd_years(facts: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A figure of a comparison table ten times that of the year before, or a tenth of it."""
    column, place = pl.col("column"), ["filing", "row", "column"]
    given = facts.filter(pl.col("value") > 0)
    of_year = given.filter(column.str.contains(_THIS, literal=True) & ~column.str.contains(_LAST, literal=True))
    if of_year.is_empty():
        return
    last = of_year.with_columns(column=column.str.replace(_THIS, _LAST, literal=True))
    known = given.join(last, on=place, how="semi").unique(place, keep="first", maintain_order=True)
    others = known.with_row_index("before").select(*place, "before", other="value")
    both = last.join(others, on=place, how="left", maintain_order="left")
    high, low = pl.max_horizontal("value", "other"), pl.min_horizontal("value", "other")
    odd = both.select(pl.arg_where(pl.col("other").is_not_null() & (high >= BUSY) & (high >= JUMP * low))).to_series()
    befores = lines(known[both["before"][odd]], FactLine)
    for line, other in zip(lines(of_year[odd], FactLine), befores, strict=True):
        detail = OfYear(other.value or 0.0, line.value or 0.0)
        yield _question("year_jump", [line], filings, catalogue, detail, [other])


def _alike(months: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Two columns of different measures with the same figure in every month: one finding for a pair of forms."""
    equal = _meant_equal(catalogue)
    columns = months.group_by("period", "filing", "form", "column", maintain_order=True).agg(
        pl.exclude("figure").first(),
        figures=pl.col("figure").round(6).cast(pl.String).str.join("|"),
        filled=(pl.col("figure") > 0).sum(),
    )
    groups: dict[tuple[int | None, str], list[_Column]] = defaultdict(list)
    for line in lines(columns.filter(pl.col("filled") >= LEAST_ALIKE), _Column):
        groups[line.period, line.figures].append(line)
    found: dict[tuple[int, int], list[tuple[_Column, _Column]]] = defaultdict(list)
    for same in groups.values():
        for one, other in pairwise(same):
            if _differ(one, other) and frozenset(((one.form, one.column), (other.form, other.column))) not in equal:
                found[one.filing, other.filing].append((one, other))
    for pairs in found.values():
        other = pairs[0][1]
        column = for_year(other.column, filings[pairs[0][0].filing].period or 0)
        yield _question("columns_alike", pairs[0], filings, catalogue, OfTwins(column, other.form, len(pairs)))


def _differ(one: FactLine, other: FactLine) -> bool:
    """Whether two columns measure different things: another form, or another foot of the header in one filing. Two
    filings of a form are copies of each other."""
    if one.form != other.form:
        return True
    return one.filing == other.filing and one.column.split("/")[-1] != other.column.split("/")[-1]


@of_forms
def _meant_equal(catalogue: Catalogue) -> set[frozenset[tuple[str, str]]]:
    """The pairs of columns that some rule wants equal."""
    pairs = set()
    for rule in catalogue.all_rules:
        for equation in rule.equations:
            operands = [operand for operand in equation.operands if isinstance(operand, Figure)]
            if len(operands) == 2 == len(equation.operands):
                pairs.add(frozenset((operand.form, operand.column) for operand in operands))
    return pairs


def _parts_not_stated(facts: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A cell that states some of its measures and not the others: what needs those could not be judged."""
    compound = facts.filter((pl.col("measures") != "") & (pl.col("state") == State.NUMBER.value))
    cells: dict[tuple[object, ...], tuple[int, str, set[str]]] = {}
    for at, (*cell, wanted, measure) in enumerate(compound.select(*_CELL, "measures", "measure").iter_rows()):
        cells.setdefault(tuple(cell), (at, wanted, set()))[2].add(measure)
    for at, wanted, stated in cells.values():
        if missing := [measure for measure in wanted.split("|") if measure not in stated]:
            line = replace(next(lines(compound[at], FactLine)), value=None)
            yield _question("measure_missing", [line], filings, catalogue, OfParts("、".join(missing)))


def _question(
    code: str,
    asked: Sequence[FactLine],
    filings: Sequence[Filing],
    catalogue: Catalogue,
    detail: Detail,
    near: Sequence[FactLine] = (),
) -> Finding:
    """A question about the cells `asked`; `near` are those that they are held against."""
    terms = [cell_term(line, filings[line.filing], catalogue) for line in asked]
    beside = [cell_term(line, filings[line.filing], catalogue, Role.BESIDE) for line in near]
    first = terms[0]
    return Finding(
        *CODES[code].identity,
        form=first.form,
        row=first.row,
        column=first.column,
        reported=first.value,
        terms=(*terms, *beside),
        detail=detail,
        filing=asked[0].filing,
    )
