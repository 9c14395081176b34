"""The official page of a form as a table of the chapter: the same cells, without what only a workbook has."""

from collections.abc import Iterator, Mapping

from guanbiao.chapter.disputed import in_brackets
from guanbiao.chapter.drafts import Cell, Sheet
from guanbiao.forms.catalogue import Form
from guanbiao.pages.page import Origin, Page, Placed, shown
from guanbiao.words import chapter as words

_AROUND = ("title", "line", "note")  # what a page has above and below its table
_STYLES = {"head": words.HEAD, "text": words.TEXT, "number": words.NUMBER, "total": words.NUMBER}
_OPEN = {"open_top": ("bottom",), "open": ("top", "bottom"), "open_bottom": ("top",)}


def sheet_of(form: Form, page: Page, due: Mapping[Origin, str], *, filed: bool) -> Sheet:
    """A form's page as a table, figures in dispute in brackets. `due`: by the cells of figures in dispute, what they
    should hold."""
    around = {name: [shown(cell.value) for cell in page.cells if cell.style == name] for name in _AROUND}
    table = [cell for cell in page.cells if cell.style not in _AROUND]
    top = min(cell.row for cell in table)
    head = page.repeat[1] + 1 - top if page.repeat else 0
    above = tuple(around["line"]) + (() if filed else (words.NOT_FILED,))
    cells = tuple(_cells(table, top, due))
    stub = len(form.blocks[0].stub)
    return Sheet("".join(around["title"]), above, cells, page.widths, head, stub, tuple(around["note"]), page.landscape)


def _cells(table: list[Placed], top: int, due: Mapping[Origin, str]) -> Iterator[Cell]:
    for cell in table:
        base, *overlays = cell.style.split(" ")
        text = "" if cell.formula or cell.value is None else shown(cell.value)
        is_disputed = bool(text) and cell.origin in due
        if is_disputed and cell.origin:
            text = in_brackets(text, due[cell.origin])
        style = _STYLES.get("text" if "text" in overlays else base, words.CENTRED)
        without = _OPEN.get(base, ())
        yield Cell(cell.row - top, cell.column, cell.bottom - top, cell.right, text, style, without, is_disputed)
