"""The totals of a blank form: the cells that its own rules add up, as formulas over the cells of its page.

     A        B
4    总馆             合计 = 总馆 + 少儿馆 is a rule of the form itself, so its cell is handed out as a locked
5    少儿馆           formula, =SUM(B4:B5), which shows 0 until somebody fills in the cells above it.
6    合计     0       Entries that are counted: =COUNTA(B4:B43), over a column that each of them fills."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guanbiao.forms.catalogue import Form, Kind, Register
from guanbiao.forms.equations import Entries, Equation, Figure, Op, Operand
from guanbiao.forms.rules import adding_rules
from guanbiao.pages.formulas import ranges
from guanbiao.pages.page import Declared
from guanbiao.text.cells import Position

Places = Mapping[Declared, Position]  # where each declared cell of a form stands on its page


class Added(Struct, frozen=True):
    """A cell that is added up: its formula, and the cells that it adds (1) and takes away (-1), by which its value is
    known before anybody fills anything in; none where it counts."""

    formula: str
    parts: tuple[tuple[int, Position], ...] = ()


def totals(form: Form, places: Places) -> dict[Position, Added]:
    """By cell of a total, what its block's own rules make of it; the first of them where two do."""
    found: dict[Position, Added] = {}
    for rule in adding_rules(form):
        for equation in rule.equations:
            for at, added in _total(form, equation, places):
                found.setdefault(at, added)
    return found


def worth(at: Position, added: Mapping[Position, Added], given: Mapping[Position, float]) -> float:
    """What a spreadsheet makes of a cell while nothing is filled in but the figures `given`."""
    if at in given or at not in added:
        return given.get(at, 0)
    return sum(sign * worth(each, added, given) for sign, each in added[at].parts)


def _total(form: Form, equation: Equation, places: Places) -> Iterator[tuple[Position, Added]]:
    """The cell that an equation adds up, with its formula; none where it is no plain sum of cells or count of entries
    in one cell of its own."""
    left = _cells(form, equation.left.terms[0][1], places)
    if equation.op is Op.EQUAL and len(equation.left.terms) == 1 and len(left) == 1:
        yield from ((left[0], added) for added in _added(form, equation, places))


def _added(form: Form, equation: Equation, places: Places) -> Iterator[Added]:
    parts: dict[int, list[Position]] = {1: [], -1: []}
    for factor, operand in equation.right.terms:
        cells = _cells(form, operand, places)
        if not cells or factor not in parts:
            return
        if isinstance(operand, Entries) and operand.counted:
            yield Added(f"=COUNTA({','.join(ranges(cells))})")
            return
        parts[factor] += cells
    text = "".join(f"{'-' if sign < 0 else ''}SUM({','.join(ranges(cells))})" for sign, cells in parts.items() if cells)
    yield Added(f"={text}", tuple((sign, at) for sign, cells in parts.items() for at in cells))


def _cells(form: Form, operand: Operand, places: Places) -> list[Position]:
    """The cells that a term stands for; of entries that are counted, those of the first required column. None for a
    cell that states several figures, which no formula adds."""
    if isinstance(operand, Figure):
        several = form.figures[operand.row, operand.column].measures
        wanted = (operand.row, operand.column)
        return [] if several else [at for key, at in places.items() if key.entry < 0 and key[1:3] == wanted]
    if isinstance(operand, Entries):
        column = _filled_column(form) if operand.counted else operand.column
        return [at for key, at in places.items() if key.entry >= 0 and key.column == column]
    return []


def _filled_column(form: Form) -> str:
    """A column that every entry fills and that is no running number."""
    leaves = (leaf for block in form.blocks if isinstance(block, Register) for leaf in block.leaves)
    return next((leaf.key for leaf in leaves if leaf.column.required and leaf.column.kind is not Kind.SERIAL), "")
