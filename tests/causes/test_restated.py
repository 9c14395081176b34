"""Figures of the year before that are stated otherwise now, by small years that lie beside each other; and columns that
were moved alike."""

import pytest
from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.moved import moved_alike
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Node
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfRestated, OfShift
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed
from tests.small.filed import YEAR
from tests.small.year_after import LIBRARY, NEXT
from tests.stages import report_of_books, with_causes
from tests.terms import term


def after(*cells: tuple[int, int, Value]) -> Report:
    """2021 with these cells of its comparison, with 2020 beside it."""
    books = [book(changed(NEXT, *cells)), book(*YEAR, file="2020/表.xlsx")]
    return with_causes(report_of_books(books, 2021, LIBRARY))


def told(done: Report) -> list[tuple[str, bool, int, dict[str, float | None]]]:
    """The kind of each cause, whether it is certain, how much it explains, and its cells."""
    return [
        (each.kind.value, each.certain, len(each.explains), {own.term.cell: own.suggested for own in each.changes})
        for each in done.causes
    ]


def test_a_year_that_agrees_with_the_one_before_has_no_cause() -> None:
    assert told(after()) == []


@pytest.mark.parametrize(
    ("cells", "explains", "blamed"),
    [
        ([(3, 1, 39044), (3, 3, 1056), (5, 1, 55589), (5, 3, 1516)], 2, {"B4": None, "B6": None}),
        ([(4, 1, 16645), (4, 3, 360), (5, 1, 55589), (5, 3, 1516)], 2, {"B5": None, "B6": None}),
        ([(3, 1, 38844), (3, 3, 1256), (4, 1, 16645), (4, 3, 360)], 2, {"B4": None, "B5": None}),
        (
            [(3, 1, 1), (3, 3, 40099), (4, 1, 2), (4, 3, 17003), (5, 1, 3), (5, 3, 57102)],
            3,
            {"B4": None, "B5": None, "B6": None},
        ),
    ],
)
def test_what_was_restated_and_added_up_rightly_is_one_cause_that_suggests_nothing(
    cells: list[tuple[int, int, Value]], explains: int, blamed: dict[str, None]
) -> None:
    done = after(*cells)
    assert told(done) == [("restated", False, explains, blamed)]
    (cause,) = done.causes
    first = next(each for each in done.findings if each.id == cause.explains[0])
    assert cause.detail == OfRestated(first.reported or 0.0, first.expected or 0.0, False)
    assert cause.complete


@pytest.mark.parametrize(
    ("cell", "typed", "meant"),
    [((3, 1), 38494, 38944), ((4, 1), 16455, 16545), ((5, 1), 55498, 55489)],
)
def test_a_slip_in_one_of_them_is_known_by_what_was_filed_then(cell: tuple[int, int], typed: int, meant: int) -> None:
    (kind, certain, explains, blamed), *others = told(after((*cell, typed)))
    assert (kind, certain, others) == ("digits_swapped", True, [])
    assert blamed == {f"B{cell[0] + 1}": meant}
    assert explains == 3  # the sum, the difference, and the year before


def test_a_slip_elsewhere_in_the_form_is_a_cause_of_its_own() -> None:
    done = after((3, 1, 39044), (3, 3, 1056), (5, 1, 55589), (5, 3, 1516), (4, 2, 17050))
    assert {kind: blamed for kind, _, _, blamed in told(done)} == {
        "digits_swapped": {"C5": 17005.0},
        "restated": {"B4": None, "B6": None},
    }


def moved(form: str, node: int, by: int, part: str, *, others: int = 0, is_close: bool = False) -> Chosen:
    """A column of a form that was moved, of one figure."""

    def way(value: float) -> Candidate:
        return Candidate(ChangeSet(((node, value),), ((node + 1, value),)), {node: value}, frozenset({node}), CauseKind.SHIFTED, detail=OfShift(by, part))  # fmt: skip

    return Chosen(way(1.0), tuple(way(float(at)) for at in range(2, 2 + others)), True, is_close)


def network(*forms: str) -> Network:
    return Network(tuple(Node(term(form=form, row=str(at)), 5.0, False, True) for at, form in enumerate(forms)), (), {})


def test_columns_of_a_form_that_were_moved_alike_are_one_slip() -> None:
    net = network("f", "f", "f", "f", "g", "g")
    one, two, other = moved("f", 0, 1, "外借"), moved("f", 2, 1, "阅览"), moved("g", 4, 1, "阅览")
    joined, alone = moved_alike(net, [one, other, two])
    assert alone == other
    assert joined.best.change_set == ChangeSet(((0, 1.0), (2, 1.0)), ((1, 1.0), (3, 1.0)))
    assert joined.best.detail == OfShift(1, "外借、阅览")
    assert joined.best.mended == {0, 2}
    assert joined.best.steps == {0: 1.0, 2: 1.0}
    assert joined.others == ()
    up = moved("f", 2, -1, "阅览")
    assert moved_alike(net, [one, up]) == [one, up]
    typed = replace(two, best=replace(two.best, kind=CauseKind.ARITHMETIC))
    assert moved_alike(net, [one, typed, typed]) == [one, typed, typed]


@pytest.mark.parametrize(("here", "there", "left"), [(1, 1, 1), (1, 0, 0), (2, 2, 0), (0, 1, 0)])
def test_other_ways_of_columns_moved_alike_stay_where_each_has_one(here: int, there: int, left: int) -> None:
    net = network("f", "f", "f", "f")
    one, two = moved("f", 0, 1, "外借", others=here), moved("f", 2, 1, "阅览", others=there, is_close=True)
    (joined,) = moved_alike(net, [one, two])
    assert len(joined.others) == left
    assert [each.change_set.roots for each in joined.others] == [((0, 2.0), (2, 2.0))] * left
    assert (joined.complete, joined.is_close) == (True, True)
    assert not moved_alike(net, [replace(one, complete=False), two])[0].complete
