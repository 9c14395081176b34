"""What is counted one by one: figures in such units are whole, and nobody is told to make a fraction of one."""

from collections.abc import Callable, Sequence

import polars as pl

from guanbiao.facts.frames import FactLine, TermLine, lines, schema
from guanbiao.forms.catalogue import Catalogue, of_forms
from guanbiao.model.findings import Finding
from guanbiao.text.figures import State
from guanbiao.text.labels import fold

_OFF = 1e-6  # further from a whole number than floats are off
_HABIT = 3  # figures of a column with a fraction that are no slip any more


def has_fraction() -> pl.Expr:
    """Whether a figure is no whole number."""
    return (pl.col("value") - pl.col("value").round()).abs() > _OFF


def unit_finder(catalogue: Catalogue) -> Callable[[FactLine | TermLine], str]:
    """The unit of a figure: as typed or declared, that of its measure where its cell states several, else that of its
    column, which is all that is declared of entries; '' for none."""
    columns = _column_units(catalogue)

    def unit_of(line: FactLine | TermLine) -> str:
        return line.unit or line.measure.rpartition("/")[2] or columns.get((line.form, line.column), "")

    return unit_of


@of_forms
def _column_units(catalogue: Catalogue) -> dict[tuple[str, str], str]:
    return {
        (form.id, leaf.key): leaf.column.unit or form.unit
        for form in catalogue.forms
        for block in form.blocks
        for leaf in block.leaves
    }


def adds_up_whole(finding: Finding, catalogue: Catalogue) -> bool:
    """Whether a finding is of a sum, and of what is counted one by one: by its unit, or by that of any of its columns,
    since only the same things add up."""
    if any(term.power for term in finding.terms):
        return False
    columns, counted = _column_units(catalogue), catalogue.vocabulary.all_counted
    units = (finding.unit, *(columns.get((term.form, term.column), "") for term in finding.terms))
    return any(fold(unit) in counted for unit in units)


def out_of_unit(facts: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The cells of columns, or of whole blocks, in which most figures of what is counted have a fraction (filing,
    at_row, at_column): they were written in another unit than declared, which their sheet does not state, so nobody
    knows in which.

        1.1799      most of 13
        0.0004
        9.3734
    """
    figures = facts.filter((pl.col("state") == State.NUMBER.value) & (pl.col("value") != 0))
    some = figures.filter(has_fraction().sum().over("filing") >= _HABIT)
    if some.is_empty():
        return some.select("filing", "at_row", "at_column")
    is_counted = must_be_whole(catalogue)
    counted = [line for line in lines(some, FactLine) if is_counted(line)]
    names = ("filing", "at_row", "at_column", "block", "column", "value")
    own = pl.DataFrame([[getattr(line, name) for name in names] for line in counted], _schema(names), orient="row")
    return own.filter(_mostly("filing", "block", "column") | _mostly("filing", "block")).select(names[:3])


def _schema(names: Sequence[str]) -> dict[str, type[pl.DataType]]:
    every = schema(FactLine)
    return {name: every[name] for name in names}


def _mostly(*together: str) -> pl.Expr:
    """Whether most of the figures that are taken together have a fraction, and more than a slip or two."""
    broken = has_fraction().sum().over(*together)
    return (broken >= _HABIT) & (broken * 2 >= pl.len().over(*together))


def must_be_whole(catalogue: Catalogue) -> Callable[[FactLine | TermLine], bool]:
    """Whether a figure is of what is counted one by one."""
    unit_of, counted = unit_finder(catalogue), catalogue.vocabulary.all_counted
    return lambda line: fold(unit_of(line)) in counted
