"""What is counted one by one: figures in such units are whole, and nobody is told to make a fraction of one."""

from collections.abc import Callable

from guanbiao.facts.frames import FactLine, TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.findings import Finding
from guanbiao.text.labels import fold


def unit_finder(catalogue: Catalogue) -> Callable[[FactLine | TermLine], str]:
    """The unit of a figure: as typed or declared, that of its measure where its cell states several, else that of its
    column, which is all that is declared of entries; '' for none."""
    columns = _column_units(catalogue)

    def unit_of(line: FactLine | TermLine) -> str:
        return line.unit or line.measure.rpartition("/")[2] or columns.get((line.form, line.column), "")

    return unit_of


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


def must_be_whole(catalogue: Catalogue) -> Callable[[FactLine | TermLine], bool]:
    """Whether a figure is of what is counted one by one."""
    unit_of, counted = unit_finder(catalogue), catalogue.vocabulary.all_counted
    return lambda line: fold(unit_of(line)) in counted
