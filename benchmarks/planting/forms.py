"""Slips of whole forms: another year's, or one that was filed again alone, right in itself and at odds with all others;
a form or a column in another unit."""

import random
from collections.abc import Mapping, Sequence

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Link, Move, rounded
from guanbiao.reconcile.judge import TOLERANCE

from schemas.catalogue import CATALOGUE

UNITS = (1 / 10_000, 1 / 1_000, 10, 100)
LEAST_SHARED = 3  # relations with other forms: with fewer, a single figure of the others is the simpler cause
ROUNDS = 30  # in which totals are added up anew: those of totals come later


def within(net: Network, form: str) -> list[Link]:
    """The relations inside a form."""
    return [link for link in net.links if {net.nodes[node].line.form for node in link.nodes} == {form}]


def readded(net: Network, form: str, moves: Mapping[int, float]) -> dict[int, float]:
    """Moves with all that follows from them in their form; {} where that cannot be made to agree with itself."""
    links, values = within(net, form), dict(moves)

    def gap(link: Link) -> float:
        total = link.constant + sum(weight * value_of(node) for node, weight in link.weights.items())
        return rounded(total + sum(weight * value_of(one) * value_of(two) for weight, one, two in link.products))

    def value_of(node: int) -> float:
        return values.get(node, net.nodes[node].value)

    for _ in range(ROUNDS):
        off = [link for link in links if abs(gap(link)) > TOLERANCE]
        if not off:
            return {node: value for node, value in values.items() if value != net.nodes[node].value}
        for link in off:
            if link.left >= 0 and link.left not in moves:
                values[link.left] = rounded(value_of(link.left) - gap(link) / link.weights[link.left])
    return {}


def entered(net: Network, form: str) -> list[int]:
    """The figures of a form that no relation inside it defines, and that are not nothing."""
    defined = {link.left for link in within(net, form)}
    own = (at for at, node in enumerate(net.nodes) if node.line.form == form and node.value)
    return [at for at in own if at not in defined]


def shared_forms(net: Network) -> list[str]:
    """The forms of fixed rows that stand in several relations with others."""
    grids = {node.line.form for node in net.nodes} - {node.line.form for node in net.nodes if node.line.row is None}
    counts = dict.fromkeys(sorted(grids), 0)
    for link in net.links:
        forms = {net.nodes[node].line.form for node in link.nodes}
        for form in forms & grids if len(forms) > 1 else ():
            counts[form] += 1
    return [form for form, count in counts.items() if count >= LEAST_SHARED]


def _about(dice: random.Random, net: Network, node: int, factor: float) -> float:
    """A figure about so many times as large; a whole one stays whole, else the check of fractions would tell it."""
    value = net.nodes[node].value * factor * dice.uniform(0.9, 1.1)
    return float(round(value)) if net.nodes[node].value.is_integer() else round(value, 2)


def of_another_year(dice: random.Random, net: Network) -> list[Move]:
    """A form with the figures of another year: each of them other, all of them agreeing with each other."""
    form, factor = dice.choice(shared_forms(net)), dice.uniform(0.6, 1.4)
    return list(readded(net, form, {node: _about(dice, net, node, factor) for node in entered(net, form)}).items())


def filed_again_alone(dice: random.Random, net: Network) -> list[Move]:
    """A form with some figures corrected and its totals added up anew, which no other form followed."""
    form = dice.choice(shared_forms(net))
    own = entered(net, form)
    some = dice.sample(own, min(len(own), dice.randint(2, 6)))
    return list(readded(net, form, {node: _about(dice, net, node, dice.uniform(0.6, 1.4)) for node in some}).items())


def _scaled(net: Network, nodes: Sequence[int], factor: float) -> list[Move]:
    return [(node, round(net.nodes[node].value * factor, 6)) for node in nodes if net.nodes[node].value]


def form_in_another_unit(dice: random.Random, net: Network) -> list[Move]:
    """A form of one unit with every figure in another one."""
    form = dice.choice([form.id for form in CATALOGUE.forms if form.unit and form.id in shared_forms(net)])
    own = [at for at, node in enumerate(net.nodes) if node.line.form == form]
    return _scaled(net, own, dice.choice(UNITS))


def column_in_another_unit(dice: random.Random, net: Network) -> list[Move]:
    """A column of a form with fixed rows with every figure in another unit, its totals too."""
    forms = shared_forms(net)
    columns = sorted(
        key for key, rows in net.columns.items() if len(rows) >= 3 and key[0] in forms and _is_of_one_unit(net, rows)
    )
    return _scaled(net, list(net.columns[dice.choice(columns)].values()), dice.choice(UNITS))


def _is_of_one_unit(net: Network, rows: Mapping[str, int]) -> bool:
    return len({net.nodes[node].line.unit for node in rows.values()}) == 1
