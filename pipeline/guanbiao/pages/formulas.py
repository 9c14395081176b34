"""Live formulas over the official pages: each term of a relation as a reference to the cell in which it stands.

    terms                                      formula
    B4, B5, B6 of 流通, less B9                SUM('流通'!B4:B6)-'流通'!B9
    7次 253人 5032学时 in C2, of which 253     the text of C2 between 次␣ and 人␣, as a number
    12 entries that are counted, column A      COUNTA('讲座'!A4:A15)
    69 that counts as 69%, in D4               '表'!D4/IF(ABS('表'!D4)>1,100,1)
    573542 of the year before                  573542: its page is in another workbook
    a cell that is missing or unreadable       NA(), and so is all that depends on it
    a figure merged over cells of which only   NA(): how much of it belongs to them, nobody says
    some are terms

Where somebody types a plain number over a text, that number counts."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter

from guanbiao.facts.frames import TermLine
from guanbiao.pages.page import Placed, Shown, shown
from guanbiao.text.cells import a1
from guanbiao.text.figures import State
from guanbiao.text.writing import is_percent

Find = Callable[[TermLine], tuple[str, Placed] | None]
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_NOT_GIVEN = "NA()"
_ZEROS = (State.NONE.value, State.DASH.value)


def expression(lines: Sequence[TermLine], find: Find) -> str:
    """One side of a relation as a formula without its `=`: plain cells in sums of ranges, the others one by one."""
    plain: dict[tuple[str, int], list[tuple[int, int]]] = {}
    parts: list[str] = []
    counted: list[TermLine] = []
    for line, factors in _products(lines):
        found = find(line)
        if _is_count(line):
            counted.append(line)
        elif factors:
            parts.append(_signed(line.factor, _product(line, factors, find)))
        elif found and _is_plain(line, found[1]):
            plain.setdefault((found[0], line.factor), []).append((found[1].row, found[1].column))
        else:
            parts.append(_signed(line.factor, _single(line, found)))
    sums = [_signed(factor, _sum(sheet, cells)) for (sheet, factor), cells in plain.items()]
    counts = [f"+{_count(counted, find)}"] if counted else []
    return "".join([*sums, *parts, *counts]).removeprefix("+") or "0"


def _is_count(line: TermLine) -> bool:
    """Whether a term is an entry that is counted: it has a place among entries and no cell of its own."""
    return line.at_column is None and line.filing is not None


def _products(lines: Sequence[TermLine]) -> list[tuple[TermLine, list[TermLine]]]:
    """Each term with the factors that it is multiplied with, in their order."""
    found: list[tuple[TermLine, list[TermLine]]] = []
    for line in lines:
        if line.power and found and found[-1][0].power and found[-1][0].order == line.order:
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return found


def _product(first: TermLine, factors: Sequence[TermLine], find: Find) -> str:
    signs = ["/" if line.power < 0 else "*" for line in factors]
    rest = "".join(sign + _single(line, find(line)) for sign, line in zip(signs, factors, strict=True))
    return _single(first, find(first)) + rest


def _signed(factor: int, text: str) -> str:
    sign = "-" if factor < 0 else "+"
    return f"{sign}{abs(factor)}*{text}" if abs(factor) != 1 else f"{sign}{text}"


def _is_plain(line: TermLine, cell: Placed) -> bool:
    """Whether the cell itself is what counts: a number, or a blank that counts 0."""
    is_number = line.figure is not None and not isinstance(cell.value, str) and not line.power
    return is_number and not lacks_sign(line, cell)


def lacks_sign(line: TermLine, cell: Placed) -> bool:
    """Whether the number in a cell is a percentage without its sign: a hundred times what it counts."""
    value = cell.value
    return isinstance(value, int | float) and bool(value) and is_percent(shown(value), line.figure)


def _sum(sheet: str, cells: Sequence[tuple[int, int]]) -> str:
    if len(cells) == 1:
        return f"{quoted(sheet)}!{a1(*cells[0])}"
    return f"SUM({','.join(f'{quoted(sheet)}!{each}' for each in ranges(cells))})"


def _single(line: TermLine, found: tuple[str, Placed] | None) -> str:
    if found is None and line.back and line.figure is not None:
        return f"{line.figure:.15g}"
    if line.state == State.MERGED.value and line.figure is not None:
        return "0"
    if found is None or line.state == State.ABSENT.value or (line.merged and line.figure is None):
        return _NOT_GIVEN
    sheet, cell = found
    where = f"{quoted(sheet)}!{a1(cell.row, cell.column)}"
    if line.figure is None:
        given = f"IF(ISNUMBER({where}),{where},{_NOT_GIVEN})"
        return f"IF(_xlfn.ISFORMULA({where}),{_NOT_GIVEN},{given})" if cell.formula else given
    if isinstance(cell.value, str):
        return f"N({where})" if line.state in _ZEROS else _cut_out(cell.value, line.figure, where)
    return _in_percent(cell.value, where) if lacks_sign(line, cell) else where


def _in_percent(value: Shown, where: str) -> str:
    """A percentage without its sign as a share; a share that somebody types over it counts as it is."""
    least = ">=1" if value == 1 else ">1"
    return f"{where}/IF(ABS({where}){least},100,1)"


def _cut_out(text: str, value: float, where: str) -> str:
    """The figure in a text, by the words before and after it; the figure itself where its digits do not stand there
    (`八十七`)."""
    numerals = list(_NUMERAL.finditer(text))
    scale = {float(each[0].replace(",", "")): at for at, each in reversed(list(enumerate(numerals)))}
    share = round(abs(value) * 100, 9)
    at = scale.get(abs(value), scale.get(share, -1))
    if at < 0:
        return f"{value:.15g}"
    literals = [text[end:start] for end, start in _gaps(numerals, len(text))]
    start = "1" if not literals[0] else f"FIND({_text(literals[0])},{where})+{len(literals[0])}"
    for literal in literals[1 : at + 1]:
        start = f"FIND({_text(literal)},{where},{start})+{len(literal)}"
    end = f"FIND({_text(literals[at + 1])},{where},{start})" if literals[at + 1] else f"LEN({where})+1"
    number = f'VALUE(SUBSTITUTE(MID({where},{start},{end}-({start})),",",""))'
    number = f"{number}/100" if abs(value) not in scale else number
    return f"IF(ISNUMBER({where}),{where},{'-' if value < 0 else ''}{number})"


def _gaps(numerals: Sequence[re.Match[str]], length: int) -> list[tuple[int, int]]:
    """The stretches of text before, between and after numerals."""
    ends = [0, *(each.end() for each in numerals)]
    starts = [*(each.start() for each in numerals), length]
    return list(zip(ends, starts, strict=True))


def _text(literal: str) -> str:
    doubled = literal.replace('"', '""')
    return f'"{doubled}"'


def _count(lines: Sequence[TermLine], find: Find) -> str:
    """How many entries there are: cells that are not empty, and what entries say that they count for."""
    if any(line.figure is None for line in lines):
        return _NOT_GIVEN
    found = [(line, find(line)) for line in lines]
    ones = [each for line, each in found if each and line.figure == 1]
    rest = sum(line.figure or 0.0 for line, each in found if not each or line.figure != 1)
    parts = []
    for sheet in dict.fromkeys(sheet for sheet, _ in ones):
        cells = [(cell.row, cell.column) for own, cell in ones if own == sheet]
        parts.append(f"COUNTA({','.join(f'{quoted(sheet)}!{each}' for each in ranges(cells))})")
    return "+".join([*parts, *([f"{rest:.15g}"] if rest or not parts else [])])


@lru_cache(maxsize=1024)
def quoted(sheet: str) -> str:
    """A sheet's name as formulas want it."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def ranges(cells: Sequence[tuple[int, int]]) -> list[str]:
    """Addresses of cells, runs down a column or along a row as ranges."""
    down = _runs(sorted(set(cells), key=itemgetter(1, 0)), (1, 0))
    along = _runs(sorted(run[0] for run in down if len(run) == 1), (0, 1))
    long = [f"{a1(*run[0])}:{a1(*run[-1])}" for run in (*down, *along) if len(run) > 1]
    return long + [a1(*run[0]) for run in along if len(run) == 1]


def _runs(cells: Sequence[tuple[int, int]], step: tuple[int, int]) -> list[list[tuple[int, int]]]:
    """The cells in their order, parted wherever one is not a step behind the one before it."""
    runs: list[list[tuple[int, int]]] = []
    for row, column in cells:
        if runs and runs[-1][-1] == (row - step[0], column - step[1]):
            runs[-1].append((row, column))
        else:
            runs.append([(row, column)])
    return runs
