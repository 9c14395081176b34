"""Rules (审核关系), declared: single ones, one for many rows or columns, and those that blocks state by themselves."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from guanbiao.forms.blocks import Adds, Block, Grid, Register
from guanbiao.forms.equations import EachEntry, Entries, Equation, Figure, Op, Product, Sum, total
from guanbiao.forms.form import Form
from guanbiao.forms.levels import Level


class Rule(Struct, frozen=True):
    """What must hold between figures, written once under a stable code: an equation, several of one kind, or one for
    each entry of a register. `level` is how binding it is, `basis` where it is laid down, for readers.

    `rounded`: the reported figure was rounded for print, so it may be off by half a unit of its last digit.
    `tolerance`: by how much the two sides may differ besides, in the unit of the figures."""

    code: str
    stated: Equation | tuple[Equation, ...] | EachEntry
    level: Level = Level.MANDATORY
    basis: str = ""
    rounded: bool = False
    tolerance: float = 0.0

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Its equations, one or more; none for a rule for each entry, since they are known once there are entries."""
        if isinstance(self.stated, EachEntry):
            return ()
        return (self.stated,) if isinstance(self.stated, Equation) else self.stated


def quotients(rule: Rule) -> Iterator[tuple[Figure, Product]]:
    """The figures of this year that a rule makes by dividing one by another, with what they are made of."""
    for equation in rule.equations:
        match equation.op, equation.left.terms, equation.right.terms:
            case Op.EQUAL, ((1, Figure(back=0) as made),), ((1, Product(power=-1) as product),):
                yield made, product


def along(keys: Sequence[str], left: Form, column: str, right: Form, other: str) -> tuple[Equation, ...]:
    """One equation for each of the rows `keys`: the left form's `column` equals the right form's column `other`."""
    return tuple(left[key, column] == right[key, other] for key in keys)


def crosswise(left: Form, right: Form, keys: Sequence[str], columns: Sequence[str]) -> tuple[Equation, ...]:
    """One equation for each crossing of `keys` and `columns`: both forms state the same figure there."""
    return tuple(left[key, column] == right[key, column] for key in keys for column in columns)


def carried_over(form: Form, key: str, before: str, columns: Sequence[str]) -> tuple[Equation, ...]:
    """One equation for each of the columns: the figure in row `key` is last year's figure in row `before`."""
    return tuple(form[key, column] == form[before, column].last_year for column in columns)


def recalled(form: Form, keys: Sequence[str], column: str, before: str) -> tuple[Equation, ...]:
    """One equation for each of the rows `keys`: the figure in `column` is last year's figure in the column `before`."""
    return tuple(form[key, column] == form[key, before].last_year for key in keys)


@lru_cache(maxsize=1024)
def adding_rules(form: Form) -> tuple[Rule, ...]:
    """The rules that the form's blocks state by themselves: their sums down, across and over entries."""
    return tuple(rule for block in form.blocks for rule in _block_rules(form, block))


def _block_rules(form: Form, block: Block) -> Iterator[Rule]:
    if isinstance(block, Grid):
        yield from _rules_down_and_across(form, block)
    if isinstance(block, Register):
        yield from _rules_over_entries(form, block)


def _rules_down_and_across(form: Form, grid: Grid) -> Iterator[Rule]:
    for adds in grid.down:
        columns = grid.crossing(adds, grid.numeric)
        yield _adding_rule(
            form, adds, [_addition(adds, [(key, at) for key in adds_keys(adds)], form) for at in columns]
        )
    for adds in grid.across:
        keys = grid.crossing(adds, grid.plain_rows)
        yield _adding_rule(form, adds, [_addition(adds, [(at, key) for key in adds_keys(adds)], form) for at in keys])


def _rules_over_entries(form: Form, register: Register) -> Iterator[Rule]:
    """A rule for each figure of each total row: it counts or sums the entries above that row."""
    for order, (key, declared) in enumerate(zip(register.row_keys, register.totals, strict=True)):
        for name in filter(None, (declared.count, *declared.sums)):
            column = register.leaves[form.leaf(register, name)].key
            entries = Sum(((1, Entries(form.id, column, order, counted=name == declared.count)),))
            yield Rule(f"{form.number:02d}.{key}.{column}", form[key, column] == entries)


def adds_keys(adds: Adds) -> tuple[str, ...]:
    """The labels of an addition: its total, its parts, and what is taken off, in this order."""
    return (adds.total, *adds.parts, *adds.less)


def _addition(adds: Adds, addresses: Sequence[tuple[str, str]], form: Form) -> Equation:
    left, *others = (form[address] for address in addresses)
    return left == total(*others[: len(adds.parts)]) - total(*others[len(adds.parts) :])


def _adding_rule(form: Form, adds: Adds, equations: Sequence[Equation]) -> Rule:
    return Rule(adds.code or f"{form.number:02d}.{adds.total}", tuple(equations), adds.level, adds.basis)
