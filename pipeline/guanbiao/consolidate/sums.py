"""Each figure of the official forms over all libraries: the sum, the libraries behind it, and who is missing, and why.

    loans, 1月, 总馆      海城  120        121 of 2 libraries; missing: 岫岩, which left it blank,
                         台安  1          and 本溪, which did not file the form
                         岫岩  (blank)    Where a blank means none, 岫岩 would count with 0.
                         本溪  no form

A share is no sum: it is the sum of what it is a share of, divided by the sum of the whole, of the libraries that stated
both (`Quotient`). What is neither additive nor made by such a rule has no figure over libraries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import polars as pl
from msgspec import Struct

from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.scan import PLACE, Cell, added, cells_of, figures, no_figures, of_libraries, parts, table
from guanbiao.forms.catalogue import Blank, quotients
from guanbiao.forms.equations import Figure
from guanbiao.text.figures import exact
from guanbiao.text.years import for_year

Place = tuple[str, str, str, str]  # form, key of the row, key of the column, measure


class Quotient(Struct, frozen=True):
    """What a share is worked out from: the sums of both sides."""

    first: int | float
    second: int | float


class Summed(Struct, frozen=True):
    """A figure over all libraries: its value (None: nobody stated it, or it cannot be worked out), the libraries behind
    it, those that filed the form and left it blank, and those whose figure cannot be read or counts something else; by
    their places. `of` is what a share was worked out from; `left_out`: somebody stated it, and nothing
    says what it comes to."""

    cell: Cell
    value: int | float | None
    behind: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    of: Quotient | None = None
    left_out: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.cell.form, self.cell.key, self.cell.column, self.cell.measure


def summed(facts: pl.LazyFrame, together: Together) -> dict[Place, Summed]:
    """Every figure of every form over all libraries, in the order of the forms."""
    cells = [cell for form in together.catalogue.forms for cell in cells_of(form, together.year)]
    own = of_libraries(facts, together, together.year).filter(pl.col("role") != "entry")
    stated, unread = _stated(own, cells), _unread(own, cells)
    found = {each.place: each for at, cell in enumerate(cells) for each in [_one(at, cell, stated, unread, together)]}
    return found | {each.place: each for each in _worked_out(own, found, together)}


_Stated = Mapping[int, tuple[int | float, frozenset[int]]]


def _stated(own: pl.LazyFrame, cells: list[Cell]) -> _Stated:
    """By place of a cell, the sum of what was stated, and by whom."""
    lines = [(*_joined(cell), cell.measure, at) for at, cell in enumerate(cells)]
    wanted = table((*PLACE, "measure", "figure"), lines)
    met = figures(own).join(wanted, on=[*PLACE, "measure"], how="inner")
    done = met.group_by("figure").agg(*parts(), pl.col("at")).collect(engine="streaming")
    shared: dict[frozenset[int], frozenset[int]] = {}  # most figures are stated by the same libraries
    found: dict[int, tuple[int | float, frozenset[int]]] = {}
    for figure, whole, rest, libraries in done.iter_rows(buffer_size=16):
        they = frozenset(libraries)
        found[figure] = added(whole, rest), shared.setdefault(they, they)
    return found


def _joined(cell: Cell) -> tuple[str, int, str, str]:
    return cell.form, cell.block, cell.key, cell.shown


def _unread(own: pl.LazyFrame, cells: list[Cell]) -> Mapping[tuple[str, str, str], frozenset[int]]:
    """By cell, the libraries that typed something there that is no figure, or none that can be added to the others."""
    lines = dict.fromkeys((*_joined(cell), cell.column) for cell in cells)
    wanted = table((*PLACE, "declared"), ((*line[:4], at) for at, line in enumerate(lines)))
    met = no_figures(own).join(wanted, on=list(PLACE), how="inner")
    done = met.group_by("declared").agg(pl.col("at").unique()).collect(engine="streaming")
    places = [(line[0], line[2], line[4]) for line in lines]
    return {places[at]: frozenset(libraries) for at, libraries in done.iter_rows()}


def _one(
    at: int,
    cell: Cell,
    stated: _Stated,
    unread: Mapping[tuple[str, str, str], frozenset[int]],
    together: Together,
) -> Summed:
    """A cell that is additive, with what it comes to; any other without."""
    filers = together.filers[cell.form]
    value, libraries = stated.get(at, (0, frozenset()))
    wrong = (unread.get((cell.form, cell.key, cell.column), frozenset()) & filers) - libraries
    if not cell.additive:
        return Summed(cell, None, unread=_in_order(wrong), left_out=bool(libraries))
    behind = filers - wrong if cell.blank is Blank.NONE else libraries & filers
    blank = filers - behind - wrong if cell.blank is not Blank.OPTIONAL else frozenset[int]()
    return Summed(cell, value if behind else None, _in_order(behind), _in_order(blank), _in_order(wrong))


@lru_cache(maxsize=256)
def _in_order(libraries: frozenset[int]) -> tuple[int, ...]:
    """Places of libraries in their order, one tuple for all figures that the same libraries stand behind."""
    return tuple(sorted(libraries))


def _worked_out(own: pl.LazyFrame, found: Mapping[Place, Summed], together: Together) -> Iterator[Summed]:
    """The figures that rules make by dividing, from the sums of the libraries that stated both."""
    made = {
        place: (product.first, product.second)
        for rule in together.catalogue.all_rules
        for figure, product in quotients(rule)
        if (place := _place(figure)) in found and not (product.first.back or product.second.back)
    }
    terms = [(place, side, each) for place, both in made.items() for side, each in enumerate(both)]
    order = {place: at for at, place in enumerate(made)}
    lines = [
        (each.form, each.row, for_year(each.column, together.year), each.measure, order[place], side)
        for place, side, each in terms
    ]
    wanted = table(("form", "key", "column", "measure", "quotient", "side"), lines)
    met = figures(own).join(wanted, on=["form", "key", "column", "measure"], how="inner")
    sides = met.select("quotient", "at", "side", "value").collect(engine="streaming")
    for place, (first, second, behind) in _both(sides, list(made)).items():
        if second:
            yield Summed(found[place].cell, first / second, behind, of=Quotient(first, second))


def _place(figure: Figure) -> Place:
    return figure.form, figure.row, figure.column, figure.measure


def _both(sides: pl.DataFrame, places: list[Place]) -> dict[Place, tuple[int | float, int | float, tuple[int, ...]]]:
    """By quotient, both sums over the libraries that stated both, and these."""
    by_library: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for quotient, at, side, value in sides.sort("quotient", "at", "side").iter_rows():
        by_library[quotient, at][side] = value
    found: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for (quotient, at), both in by_library.items():
        if len(both) == 2:
            found[quotient].append((at, both[0], both[1]))
    return {
        places[quotient]: (
            _total([first for _, first, _ in own]),
            _total([second for _, _, second in own]),
            tuple(at for at, _, _ in own),
        )
        for quotient, own in found.items()
    }


def _total(values: list[float]) -> int | float:
    return exact(round(sum(values), 6)) or 0
