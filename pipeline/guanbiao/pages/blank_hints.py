"""How cells are to be filled in that state several figures: an example as the reader of forms takes it, and a check
that every part is there. It only asks; what reads otherwise just as well may stay."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from guanbiao.facts.measures import name_measures
from guanbiao.forms.catalogue import Form
from guanbiao.pages.blank_totals import Places
from guanbiao.pages.formulas import ranges
from guanbiao.pages.page import Declared, Hint
from guanbiao.text.cells import Position
from guanbiao.text.figures import read_figure
from guanbiao.words.blanks import COMPOUND_TITLE, NOTHING, compound_hint

_FIGURES = (24, 16, 8, 4, 2, 1)  # of an example: a whole that the next two make up, and less and less of it


def hints(form: Form, places: Places) -> Iterator[Hint]:
    """A hint for each range of cells of a form that state the same figures."""
    cells: dict[tuple[str, ...], list[Position]] = defaultdict(list)
    for key, at in places.items():
        if len(measures := _measures(form, key)) > 1:
            cells[measures].append(at)
    for measures, own in cells.items():
        if example := example_of(measures):
            yield from (_hint(box, measures, example) for box in ranges(own))


def _measures(form: Form, key: Declared) -> tuple[str, ...]:
    """The figures that a cell states."""
    if figure := form.figures.get((key.row, key.column)):
        return figure.measures
    return next((leaf.column.measures for leaf in form.blocks[key.block].leaves if leaf.key == key.column), ())


def example_of(measures: Sequence[str]) -> str:
    """How a cell may state these figures, read back to be sure of it; '' where no way is known.

    >>> example_of(("次", "人次")), example_of(("个", "总")), example_of(("", "本馆", "分馆"))
    ('24次 16人次', '24个(总16)', '24(本馆16 分馆8)')
    """
    ways = _ways(list(zip(measures, _FIGURES, strict=False)))
    return next((each for each in ways if _is_read_as(each, measures)), "")


def _ways(pairs: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Ways to state figures in one cell: one behind the other, some of them in parentheses behind what they are of."""
    yield _side_by_side(pairs)
    (measure, whole), *parts = pairs
    yield f"{whole}{measure}({' '.join(f'{label}{figure}' for label, figure in parts)})"
    of = next((each.rpartition("/")[0] for each, _ in pairs if "/" in each), "")
    inner = [(each.rpartition("/")[2], figure) for each, figure in pairs if "/" in each]
    yield f"{_side_by_side([each for each in pairs if '/' not in each[0]])}({of}{_side_by_side(inner)})"


def _side_by_side(pairs: Sequence[tuple[str, int]]) -> str:
    return " ".join(f"{figure}{measure}" for measure, figure in pairs)


def _is_read_as(example: str, measures: Sequence[str]) -> bool:
    """Whether an example is read as these figures, and whether nothing in it shows how a label of ours is written."""
    named = name_measures(tuple(measures), read_figure(example).quantities)
    return "/" not in example and sorted(named) == sorted(measures)


def _hint(box: str, measures: Sequence[str], example: str) -> Hint:
    """The check is about the first cell of a box; a spreadsheet moves it along."""
    first = box.partition(":")[0]
    pattern = "*".join(("", *(each.rpartition("/")[2] for each in measures if each), ""))
    holds = f'=OR({first}="{NOTHING}",COUNTIF({first},"{pattern}")>0)'
    return Hint(box, COMPOUND_TITLE, compound_hint(example), holds)
