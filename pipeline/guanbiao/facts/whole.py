"""What is counted one by one: figures in such units are whole, and nobody is told to make a fraction of one."""

from collections.abc import Callable

from guanbiao.facts.frames import FactLine, TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.text.labels import fold


def unit_finder(catalogue: Catalogue) -> Callable[[FactLine | TermLine], str]:
    """The unit of a figure: as typed or declared, that of its measure where its cell states several, else that of its
    column, which is all that is declared of entries; '' for none."""
    columns = {
        (form.id, leaf.key): leaf.column.unit or form.unit
        for form in catalogue.forms
        for block in form.blocks
        for leaf in block.leaves
    }

    def unit_of(line: FactLine | TermLine) -> str:
        return line.unit or line.measure.rpartition("/")[2] or columns.get((line.form, line.column), "")

    return unit_of


def must_be_whole(catalogue: Catalogue) -> Callable[[FactLine | TermLine], bool]:
    """Whether a figure is of what is counted one by one."""
    unit_of, counted = unit_finder(catalogue), catalogue.vocabulary.all_counted
    return lambda line: fold(unit_of(line)) in counted
