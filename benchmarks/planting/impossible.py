"""Figures that cannot be: less than nothing in a month, a share of more than the whole, a fraction of a person. Each
alone, or with the totals that were added up from it."""

import random

from guanbiao.causes.network import Network
from guanbiao.facts.frames import FactLine, lines

from benchmarks.planting.bench import Bench, Place, Slip
from benchmarks.planting.forms import readded
from benchmarks.planting.months import MONTHS, TOTALS
from schemas.catalogue import CATALOGUE


def _with_consequences(dice: random.Random, bench: Bench, node: int, value: float) -> Slip | None:
    """A figure typed over, alone or with the totals of its form that follow."""
    form = bench.network.nodes[node].line.form
    moves = readded(bench.network, form, {node: value}) if dice.choice([True, False]) else {node: value}
    return bench.slip(list(moves.items()), [node]) if moves else None


def _in_a_month(net: Network) -> list[int]:
    """The figures of months that a column's own total adds up, and that at least two relations touch."""
    return [
        node
        for (_, column), rows in net.columns.items()
        if rows.keys() >= set(MONTHS) and column.split("/")[0] not in TOTALS
        for row, node in rows.items()
        if row in MONTHS and len(net.at[node]) >= 2 and net.nodes[node].value
    ]


def less_than_nothing(dice: random.Random, bench: Bench) -> Slip | None:
    """-1 in a month, as a code for what nobody knows."""
    return _with_consequences(dice, bench, dice.choice(_in_a_month(bench.network)), -1.0)


def fraction_of_a_person(dice: random.Random, bench: Bench) -> Slip | None:
    """A figure of what is counted one by one, with a half more, or with its point in the wrong place."""
    nodes = bench.network.nodes
    own = [
        at for at, node in enumerate(nodes) if node.is_counted and node.value >= 10 and len(bench.network.at[at]) > 1
    ]
    node = dice.choice(own)
    value = dice.choice([nodes[node].value + 0.5, nodes[node].value / 10, nodes[node].value / 100])
    return None if value.is_integer() else _with_consequences(dice, bench, node, round(value, 6))


def share_above_the_whole(dice: random.Random, bench: Bench) -> Slip | None:
    """A share of more than 100 %: a digit too many, or a hundred too much."""
    shares = {
        (form.id, leaf.key)
        for form in CATALOGUE.forms
        for block in form.blocks
        for leaf in block.leaves
        if leaf.column.share
    }
    own = [
        line
        for line in lines(bench.report.tables.facts, FactLine)
        if (line.form, line.column) in shares and line.value and "%" in (line.raw or "")
    ]
    line = dice.choice(own)
    percent = round((line.value or 0) * 100)
    place: Place = bench.place_of(line.filing, line.at_row, line.at_column)
    return Slip(
        cells={(line.filing, line.at_row, line.at_column): f"{dice.choice([percent + 100, percent * 10])}%"},
        truth={place: line.value},
        roots=frozenset({place}),
        forms=frozenset({line.form}),
    )
