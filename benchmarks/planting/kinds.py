"""The kinds of slips, each with what is asked of its causes."""

import random
from collections.abc import Callable, Sequence
from enum import StrEnum

from guanbiao.causes.network import Network
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.planting import entries, forms, impossible, months
from benchmarks.planting.bench import Bench, Blanked, Dice, Slip, as_moves
from benchmarks.planting.single import AMONG_TWINS, SINGLE, TWINS, mixed

Draw = Callable[[random.Random, Network], Sequence[Blanked]]
TRIES = 60  # draws until one is found that something can tell


class Measure(StrEnum):
    """What a goal is set for: the true cell or the true figure first, or all wrong cells in one cause."""

    CELL = "cell first"
    FIGURE = "figure first"
    ONE = "one cause"


class Kind(Struct, frozen=True):
    """A kind of slip. `is_apart`: of several at a time each has forms of its own. `goal` is the share that should be
    reached; `times` how many are planted at a time. Of a kind that relations alone can tell (`of_relations`), the goal
    is for those that they can: a slip that none sees, or that something else is proven to explain as simply, is left
    out, and counted beside it."""

    name: str
    draw: Callable[[Dice, Bench], Slip | None]
    is_apart: bool = False
    goal: tuple[Measure, float] | None = None
    times: tuple[int, ...] = (1, 2, 3)
    of_relations: bool = False


def _figures(draw: Draw, least: int = 1, *, is_whole: bool = False) -> Callable[[Dice, Bench], Slip | None]:
    """Figures that are typed over, so that at least so many relations do not hold."""

    def slip(dice: Dice, bench: Bench) -> Slip | None:
        moves = draw(dice, bench.network)
        is_told = len(bench.network.after_all(as_moves(moves))) >= least
        return replace(bench.slip(moves), is_whole=is_whole) if moves and is_told else None

    return slip


def _single(name: str) -> Kind:
    goal = (Measure.FIGURE, 0.99)
    return Kind(name, _figures(SINGLE[name]), goal=goal)


def _whole(name: str, draw: Draw, goal: float, least: int = 2) -> Kind:
    return Kind(name, _figures(draw, least, is_whole=True), is_apart=True, goal=(Measure.ONE, goal))


def _any(kinds: Sequence[Kind]) -> Callable[[Dice, Bench], Slip | None]:
    """A slip of any of some kinds."""
    return lambda dice, bench: dice.choice(kinds).draw(dice, bench)


ALONE = (
    *map(_single, SINGLE),
    _whole("column copied", months.column_copied, 0.9),
    _whole("rows swapped", months.rows_swapped, 0.9),
    _whole("columns left out", months.columns_left_out, 0.9),
    Kind(TWINS, _figures(AMONG_TWINS)),
    Kind("entry on the wrong side", entries.on_the_wrong_side, goal=(Measure.CELL, 0.95)),
    Kind("entry in the wrong list", entries.in_the_wrong_list, is_apart=True),
    Kind("entry in two lists", entries.in_two_lists, is_apart=True),
    Kind("entry twice", entries.typed_twice, is_apart=True),
    _whole("form of another year", forms.of_another_year, 0.9, least=3),
    _whole("form filed again alone", forms.filed_again_alone, 0.9, least=3),
    _whole("form in another unit", forms.form_in_another_unit, 0.9),
    _whole("column in another unit", forms.column_in_another_unit, 0.9, least=3),
    replace(_whole("shifted by a month", months.shifted_by_a_month, 0.9), of_relations=True),
    replace(_whole("shifted by a column", months.shifted_by_a_column, 0.9), of_relations=True),
    _whole("booked into the next", months.booked_into_the_next, 0.9),
    _whole("overwritten together", months.overwritten_together, 0.9),
    Kind("errors on both sides", _figures(months.errors_on_both_sides, 2), is_apart=True, goal=(Measure.FIGURE, 0.99)),
    Kind("less than nothing", impossible.less_than_nothing, goal=(Measure.CELL, 0.99)),
    Kind("fraction of a person", impossible.fraction_of_a_person, goal=(Measure.CELL, 0.99)),
    Kind("share above the whole", impossible.share_above_the_whole, goal=(Measure.CELL, 0.99)),
    Kind("part above its whole", impossible.part_above_its_whole, goal=(Measure.CELL, 0.99)),
    Kind("a thirteenth month", impossible.thirteenth_month),
)
KINDS = (
    *ALONE,
    Kind("different kinds", _any(ALONE), is_apart=True, times=(2, 3)),
    Kind("a year of 30 errors", _figures(mixed(30)), goal=(Measure.FIGURE, 0.99), times=(1,)),
    Kind("a year of 50 errors", _figures(mixed(50)), goal=(Measure.FIGURE, 0.99), times=(1,)),
)


def drawn(kind: Kind, bench: Bench, at_a_time: int, seed: str) -> list[Slip]:
    """Slips of a kind, always the same of one seed; none in a cell of another one, nor, where they are apart, in a form
    of another one. Fewer where there is no room for so many."""
    dice = Dice(seed)
    slips: list[Slip] = []
    for _ in range(TRIES * at_a_time):
        slip = kind.draw(dice, bench)
        if slip and not any(_meets(slip, other, kind.is_apart) for other in slips):
            slips.append(slip)
        if len(slips) == at_a_time:
            break
    return slips


def _meets(slip: Slip, other: Slip, is_apart: bool) -> bool:
    return not slip.truth.keys().isdisjoint(other.truth) or (is_apart and not slip.forms.isdisjoint(other.forms))
