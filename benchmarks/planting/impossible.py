"""What cannot be: less than nothing in a month, a fraction of a person, a share or a part of more than the whole, a
thirteenth month. Figures alone, or with what was worked out from them."""

import random
from collections.abc import Iterator, Sequence

from guanbiao.causes.network import Network
from guanbiao.facts.frames import FactLine, lines
from guanbiao.model.filings import Filing, FoundRow
from guanbiao.text.cells import Value, text_of

from benchmarks.planting.bench import Bench, Slip
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


def _shares(bench: Bench) -> list[FactLine]:
    """The shares that forms state in per cent."""
    shares = {
        (form.id, leaf.key)
        for form in CATALOGUE.forms
        for block in form.blocks
        for leaf in block.leaves
        if leaf.column.share
    }
    facts = lines(bench.report.tables.facts, FactLine)
    return [each for each in facts if (each.form, each.column) in shares and each.value and "%" in (each.raw or "")]


def _typed(bench: Bench, changes: Sequence[tuple[FactLine, Value]]) -> Slip:
    """The slip of typing figures over that stand in no relation that adds up; the first was typed wrong, the others
    follow."""
    places = [bench.place_of(line.filing, line.at_row, line.at_column) for line, _ in changes]
    return Slip(
        cells={(line.filing, line.at_row, line.at_column): value for line, value in changes},
        truth={place: line.value for place, (line, _) in zip(places, changes, strict=True)},
        roots=frozenset(places[:1]),
        forms=frozenset(line.form for line, _ in changes),
    )


def share_above_the_whole(dice: random.Random, bench: Bench) -> Slip:
    """A share of more than 100 %: a digit too many, or a hundred too much."""
    line = dice.choice(_shares(bench))
    percent = round((line.value or 0) * 100)
    return _typed(bench, [(line, f"{dice.choice([percent + 100, percent * 10])}%")])


def part_above_its_whole(dice: random.Random, bench: Bench) -> Slip | None:
    """A head count with a digit too many, larger than what it is a part of; its share is as filed, or was worked out
    from it."""
    share = dice.choice(_shares(bench))
    row = share.filing, share.at_row
    facts = list(lines(bench.report.tables.facts, FactLine))
    part = next((each for each in facts if (each.filing, each.at_row) == row and each.unit != share.unit), None)
    if part is None or not part.value:
        return None
    wholes = [each.value for each in facts if each.value and (each.form, each.column) == (part.form, part.column)]
    whole = next((value for value in wholes if _percent(part.value, value) == share.raw), None)
    more = int(part.value) * 10 + dice.randrange(10)
    is_followed = dice.choice([True, False])
    return _typed(bench, [(part, more), *([(share, _percent(more, whole))] if whole and is_followed else [])])


def _percent(part: float, whole: float) -> str:
    return f"{int(part / whole * 100 + 0.5)}%"


def thirteenth_month(dice: random.Random, bench: Bench) -> Slip | None:
    """A form of months whose last one is labelled 13."""
    months = [
        (at, row.at) for at, own in enumerate(bench.report.filings) for row in _rows(own) if row.key == MONTHS[-1]
    ]
    filing, at = dice.choice(months)
    own = bench.report.filings[filing]
    labels = [
        (column, text) for column, value in enumerate(own.sheet.rows[at]) if (text := text_of(value)).startswith("12")
    ]
    if not labels:
        return None
    column, text = labels[0]
    place = bench.place_of(filing, at, column)
    return Slip(
        cells={(filing, at, column): text.replace("12", "13", 1)},
        truth={place: None},
        roots=frozenset({place}),
        forms=frozenset({own.form}),
    )


def _rows(filing: Filing) -> Iterator[FoundRow]:
    return (row for block in filing.blocks for row in block.rows if row.role == "row")
