"""Tables: a head and lines below it as cells of a page. A line is a value a column; what is no plain text or count says
how it looks by one of `centred`, `number`, `link` …

    title("馆藏", columns=2)           |        馆藏        |
    table(1, ("馆", "册数"), lines)    |   馆    |   册数   |
        ("总馆", number(12))           | 总馆    |       12 |
        (link("少儿馆", target), 3)    | 少儿馆  |    3     |   少儿馆 leads to the target
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.pages.formulas import quoted
from guanbiao.pages.page import Choice, Page, Placed, Shown, fit_heights, fit_widths
from guanbiao.text.figures import exact


class Entry(Struct, frozen=True):
    """What stands in a column of a line: a value, its style, where it leads to, and the formula that gives it."""

    value: Shown
    style: str
    link: str = ""
    formula: str = ""


Line = Sequence[str | int | Entry]


def centred(value: Shown, style: str = "") -> Entry:
    """A value in the middle of its column; `style` names an overlay."""
    return Entry(value, f"body {style}" if style else "body")


def level(value: str, name: str) -> Entry:
    """The name of a level, in the colour of that level."""
    return Entry(value, f"level {name}")


def number(value: float | None, style: str = "", formula: str = "") -> Entry:
    """A figure, whole where it is; `style` names an overlay, `formula` is what gives it."""
    return Entry(exact(value), f"number {style}" if style else "number", formula=formula)


def share(value: float | None, style: str = "number") -> Entry:
    """A share of one as a percentage, with two decimals where it is no whole one."""
    is_whole = value is None or float(round(value * 100, 6)).is_integer()
    return Entry(exact(value), f"{style} {'percent' if is_whole else 'percent_2'}")


def link(text: str | None, target: str) -> Entry:
    """A text that leads somewhere; a text like others where there is no target."""
    return Entry(text, "link", target) if target else Entry(text, "text")


def link_to(sheet: str, address: str = "A1") -> str:
    """The target of a link to a cell of the same workbook."""
    return f"internal:{quoted(sheet)}!{address}"


def title(text: str, columns: int, row: int = 0, style: str = "title") -> Placed:
    """A text across all columns of a page."""
    return Placed(row, 0, text, style, row, columns - 1)


def table(top: int, head: Sequence[str], lines: Iterable[Line]) -> Iterator[Placed]:
    """The cells of a table: its head in the row `top`, its lines below."""
    yield from (Placed(top, column, text, "head") for column, text in enumerate(head))
    for row, each in enumerate(lines, top + 1):
        yield from line(row, each)


def line(row: int, entries: Line) -> Iterator[Placed]:
    """The cells of one line: texts stand left, counts in the middle, anything else as it says."""
    for column, each in enumerate(entries):
        if isinstance(each, Entry):
            yield Placed(row, column, each.value, each.style, link=each.link, formula=each.formula)
        else:
            yield Placed(row, column, each, "text" if isinstance(each, str) else "body")


def answer_page(
    name: str,
    cells: Sequence[Placed],
    widths: Sequence[float],
    head: int,
    choice: Choice | None,
    folded: Sequence[int] = (),
) -> Page:
    """One sheet of a table to answer in, across a page at its full size: its head, in the row `head`, stays in sight
    and is printed on every sheet."""
    return Page(
        name,
        tuple(cells),
        tuple(widths),
        fit_heights(cells, widths),
        landscape=True,
        repeat=(head, head),
        frozen=(head + 1, 0),
        choices=(choice,) if choice else (),
        folded=tuple(folded),
    )


def table_page(
    name: str,
    heading: str,
    head: Sequence[str],
    lines: Iterable[Line],
    cap: float,
    caps: Mapping[int, float] | None = None,
    *,
    landscape: bool = True,
    fixed: int = 0,
    filtered: bool = False,
    head_lines: int = 1,
) -> Page:
    """A page of one table, below a heading if there is one. No column is wider than `cap`, or its own of `caps`, in
    characters, nor for its head, which may take so many lines (`head_lines`). The head stays in sight and is printed on
    every sheet, and so do the first `fixed` columns."""
    top = int(bool(heading))
    cells = [title(heading, len(head))] if heading else []
    cells += table(top, head if head_lines == 1 else [text.replace("（", "\n（") for text in head], lines)
    pieces = table(top, [_piece(text, head_lines) for text in head], ())
    widths = fit_widths([*pieces, *(cell for cell in cells if cell.row > top)], len(head), cap, caps)
    box = (top, 0, max(cells[-1].row, top + 1), len(head) - 1)
    return Page(
        name,
        tuple(cells),
        widths,
        fit_heights(cells, widths),
        landscape,
        repeat=(0, top),
        frozen=(top + 1, fixed),
        filtered=box if filtered else None,
    )


def _piece(text: str, lines: int) -> str:
    """The longest piece of a head that takes so many lines, one of them for its brackets."""
    before, mark, inside = text.partition("（")
    if lines == 1:
        return text
    return max(before, mark + inside, key=len) if mark else text[: -(-len(text) // lines)]
