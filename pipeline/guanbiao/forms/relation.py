"""One relation (审核关系): an equation of a rule, what it is called by, and whether it makes a total."""

from msgspec import Struct

from guanbiao.forms.equations import Equation, Figure, Leaf, Op, Product
from guanbiao.forms.levels import Level, Source
from guanbiao.forms.rules import Rule


class Relation(Struct, frozen=True):
    """One equation of a rule; what it says of itself in outputs is the place of its first term."""

    rule: Rule
    equation: Equation

    @property
    def kind(self) -> Source:
        """Within a form or across forms."""
        return Source.WITHIN if len(self.equation.forms) == 1 else Source.CROSS

    @property
    def makes_total(self) -> bool:
        """Whether it gives one figure, without fail, as a sum of others of its own filing."""
        left, leaves = self.equation.left.terms, self.equation.leaves
        is_sum = self.equation.op is Op.EQUAL and len(left) == 1 and self.rule.level is Level.MANDATORY
        return is_sum and self.kind is Source.WITHIN and not any(_is_more_than_part(leaf) for leaf in leaves)

    @property
    def place(self) -> Leaf:
        """The first reported figure: it gives the relation its row and column."""
        return self.equation.left.terms[0][1]


def _is_more_than_part(leaf: Leaf) -> bool:
    """Whether a term is a product, or a figure of the year before."""
    return isinstance(leaf, Product) or (isinstance(leaf, Figure) and leaf.back > 0)
