"""Minimal change sets, against brute force on small networks that are drawn at random."""

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Link, Node
from guanbiao.causes.search import Budget, minimal_sets, parts
from guanbiao.forms.levels import Source
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terms import term


def grid(values: list[list[int]]) -> Network:
    """A table of figures with its row totals, column totals and grand total, all of them right."""
    rows, columns = len(values), len(values[0])
    cells = [value for row in values for value in row]
    cells += [sum(row) for row in values] + [sum(row[at] for row in values) for at in range(columns)]
    cells.append(sum(map(sum, values)))
    first_row, first_column, grand = rows * columns, rows * columns + rows, len(cells) - 1
    links = [({at * columns + to: -1.0 for to in range(columns)}, first_row + at) for at in range(rows)]
    links += [({at * columns + to: -1.0 for at in range(rows)}, first_column + to) for to in range(columns)]
    links.append(({first_row + at: -1.0 for at in range(rows)}, grand))
    links.append(({first_column + at: -1.0 for at in range(columns)}, grand))
    nodes = tuple(
        Node(term(form="f", row="r", column=str(at)), float(value), False, True) for at, value in enumerate(cells)
    )
    whole = [Link(at, Source.WITHIN, {**parts, left: 1.0}, (), 0.0, left) for at, (parts, left) in enumerate(links)]
    return Network(nodes, tuple(whole), {})


def mended(network: Network, changes: tuple[tuple[int, float], ...]) -> bool:
    return not network.after_all(changes)


GRIDS = st.lists(st.lists(st.integers(1, 999), min_size=3, max_size=3), min_size=3, max_size=4)


@settings(max_examples=60, deadline=None)
@given(GRIDS, st.data())
def test_one_error_is_the_one_minimal_set(values: list[list[int]], data: st.DataObject) -> None:
    right = grid(values)
    node = data.draw(st.integers(0, len(right.nodes) - 1))
    wrong = data.draw(st.integers(0, 20_000).filter(lambda value: value != right.nodes[node].value))
    network = right.changed([(node, float(wrong))])
    found = minimal_sets(network, network.off, Budget(5000))
    assert found.complete
    assert [each.moves for each in found.sets] == [((node, right.nodes[node].value),)]


@settings(max_examples=40, deadline=None)
@given(GRIDS, st.data())
def test_every_set_that_is_found_mends_and_none_is_smaller_by_brute_force(
    values: list[list[int]], data: st.DataObject
) -> None:
    right = grid(values)
    picked = data.draw(st.lists(st.integers(0, len(right.nodes) - 1), min_size=2, max_size=2, unique=True))
    steps = data.draw(st.lists(st.integers(1, 500), min_size=2, max_size=2))
    network = right.changed([(node, right.nodes[node].value + step) for node, step in zip(picked, steps, strict=True)])
    single = [
        node
        for node in range(len(network.nodes))
        for gap in {abs(gap) for gap in network.off.values()}
        for value in (network.nodes[node].value + gap, network.nodes[node].value - gap)
        if mended(network, ((node, value),))
    ]
    apart = list(parts(network, network.off))
    assert bool(apart) is bool(network.off)
    for part in apart:
        found = minimal_sets(network, part, Budget(20_000))
        assert found.sets
        for each in found.sets:
            assert not set(network.after_all(each.moves)) & set(part)
            assert not [link for link in network.after_all(each.moves) if link not in network.off]
        if single and len(apart) == 1:
            assert min(len(each.roots) for each in found.sets) == 1


def test_a_search_without_steps_says_that_it_gave_up() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    network = right.changed([(0, 100.0), (4, 200.0), (8, 300.0), (2, 7.0)])
    assert not minimal_sets(network, network.off, Budget(3)).complete


def test_figures_of_a_whole_column_stay_whole_and_not_negative() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    network = right.changed([(9, 0.0)])  # the first row's total
    found = minimal_sets(network, network.off, Budget(5000)).sets
    assert found
    for each in found:
        assert all(value >= 0 and value.is_integer() for _, value in each.moves)


def test_a_change_reaches_its_own_equations_and_those_of_the_totals_made_anew() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    first_row, first_column, grand_by_rows, grand_by_columns = 0, 3, 6, 7
    assert right.reach(0) == {first_row, first_column, grand_by_rows, grand_by_columns}
    assert right.reach(9) == {first_row, grand_by_rows, grand_by_columns}
    assert right.changed([(0, 100.0)]).reach(0) == right.reach(0)
