"""The network of figures and equations, against the equations worked out anew from all figures."""

from collections.abc import Sequence

import pytest
from guanbiao.causes.compete import Offer, Prices, rivals
from guanbiao.causes.kinds.patterns import Effect, Pattern, effect_of, good_effects, ties_of
from guanbiao.causes.network import Network, shifted
from guanbiao.causes.nodes import Axis, Link, Move, Node, rounded
from guanbiao.causes.search import (
    Budget,
    ChangeSet,
    least_changes,
    loose_ends,
    minimal_sets,
    parts,
    targets,
)
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.causes.test_search import GRIDS, grid, mended
from tests.terms import term


def node(at: int, value: float, *, is_whole: bool = True, **more: bool) -> Node:
    return replace(Node(term(form="f", row=str(at), column=f"c{at}"), value, is_blank=False, is_whole=is_whole), **more)


def off_anew(network: Network, values: Sequence[float]) -> dict[int, float]:
    """Which equations do not hold for these figures, worked out from the equations alone."""
    found = {}
    for at, link in enumerate(network.links):
        gap = link.constant + sum(weight * values[each] for each, weight in link.weights.items())
        gap += sum(weight * values[one] * values[other] for weight, one, other in link.products)
        if abs(gap) > 1e-6:
            found[at] = round(gap, 6)
    return found


def quotient() -> Network:
    """Half of ten is five: 5 = 10 · 0.5, and twice the share is 1."""
    nodes = node(0, 5.0), node(1, 10.0), node(2, 0.5, is_whole=False), node(3, 1.0, is_whole=False)
    share = Link(0, Source.WITHIN, {0: 1.0}, ((-1.0, 1, 2),), 0.0, 0)
    double = Link(1, Source.CROSS, {3: 1.0, 2: -2.0}, (), 0.0, 3)
    constant = Link(2, Source.CROSS, {0: 1.0}, (), -5.0, -1)
    return Network(nodes, (share, double, constant), {})


@settings(max_examples=30)
@given(st.one_of(GRIDS.map(grid), st.just(quotient())), st.data())
def test_what_is_off_after_moves_is_what_the_equations_say(network: Network, data: st.DataObject) -> None:
    picked = data.draw(st.lists(st.integers(0, len(network.nodes) - 1), min_size=1, max_size=3, unique=True))
    moves = [(each, float(data.draw(st.integers(-50, 2000)))) for each in picked]
    values = [dict(moves).get(at, own.value) for at, own in enumerate(network.nodes)]
    expected = off_anew(network, values)
    assert network.after_all(moves) == expected
    sums = [(at, link.weights) for at, link in enumerate(network.links) if not link.products]
    gaps = {at: network.gap_after(at, [move for move in moves if move[0] in weights]) for at, weights in sums}
    assert gaps == {at: expected.get(at, 0.0) for at, _ in sums}
    moved = network.changed(moves)
    assert moved.off == expected
    assert [each.value for each in moved.nodes] == values
    assert moved.changed([(each, network.nodes[each].value) for each, _ in moves]).off == {}
    first, *others = moves
    step = network.after(network.off, {}, first)
    for at, move in enumerate(others, 1):
        step = network.after(step, dict(moves[:at]), move)
    assert step == expected
    assert (
        [each for part in parts(moved, moved.off) for each in part]
        and sorted(each for part in parts(moved, moved.off) for each in part) == sorted(expected)
        if expected
        else parts(moved, moved.off) == []
    )
    for one in (groups := parts(moved, moved.off)):
        own = {each for link in one for each in moved.members[link]}
        others_of = {each for part in groups if part is not one for link in part for each in moved.members[link]}
        assert own.isdisjoint(others_of)
        assert [*one] == sorted(one)


@settings(max_examples=30)
@given(GRIDS.map(grid), st.data())
def test_totals_that_follow_are_made_anew_until_all_holds(right: Network, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(right.nodes) - 1))
    value = float(data.draw(st.integers(0, 5000).filter(lambda each: each != right.nodes[at].value)))
    off, values = right.followed(right.off, {}, ((at, value),))
    assert values[at] == value
    inner = len(right.nodes) - 1 - len({link.left for link in right.links} - {len(right.nodes) - 1})
    if at < inner:  # a figure of the table: every total follows
        assert off == {}
        defined = {link.left for link in right.links if at in link.weights} | {len(right.nodes) - 1}
        assert values.keys() == {at, *defined}
    assert off == off_anew(right, [values.get(each, own.value) for each, own in enumerate(right.nodes)])
    closed = replace(right, closed=frozenset(range(len(right.nodes))), open=frozenset())
    assert closed.followed(right.off, {}, ((at, value),))[1] == {at: value}
    opened = replace(closed, open=closed.closed)
    assert opened.followed(right.off, {}, ((at, value),))[1] == values


def test_what_follows_never_is_a_fraction_of_what_is_counted() -> None:
    network = quotient()
    counted = replace(network, nodes=(replace(network.nodes[0], is_counted=True), *network.nodes[1:]))
    assert network.followed({}, {}, ((1, 11.0),)) == ({2: 0.5}, {1: 11.0, 0: 5.5})
    assert counted.followed({}, {}, ((1, 11.0),)) == ({0: -0.5}, {1: 11.0})
    assert counted.followed({}, {}, ((1, 12.0),)) == ({2: 1.0}, {1: 12.0, 0: 6.0})


def test_slopes_of_sums_and_products() -> None:
    network = quotient()
    assert [network.slope(0, each, {}) for each in range(4)] == [1.0, -0.5, -10.0, 0.0]
    assert [network.slope(0, each, {1: 20.0, 2: 0.25}) for each in range(3)] == [1.0, -0.25, -20.0]
    assert network.slope(1, 2, {}) == -2.0
    square = replace(network, links=(Link(0, Source.WITHIN, {0: 1.0}, ((-1.0, 1, 2), (2.0, 2, 3)), 0.0, 0),))
    assert square.slope(0, 2, {}) == -8.0
    assert network.at == ((0, 2), (0,), (0, 1), (1,))
    assert network.members == ((0, 1, 2), (3, 2), (0,))


@pytest.mark.parametrize(
    ("own", "value", "may"),
    [
        ({}, 7.0, True),
        ({}, 7.5, False),
        ({"is_whole": False}, 7.5, True),
        ({"is_whole": False, "is_counted": True}, 7.5, False),
        ({}, -7.0, False),
        ({}, 0.0, True),
        ({"value": -3.0}, -7.0, True),
        ({"value": -3.0, "is_unsigned": True}, -7.0, False),
        ({"is_signed": True}, -7.0, True),
    ],
)
def test_the_values_that_a_figure_may_take(own: dict[str, float], value: float, may: bool) -> None:
    network = Network((replace(node(0, 5.0), **own),), (), {})
    assert network.may_be(0, value) is may


def test_figures_that_can_be_right_nowhere() -> None:
    assert not node(0, -1.0).is_impossible
    assert node(0, -1.0, is_unsigned=True).is_impossible
    assert not node(0, 0.0, is_unsigned=True).is_impossible
    assert node(0, 1.5, is_whole=False, is_counted=True).is_impossible
    assert not node(0, 1.5, is_whole=False).is_impossible
    assert Axis.ROW.across is Axis.COLUMN


def test_links_move_by_themselves() -> None:
    assert shifted({1: 5.0, 2: 3.0}, [(1, -5.0), (2, 1.0), (3, 2.0), (4, 0.0)]) == {2: 4.0, 3: 2.0}
    assert shifted({}, [(1, 1e-9)]) == {}
    assert rounded(0.1 + 0.2) == 0.3
    assert rounded(3.0) == 3.0


def test_a_cause_in_place_closes_what_it_changed_and_what_follows_may_follow_again() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])  # totals of rows 9 to 11, of columns 12 to 14, of all 15
    wrong = replace(right.changed([(0, 100.0)]), origin=None)
    done = wrong.settled(((0, 1.0),), ())
    assert (dict(done.off), done.closed, done.made, done.open) == ({}, frozenset({0}), frozenset(), frozenset())
    assert done.explained == wrong.off.keys()
    assert done.settled_nodes == {0}
    left = wrong.settled(((4, 50.0),), ((10, 60.0),))
    assert (left.closed, left.made, left.open) == (
        frozenset({4}),
        frozenset({10}),
        frozenset({4}),
    )  # nothing that it mends speaks for it
    assert left.settled_nodes == {10}
    again = left.settled(((10, 15.0),), ())
    assert (10 in again.closed, 10 in again.made) == (True, False)
    moved = wrong.settled((), (), [(0, -wrong.off[0])])
    assert (0 in moved.off, moved.closed) == (False, frozenset())
    assert done.columns is wrong.columns


def test_series_and_what_they_hold() -> None:
    nodes = [replace(node(0, 7.0), line=term(form="f", row=row, column=column)) for row in "12" for column in "ab"]
    named = [*nodes, replace(nodes[0], line=term(form="f", row="1", column="c", measure="场"))]
    named.append(replace(nodes[0], line=term(form="f", row=None, column="a")))
    network = Network(tuple(named), (), {})
    assert network.columns == {("f", "a"): {"1": 0, "2": 2}, ("f", "b"): {"1": 1, "2": 3}}
    assert network.rows == {("f", "1"): {"a": 0, "b": 1}, ("f", "2"): {"a": 2, "b": 3}}
    assert network.series(Axis.ROW) == network.rows
    assert network.series(Axis.COLUMN) == network.columns
    changed = network.changed([(0, 9.0)])
    assert changed.holding[Axis.COLUMN] == {
        ("1", 9.0): [("f", "a")],
        ("2", 7.0): [("f", "a"), ("f", "b")],
        ("1", 7.0): [("f", "b")],
    }


def test_the_values_that_mend_one_link_each() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    wrong = right.changed([(0, 100.0), (12, 5.0)])  # a figure, and the total of its column
    assert targets(wrong, 0, wrong.off, {}) == [1.0]
    assert targets(wrong, 9, wrong.off, {}) == [105.0]
    assert sorted(targets(wrong, 15, wrong.off, {})) == [38.0]
    assert targets(wrong, 0, {}, {}) == []
    assert targets(wrong.settled(((9, 105.0),), ()), 9, wrong.off, {}) == []
    assert loose_ends(wrong, wrong.off, {0: 1.0}) == len([link for link in wrong.at[0] if link in wrong.off])
    assert loose_ends(wrong, wrong.off, {}) == 0


@settings(max_examples=25)
@given(GRIDS.map(grid), st.data())
def test_no_part_takes_fewer_changes_than_the_bound_and_the_sets_that_are_found_mend_it(
    right: Network, data: st.DataObject
) -> None:
    picked = data.draw(st.lists(st.integers(0, len(right.nodes) - 1), min_size=1, max_size=2, unique=True))
    moves: list[Move] = [(each, right.nodes[each].value + data.draw(st.integers(1, 900))) for each in picked]
    wrong = right.changed(moves)
    assert least_changes(wrong, wrong.off, {}) <= len(picked)
    assert (least_changes(wrong, wrong.off, {}) > 0) is bool(wrong.off)
    assert least_changes(wrong, wrong.off, dict.fromkeys(range(len(wrong.nodes)), 0.0)) > 5 or not wrong.off
    for part in parts(wrong, wrong.off):
        sets = minimal_sets(wrong, part, Budget(20_000)).sets
        weights = [each.weight for each in sets]
        assert max(weights) - min(weights) <= 0.5
        assert len({frozenset(each.moves) for each in sets}) == len(sets)
        assert all(mended(wrong, each.moves) or len(wrong.off) > len(part) for each in sets)
        assert min(weights) <= len(picked)


def test_a_change_set_weighs_its_roots_what_follows_and_its_loose_ends() -> None:
    whole = ChangeSet(((0, 1.0), (1, 2.0)), ((2, 3.0),), 2)
    assert whole.weight == 2 + 0.25 + 1.5
    assert whole.moves == ((0, 1.0), (1, 2.0), (2, 3.0))
    assert whole.only(frozenset({(1, 2.0), (2, 3.0), (9, 9.0)})) == ChangeSet(((1, 2.0),), ((2, 3.0),))
    budget = Budget(3)
    assert [budget.spend(2), budget.spend(1), budget.spend(1)] == [True, True, False]


def test_a_total_that_was_carried_on_is_one_wrong_figure() -> None:
    """A total of 54 for 45, carried into the grand total: lighter than a figure and a total that are both too small."""
    nodes = tuple(node(at, float(each)) for at, each in enumerate((10, 20, 30, 40, 5, 45, 50, 25, 75, 75)))
    sums = (2, (0, 1)), (5, (3, 4)), (8, (6, 7)), (6, (0, 3)), (7, (1, 4)), (8, (2, 5)), (9, (8,))
    links = [Link(0, Source.WITHIN, {**dict.fromkeys(of, -1.0), left: 1.0}, (), 0.0, left) for left, of in sums]
    wrong = Network(nodes, tuple(links), {}).changed([(5, 54.0), (8, 84.0), (9, 84.0)])
    found = sorted(minimal_sets(wrong, wrong.off, Budget(1200)).sets, key=lambda each: each.weight)
    assert [(each.weight, each.roots, each.following) for each in found] == [
        (1.5, ((5, 45.0),), ((8, 75.0), (9, 75.0))),
        (2.0, ((3, 49.0), (6, 59.0)), ()),
        (2.0, ((4, 14.0), (7, 34.0)), ()),
    ]
    single = Network(nodes, tuple(links), {}).changed([(3, 50.0)])
    assert minimal_sets(single, single.off, Budget(100)).sets == (ChangeSet(((3, 40.0),)),)
    assert minimal_sets(single, single.off, Budget(1)).complete  # which is just enough
    assert not minimal_sets(single, single.off, Budget(0)).complete
    assert [link.is_repetition for link in links] == [False] * 6 + [True]
    assert (links[0].right, links[0].lacking(-5.0), links[0].amount(1, 7.0)) == ((0, 1), 5.0, 7.0)


def effect(roots: tuple[Move, ...], mends: set[int]) -> Effect:
    return Effect(
        Pattern(CauseKind.SHIFTED, ChangeSet(roots), cost=1.0), ChangeSet(roots), frozenset(mends), frozenset()
    )


def test_a_slip_of_many_cells_saves_what_its_parts_would_take() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    typed = ((0, 100.0), (4, 200.0), (8, 300.0))  # one in each row and column
    wrong = replace(right.changed(typed), origin=None)
    whole, one = effect(((0, 1.0), (4, 5.0), (8, 9.0)), {*range(6)}), effect(((0, 1.0),), {0, 3})
    offers = Prices().offers(wrong, [one, whole])
    assert [(each.effect, each.gain) for each in offers] == [(whole, 2.0), (one, 0.0)]
    worse = effect(((0, 50.0),), set())  # which leaves all three to be mended
    (last,) = Prices().offers(wrong, [worse])
    assert last.gain == -1.0


@pytest.mark.parametrize(
    ("gain", "mends", "is_rival"),
    [
        (2.0, {1, 2, 3}, True),
        (1.26, {1, 2, 3}, True),
        (1.25, {1, 2, 3}, False),  # clearly less
        (5.0, {1, 2, 3}, True),
        (2.0, {1}, False),  # a part of the same
        (2.0, {1, 2}, False),
        (2.0, {3, 4}, False),  # something else
    ],
)
def test_rivals_of_a_slip_save_about_as_much_by_mending_something_else_too(
    gain: float, mends: set[int], is_rival: bool
) -> None:
    best, other = Offer(effect(((0, 1.0),), {1, 2}), 2.0), Offer(effect(((1, 1.0),), mends), gain)
    assert list(rivals(best, [best, other])) == ([other] if is_rival else [])


def test_offers_stand_by_what_they_save_then_by_what_they_mend_then_by_how_little_they_change() -> None:
    few, many = effect(((0, 1.0),), {1}), effect(((0, 1.0), (1, 1.0)), {1, 2})
    long = effect(((0, 1.0), (1, 1.0)), {1})
    offers = [Offer(few, 2.0), Offer(many, 1.0), Offer(few, 1.0), Offer(long, 1.0)]
    shuffled = [offers[at] for at in (2, 0, 3, 1)]
    assert sorted(shuffled, key=lambda each: each.rank) == offers


def of_kind(kind: CauseKind, *roots: Move, shifts: tuple[Move, ...] = (), least: int | None = None) -> Pattern:
    return Pattern(kind, ChangeSet(roots, shifts=shifts), least=least)


def test_what_a_pattern_does_is_what_it_mends_breaks_and_leaves_loose() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    wrong = right.changed([(0, 100.0), (4, 200.0)])  # links 0 and 3, 1 and 4
    own = of_kind(CauseKind.SHIFTED, (0, 1.0), (4, 200.0))
    done = effect_of(wrong, own.change_set, own)
    assert (done.change_set.roots, done.mended, done.broken, done.loose) == (
        ((0, 1.0),),
        frozenset({0, 3}),
        frozenset(),
        0,
    )
    half = of_kind(CauseKind.SHIFTED, (4, 100.0))
    done = effect_of(wrong, half.change_set, half)
    assert (done.mended, done.broken, done.loose) == (frozenset(), frozenset(), 2)
    worse = of_kind(CauseKind.SHIFTED, (8, 1.0))
    assert effect_of(wrong, worse.change_set, worse).broken == {2, 5}
    total = replace(right.changed([(9, 60.0), (15, 99.0)]), origin=None)  # carried into the total of all
    followed = of_kind(CauseKind.BOOKED_NEXT, (9, 6.0))
    done = effect_of(total, followed.change_set, followed)
    assert (done.change_set.following, done.mended) == (((15, 45.0),), frozenset({0, 7}))
    plain = right.changed([(0, 100.0), (9, 105.0)])  # the total followed the slip
    followed = of_kind(CauseKind.BOOKED_NEXT, (0, 1.0))
    done = effect_of(plain, followed.change_set, followed)
    assert done.change_set.roots == ((0, 1.0),)
    moved = of_kind(CauseKind.ENTRY_MISPLACED, shifts=((0, -wrong.off[0]), (2, 5.0)))
    done = effect_of(wrong, moved.change_set, moved)
    assert (done.mended, done.broken) == (frozenset({0}), frozenset({2}))


@pytest.mark.parametrize(
    ("kind", "mended", "moves", "loose", "least", "is_good"),
    [
        (CauseKind.ROWS_SWAPPED, 2, 2, 0, None, True),
        (CauseKind.ROWS_SWAPPED, 1, 2, 0, None, False),
        (CauseKind.ROWS_SWAPPED, 1, 2, 0, 1, True),
        (CauseKind.ROWS_SWAPPED, 2, 2, 3, None, True),
        (CauseKind.FORM_DIFFERS, 9, 9, 1, None, False),  # nothing but what it mends speaks for it
        (CauseKind.FORM_DIFFERS, 9, 9, 0, None, True),
        (CauseKind.FORM_DIFFERS, 9, 9, 0, 10, True),  # a link a figure
        (CauseKind.FORM_DIFFERS, 9, 10, 0, 10, False),
    ],
)
def test_a_pattern_is_good_where_it_mends_enough_and_breaks_nothing(
    kind: CauseKind, mended: int, moves: int, loose: int, least: int | None, is_good: bool
) -> None:
    changes = ChangeSet(tuple((at, 0.0) for at in range(moves)))
    whole = Effect(Pattern(kind, changes, least=least), changes, frozenset(range(mended)), frozenset(), loose)
    assert whole.is_good is is_good
    assert not replace(whole, broken=frozenset({99})).is_good


def test_patterns_that_change_what_is_settled_or_make_fractions_are_left_out() -> None:
    right = grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    wrong = replace(right.changed([(0, 100.0), (1, 90.0)]), origin=None)
    own = of_kind(CauseKind.ROWS_SWAPPED, (0, 1.0), (1, 2.0))
    assert [each.pattern for each in good_effects(wrong, [own, of_kind(CauseKind.ROWS_SWAPPED, (8, 1.0))])] == [own]
    assert good_effects(replace(wrong, closed=frozenset({1})), [own]) == []
    counted = replace(wrong, nodes=tuple(replace(each, is_counted=True) for each in wrong.nodes))
    assert len(good_effects(counted, [own])) == 1
    part = of_kind(CauseKind.ROWS_SWAPPED, (0, 1.5), (1, 1.5), (3, 3.5), (4, 5.5))
    assert not good_effects(counted, [part])


def test_ties_are_others_that_mend_the_same_each_once() -> None:
    best, longer = effect(((0, 1.0),), {1, 2}), effect(((1, 1.0), (2, 1.0)), {1, 2})
    other, more = effect(((3, 1.0),), {1, 2}), effect(((4, 1.0),), {1, 2, 3})
    assert [*ties_of(best, [best, longer, other, more, other, best])] == [other, longer]
    unnamed = replace(other, pattern=replace(other.pattern, kind=CauseKind.FORM_DIFFERS))
    assert [*ties_of(best, [unnamed, longer])] == [longer, unnamed]
    assert (best.cost, replace(best, pattern=of_kind(CauseKind.FORM_DIFFERS)).cost) == (1.0, 2.5)
