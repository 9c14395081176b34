"""Slips of whole columns and rows: copied, overwritten, swapped, shifted, booked into another month, left out."""

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move

from benchmarks.planting.bench import Blanked

Columns = Sequence[Mapping[str, int]]  # some columns of a form as they stand side by side: by row, the figure

MONTHS = [str(month) for month in range(1, 13)]
TOTALS = {"合计", "累计", "比较"}
TRIES = 200


def column_copied(dice: random.Random, net: Network) -> list[Move]:
    """A column of months overwritten by another one, its total too. Two in one form leave no equation to tell them
    apart, so a year has one of them in a form."""
    months = {
        key: rows
        for key, rows in net.columns.items()
        if len(rows) >= 12 and key[0] in ("visits", "lending", "lending_by_window")
    }
    for _ in range(200):
        one, other = dice.sample(sorted(months), 2)
        changes = [
            (node, net.nodes[months[other][row]].value)
            for row, node in months[one].items()
            if row in months[other] and net.nodes[node].value != net.nodes[months[other][row]].value
        ]
        if len(changes) >= 6:
            return changes
    return []


def rows_swapped(dice: random.Random, net: Network) -> list[Move]:
    """Two rows of a form with each other's figures, where something tells them apart."""
    for _ in range(200):
        form = dice.choice(
            ["lending", "lending_by_window", "activities_summary", "visits_three_years", "lending_three_years"]
        )
        columns = {key[1]: rows for key, rows in net.columns.items() if key[0] == form}
        one, other = dice.sample(sorted({row for rows in columns.values() for row in rows} - TOTALS), 2)
        changes = [
            change
            for rows in columns.values()
            if one in rows and other in rows and net.nodes[rows[one]].value != net.nodes[rows[other]].value
            for change in ((rows[one], net.nodes[rows[other]].value), (rows[other], net.nodes[rows[one]].value))
        ]
        if len(changes) >= 4 and len(net.after_all(changes)) >= 2:
            return changes
    return []


def columns_left_out(dice: random.Random, net: Network) -> list[Move]:
    """The totals of three months without the same two columns."""
    columns = [key for key in net.columns if key[0] == "visits" and key[1] != "合计"]
    for _ in range(200):
        gone = dice.sample(columns, 2)
        changes = []
        for month in dice.sample([str(each) for each in range(1, 13)], 3):
            lacking = sum(net.nodes[net.columns[key][month]].value for key in gone if month in net.columns[key])
            node = net.columns["visits", "合计"][month]
            if lacking:
                changes.append((node, net.nodes[node].value - lacking))
        if len(changes) == 3:
            return changes
    return []


def monthly(net: Network) -> dict[str, Columns]:
    """By form, its columns of months from left to right."""
    found: dict[str, list[Mapping[str, int]]] = {}
    for (form, _), rows in net.columns.items():
        if rows.keys() >= set(MONTHS):
            found.setdefault(form, []).append(rows)
    return {form: sorted(some, key=lambda rows: net.nodes[rows["1"]].line.address[1]) for form, some in found.items()}


def _side_by_side(dice: random.Random, columns: Columns, least: int) -> Columns:
    """Some columns that stand side by side: as few as may be, a few, or all."""
    many = min(dice.choice([least, least, dice.randint(least, 4), len(columns)]), len(columns))
    first = dice.randrange(len(columns) - many + 1)
    return columns[first : first + many]


def _changing(net: Network, moves: Sequence[Blanked]) -> list[Blanked]:
    """The moves that change something."""
    return [(node, value) for node, value in moves if (value or 0.0) != net.nodes[node].value]


def shifted_by_a_month(dice: random.Random, net: Network) -> list[Blanked]:
    """The months of a column, or of several side by side, one row too low or too high; what falls off at one end comes
    in at the other, or nothing does. Totals are right."""
    form = dice.choice(sorted(monthly(net)))
    by, wraps = dice.choice([1, -1]), dice.choice([True, False])
    moves: list[Blanked] = []
    for rows in _side_by_side(dice, monthly(net)[form], 1):
        for at, month in enumerate(MONTHS):
            is_off = not 0 <= at - by < len(MONTHS)
            there = net.nodes[rows[MONTHS[(at - by) % len(MONTHS)]]].value
            moves.append((rows[month], None if is_off and not wraps else there))
    return _changing(net, moves)


def shifted_by_a_column(dice: random.Random, net: Network) -> list[Blanked]:
    """The months of columns side by side, one column too far right or left, with or without their totals; what falls
    off on one side comes in on the other, or nothing does."""
    form = dice.choice(sorted(monthly(net)))
    columns = _side_by_side(dice, monthly(net)[form], 2)
    by, wraps, with_totals = dice.choice([1, -1]), dice.choice([True, False]), dice.choice([True, False])
    moves: list[Blanked] = []
    for at, rows in enumerate(columns):
        is_off, there = not 0 <= at - by < len(columns), columns[(at - by) % len(columns)]
        for row in rows.keys() & there.keys():
            if row in MONTHS or (with_totals and row in TOTALS):
                moves.append((rows[row], None if is_off and not wraps else net.nodes[there[row]].value))
    return _changing(net, sorted(moves))


def booked_into_the_next(dice: random.Random, net: Network) -> list[Blanked]:
    """The figures of a month, all or half of them, booked into the next; of a column, of some, or of all. Totals are
    right."""
    form = dice.choice(sorted(monthly(net)))
    month, following = dice.choice(list(pairwise(MONTHS)))
    is_half = dice.choice([True, False])
    moves: list[Blanked] = []
    for rows in _side_by_side(dice, monthly(net)[form], 1):
        own, other = net.nodes[rows[month]].value, net.nodes[rows[following]].value
        left = own // 2 if is_half else 0.0
        moves += [(rows[month], left), (rows[following], other + own - left)]
    return _changing(net, moves)


def overwritten_together(dice: random.Random, net: Network) -> list[Blanked]:
    """Two or three columns of a form overwritten by others, their totals too: by as many that stand side by side
    elsewhere, or by one from here and one from there."""
    forms = monthly(net)
    own = dice.choice([form for form in sorted(forms) if len(forms[form]) > 1])
    many = dice.randint(2, min(3, len(forms[own])))
    at = dice.randrange(len(forms[own]) - many + 1)
    columns = forms[own][at : at + many]
    others = [each for form in sorted(forms) for each in forms[form] if each not in columns]
    if dice.choice([True, False]):
        first = dice.randrange(len(others) - many + 1)
        sources = others[first : first + many]
    else:
        sources = dice.sample(others, many)
    moves: list[Blanked] = []
    for rows, source in zip(columns, sources, strict=True):
        moves += [(rows[month], net.nodes[source[month]].value) for month in MONTHS]
        total, other = ((each.keys() & TOTALS) for each in (rows, source))
        if total and other:
            moves.append((rows[min(total)], net.nodes[source[min(other)]].value))
    return _changing(net, moves)


def repeated(net: Network) -> list[list[tuple[int, int]]]:
    """The columns, or the rows, that another form repeats figure for figure: pairs of figures that must be equal."""
    found: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for link in net.links:
        if len(link.nodes) == 2 and not link.constant and not link.products and sum(link.weights.values()) == 0:
            first, second = (net.nodes[node].line for node in link.nodes)
            if first.form != second.form:
                found.setdefault((0, first.form, first.column, second.form, second.column), []).append(link.nodes[:2])
                found.setdefault((1, first.form, first.row, second.form, second.row), []).append(link.nodes[:2])
    return [pairs for pairs in found.values() if len(pairs) >= 4]


def errors_on_both_sides(dice: random.Random, net: Network) -> list[Blanked]:
    """A column that stands in two forms, with one or two digits wrong in each of them."""
    pairs = [pair for pair in dice.choice(repeated(net)) if all(net.nodes[node].value >= 100 for node in pair)]
    if len(pairs) < 4:
        return []
    here, there = dice.choice([(2, 1), (1, 1), (1, 2), (2, 2)])
    chosen = [pair[at >= here] for at, pair in enumerate(dice.sample(pairs, here + there))]
    return _changing(net, [(node, one_digit_off(dice, net.nodes[node].value)) for node in chosen])


def one_digit_off(dice: random.Random, value: float) -> float:
    """A figure with another digit in place of one of its digits."""
    digits = list(f"{abs(value):.0f}")
    at = dice.randrange(len(digits))
    digits[at] = dice.choice([digit for digit in "123456789" if digit != digits[at]])
    return float("".join(digits))
