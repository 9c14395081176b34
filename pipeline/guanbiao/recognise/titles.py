"""Which title on a sheet names which form: as declared, else by likeness (`names.py`). Titles may be cut over several
cells."""

from collections.abc import Iterator

from msgspec import Struct

from guanbiao.forms.catalogue import Form
from guanbiao.model.books import Sheet
from guanbiao.model.filings import Titled
from guanbiao.recognise.lines import Words, is_line
from guanbiao.recognise.names import Names
from guanbiao.text.titles import period_of
from guanbiao.text.years import part_of_year, years_in

LENGTHS = range(6, 90)  # characters of a text that may be a title: declared ones have 14 to 47
_LEAST, _MOST = LENGTHS[0], LENGTHS[-1]
_PIECES = 2  # so many more cells of a row may hold the rest of a title: library, year and name, one cell each
_LONE = 2  # a title that is merely alike shares its row with one other cell at most, its year or its unit


class Title(Struct, frozen=True, eq=False):
    """A title found on a sheet: the forms it may name, the row and column of its first cell, its last row (`foot`) and
    its text, joined where it is cut. `official`: it reads as declared, and names one form. `titled`: where it stands;
    one that is only a name has the row -1, and `beside` is the year that stands on the sheet all the same."""

    forms: tuple[Form, ...]
    row: int
    column: int
    foot: int
    text: str
    official: bool = True
    titled: Titled = Titled.ON_SHEET
    beside: str = ""

    @property
    def period(self) -> int | None:
        """The reporting year that it states."""
        return period_of(self.beside or self.text, self.forms[0].title)

    @property
    def part(self) -> str:
        """The part of the year that it states and its form does not, as typed; '' for none."""
        stated = part_of_year(self.text)
        return stated if stated != part_of_year(self.forms[0].title) else ""


def titles_on(sheet: Sheet, names: Names) -> list[Title]:
    """The titles on a sheet, from top to bottom: the texts that read as declared, and in rows without such the texts
    almost alone in their row that are like one."""
    found: list[Title] = []
    begins = names.may_begin
    for row, cells in enumerate(sheet.rows):
        declared = [
            title
            for column, value in enumerate(cells)
            if type(value) is str and _LEAST <= len(value) <= _MOST and begins(value)
            for title in _declared(sheet, row, column, names)
        ]
        found += declared or (_alike(sheet, row, names) if len(cells) - cells.count(None) <= _LONE else ())
    return found


def _declared(sheet: Sheet, row: int, column: int, names: Names) -> Iterator[Title]:
    """The title that begins in a cell: the longest that the cell and those after it in two rows spell."""
    first = str(sheet.rows[row][column])
    is_whole = names.key(first) in names.last
    right = [] if is_whole else _texts(sheet, row, column + 1)[:_PIECES]
    below = [] if is_whole else _texts(sheet, row + 1, column)[: _PIECES + 1]
    spelled = [
        ("".join((first, *right[:across], *below[:down])), row + (down > 0))
        for down in range(len(below) + 1)
        for across in range(len(right) + 1)
    ]
    exact = [(len(names.key(text)), -len(text), text, foot) for text, foot in spelled if names.key(text) in names.forms]
    if exact:
        _, _, text, foot = max(exact)
        yield _timed(sheet, Title((names.forms[names.key(text)],), row, column, foot, text), names)


def _texts(sheet: Sheet, row: int, start: int = 0) -> list[str]:
    """The texts of a row from a column on; none where a figure stands among them."""
    cells = [value for value in sheet.rows[row][start:] if value is not None] if 0 <= row < len(sheet.rows) else []
    return [str(value) for value in cells] if all(type(value) is str for value in cells) else []


def _alike(sheet: Sheet, row: int, names: Names) -> Iterator[Title]:
    """The texts of a row that are like the names of forms and no line of another kind."""
    for column, value in enumerate(sheet.rows[row]):
        forms = names.near(value) if type(value) is str and len(value) in LENGTHS else ()
        if forms and not is_line([(column, value)], names.words):
            yield _timed(sheet, Title(forms, row, column, row, str(value), official=False), names)


def _timed(sheet: Sheet, title: Title, names: Names) -> Title:
    """The title with the year or the part of it that stands in a cell of its own beside, above or below."""
    beside = [(text, title.foot) for text in _texts(sheet, title.row)]
    near = ((title.row - 1, title.foot), (title.foot + 1, title.foot + 1))
    beside += [(texts[0], foot) for row, foot in near if len(texts := _texts(sheet, row)) == 1]
    for text, foot in beside:
        says_more = any(read(text) and not read(title.text) for read in (years_in, part_of_year))
        if says_more and not names.key(text):
            return Title(title.forms, title.row, title.column, foot, f"{title.text}{text}", title.official)
    return title


def heading(sheet: Sheet, below: int, words: Words) -> tuple[int, int, str]:
    """The row, the column and the text of what stands as a title above a row of a sheet: the first text that is no
    line; (-1, 0, '') where there is none."""
    for row, values in enumerate(sheet.rows[:below]):
        cells = [(column, value) for column, value in enumerate(values) if value is not None]
        if cells and type(cells[0][1]) is str and not is_line(cells, words):
            return row, cells[0][0], cells[0][1]
    return -1, 0, ""
