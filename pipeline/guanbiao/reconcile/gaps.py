"""Gaps: figures left blank where a blank does not mean none. Totals that their own rules make, and figures of years
before that are known, are filled in the workbook; all others were not given."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.frames import FactLine, TermLine, lines
from guanbiao.forms.catalogue import Catalogue
from guanbiao.reconcile.judge import Reconciled
from guanbiao.text.figures import State, exact

_Cell = tuple[int | None, int | None, int | None]
_CELL = ["filing", "at_row", "at_column"]
_IS_BLANK = pl.col("state") == State.BLANK.value


class Sum(Struct, frozen=True):
    """One figure of a total that can be filled: its measure ('' where the cell states one), its value, its parts."""

    measure: str
    value: float
    parts: tuple[TermLine, ...]


class Fill(Struct, frozen=True):
    """A total left blank that its own rules make: its term, and each figure that it states."""

    total: TermLine
    sums: tuple[Sum, ...]

    @property
    def is_of_nothing(self) -> bool:
        """Whether none of its parts was given either, so that nothing was left out."""
        return bool(self.total.of_nothing)

    @property
    def is_recalled(self) -> bool:
        """Whether it is no sum, but what was filed of a year before."""
        return all(part.back for each in self.sums for part in each.parts)

    @property
    def value(self) -> str | float | None:
        """What the cell holds once it is filled: a figure, or a text where it states several (`211期 376926人次`)."""
        text = " ".join(f"{exact(each.value)}{each.measure}" for each in self.sums)
        return text if self.sums[0].measure else exact(self.sums[0].value)


class Gap(Struct, frozen=True):
    """Cells not given: one, or a whole row, column or block of them. `row` and `column` are '' where it is all."""

    row: str
    column: str
    cells: tuple[FactLine, ...]


def fills(reconciled: Reconciled, period: int, catalogue: Catalogue) -> list[Fill]:
    """The totals of a period left blank, all of whose figures their own rules make, of what was given or of nothing."""
    expected = reconciled.relations_of(period).select("relation", "expected").filter(pl.col("expected").is_not_null())
    met = reconciled.terms_of(period)
    left = met.filter((pl.col("side") == 0) & _IS_BLANK & pl.col("is_total"))
    if left.is_empty():
        return with_recalled([], reconciled, period)
    made = left.join(expected, on="relation", how="inner", maintain_order="left")
    made = made.filter(pl.col("relation").is_in(reconciled.plan.making_totals(made["relation"])))
    parts: dict[int, list[TermLine]] = defaultdict(list)
    for line in lines(met.filter(pl.col("side") == 1).join(made, on="relation", how="semi"), TermLine):
        parts[line.relation].append(line)
    cells: dict[tuple[int | None, ...], dict[str, _Made]] = defaultdict(dict)
    for total in lines(made, _Made):
        if total.of_nothing or any(part.state != State.BLANK for part in parts[total.relation]):
            cells[total.filing, total.at_row, total.at_column].setdefault(total.measure, total)
    summed = [_fill(own, parts) for own in cells.values() if _is_whole(own, catalogue)]
    return with_recalled(summed, reconciled, period)


def with_recalled(summed: Sequence[Fill], reconciled: Reconciled, period: int) -> list[Fill]:
    """The fills with figures of years before that were left blank, as they were filed then, and with the totals that
    can be worked out once these are in place."""
    found = {_cell(each.total): each for each in summed}
    recalled = _recalled(reconciled, period)
    for fill in recalled:
        found.setdefault(_cell(fill.total), fill)
    if recalled:
        values = {cell: each.sums[0].value for cell, each in found.items() if not each.sums[0].measure}
        for fill in _following(reconciled, period, values):
            found.setdefault(_cell(fill.total), fill)
    return list(found.values())


def _recalled(reconciled: Reconciled, period: int) -> list[Fill]:
    """The figures left blank that repeat one of a year before."""
    met, plan = reconciled.terms_of(period), reconciled.plan.relations
    left = met.filter((pl.col("side") == 0) & _IS_BLANK & pl.col("figure").is_null())
    if left.is_empty():
        return []
    repeating = [at for at in left["relation"].unique() if plan[at].repeats]
    own = met.filter(pl.col("relation").is_in(repeating)).partition_by("relation", maintain_order=True)
    pairs = [tuple(lines(each, TermLine)) for each in own]
    return [Fill(total, (Sum("", then.figure, (then,)),)) for total, then in pairs if then.figure is not None]


def _following(reconciled: Reconciled, period: int, values: Mapping[_Cell, float]) -> Iterator[Fill]:
    """The totals left blank all of whose parts were given or are filled (`values`), one after the other."""
    met = reconciled.terms_of(period)
    left = met.filter((pl.col("side") == 0) & _IS_BLANK & pl.col("is_total") & pl.col("figure").is_null())
    making = reconciled.plan.making_totals(left["relation"])
    own = met.filter(pl.col("relation").is_in(making)).partition_by("relation", maintain_order=True)
    known, pending = dict(values), [tuple(lines(each, TermLine)) for each in own]
    while ready := [each for each in pending if _is_ready(each, known)]:
        for total, *parts in ready:
            value = sum(part.factor * known.get(_cell(part), part.figure or 0.0) for part in parts)
            known[_cell(total)] = round(value, 6)
            yield Fill(total, (Sum("", known[_cell(total)], tuple(parts)),))
        pending = [each for each in pending if _cell(each[0]) not in known]


def _is_ready(terms: Sequence[TermLine], known: Mapping[_Cell, float]) -> bool:
    """Whether a blank total can be worked out by now, and with some of what is filled."""
    total, *parts = terms
    is_new = _cell(total) not in known and not total.measure and any(_cell(part) in known for part in parts)
    return is_new and all(part.figure is not None or _cell(part) in known for part in parts)


def _cell(line: TermLine) -> _Cell:
    return line.filing, line.at_row, line.at_column


class _Made(TermLine, frozen=True):
    """A blank total with what its rule makes it."""

    expected: float


def _is_whole(made: Mapping[str, _Made], catalogue: Catalogue) -> bool:
    """Whether everything that a cell states is made, so that figures and units alone are all there is to write."""
    first = next(iter(made.values()))
    measures = catalogue.by_id[first.form].figures[first.row or "", first.column].measures or ("",)
    return set(measures) == set(made) and not any("/" in measure for measure in measures)


def _fill(made: Mapping[str, _Made], parts: Mapping[int, Sequence[TermLine]]) -> Fill:
    sums = [Sum(measure, total.expected, tuple(parts[total.relation])) for measure, total in made.items()]
    return Fill(next(iter(made.values())), tuple(sums))


def gaps(reconciled: Reconciled, period: int, filled: Sequence[Fill]) -> list[Gap]:
    """The figures of a period that were not given and are not filled, each cell once: a row, a column or a block that
    is blank throughout is one gap. A total of nothing is none, nor is an optional figure that no rule asks for."""
    own = reconciled.facts_of(period).filter(~pl.col("blank_is_none"))
    if own.filter(_IS_BLANK).is_empty():
        return []
    cells = own.unique(_CELL, keep="first", maintain_order=True)
    places = [[fill.total.filing, fill.total.at_row, fill.total.at_column] for fill in filled]
    done = pl.DataFrame(places, schema=dict.fromkeys(_CELL, pl.Int32), orient="row").with_columns(is_filled=True)
    spoken = reconciled.terms_of(period).group_by(_CELL).agg(pl.col("of_nothing").any())
    known = cells.join(spoken, on=_CELL, how="left", maintain_order="left")
    known = known.join(done, on=_CELL, how="left", maintain_order="left")
    asked = known.filter(~pl.col("is_optional") | pl.col("of_nothing").is_not_null())
    silent = pl.col("of_nothing").fill_null(False) | pl.col("is_filled").fill_null(False)
    block, row, column = (_all_blank(*by) for by in ((), ("row",), ("column",)))
    marked = asked.with_columns(is_gap=_IS_BLANK & ~silent).with_columns(
        gap_row=pl.when(block | (column & ~row)).then(pl.lit("")).otherwise("row"),
        gap_column=pl.when(block | row).then(pl.lit("")).otherwise("column"),
    )
    found = marked.filter("is_gap").partition_by("filing", "block", "gap_row", "gap_column", maintain_order=True)
    return [Gap(each["gap_row"][0], each["gap_column"][0], tuple(lines(each, FactLine))) for each in found]


def _all_blank(*by: str) -> pl.Expr:
    """Whether several cells of a block stand together (`by` row or column) and none of them was given. A total says
    nothing where entries stand beside it: it may be a formula that adds up nothing."""
    gap, total = pl.col("is_gap"), pl.col("is_total")
    nothing = gap.all() | ((gap | total).all() & (~total).any())
    return (nothing & (gap.sum() > 1)).over("filing", "block", *by)
