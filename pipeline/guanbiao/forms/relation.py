"""One relation (审核关系): an equation of a rule, the place it is known by, and whether it makes a total."""

from msgspec import Struct

from guanbiao.forms.equations import Equation, Figure, Op, Operand, Product, figures
from guanbiao.forms.levels import Level, Source
from guanbiao.forms.rules import Rule


class Relation(Struct, frozen=True):
    """One equation of a rule. A rule for all rows of a grid has as many relations as rows."""

    rule: Rule
    equation: Equation

    @property
    def kind(self) -> Source:
        """Within a form or across forms."""
        return Source.WITHIN if len(self.equation.forms) == 1 else Source.CROSS

    @property
    def makes_total(self) -> bool:
        """Whether it gives one figure, without fail, as a sum of others of its own filing: an equation of a mandatory
        rule within a form, with one term on the left, and neither products nor figures of another year. Such a figure
        can be filled in where it was left blank."""
        left, operands = self.equation.left.terms, self.equation.operands
        is_sum = self.equation.op is Op.EQUAL and len(left) == 1 and self.rule.level is Level.MANDATORY
        return is_sum and self.kind is Source.WITHIN and not any(_is_more_than_part(operand) for operand in operands)

    @property
    def is_across_years(self) -> bool:
        """Whether it holds a figure against one of a year before."""
        return any(figure.back > 0 for figure in figures(self.equation))

    @property
    def repeats(self) -> bool:
        """Whether it says that one figure is one of a year before, so that it can be filled in where it was left
        blank."""
        (_, *more_left), (_, *more_right) = self.equation.left.terms, self.equation.right.terms
        is_pair = not more_left and not more_right and self.equation.op is Op.EQUAL
        left, right = self.equation.left.terms[0][1], self.equation.right.terms[0][1]
        is_repeated = isinstance(left, Figure) and isinstance(right, Figure) and not left.back and right.back > 0
        return is_pair and is_repeated

    @property
    def place(self) -> Operand:
        """The first reported operand: its row and column are where outputs say that the relation is."""
        return self.equation.left.terms[0][1]


def _is_more_than_part(operand: Operand) -> bool:
    """Whether a term is a product, or a figure of the year before."""
    return isinstance(operand, Product) or (isinstance(operand, Figure) and operand.back > 0)
