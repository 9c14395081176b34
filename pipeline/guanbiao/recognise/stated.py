"""What a sheet says of whose its forms are: in their titles, and in lines above, below and at the foot of each.

    海城市图书馆文献流通册次统计表（2020年）          a title that begins with a name
    文献流通册次统计表   填报单位：海城市图书馆         a line beside it
    ... 海城市图书馆（盖章）                         one at the foot

Of several lines the one counts in which who fills the form in says so, before who is merely named, and last who has
drawn it up. Where the title names one library and who fills it in another, both are said: nobody can tell."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from guanbiao.model.books import Sheet
from guanbiao.recognise.names import Names
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Position, Value
from guanbiao.text.labels import fold
from guanbiao.text.libraries import (
    SEVERAL,
    called,
    in_name,
    libraries_in,
    may_begin,
    named_first,
    named_one_after_another,
    without_library,
)
from guanbiao.text.places import place_first
from guanbiao.text.titles import title_key
from guanbiao.text.years import unnumbered

_NEAR = 3  # rows around a title in which a line says whose it is
_FEW = 4  # rows at the foot of a form, or on top of a sheet that has no title, in which one does
_ENTRY = 3  # cells of a row of a table, at least
_LONG = 90  # characters of a line: a longer text is prose
_PAIR = 2  # texts of a row that holds a label and what it says
_SAYS = "图书馆"
_SEAL = r"(?:\([^()]{1,6}\))?"
_SEALED = re.compile(r"^\(?(.+?图书馆)\)?(?:\(?(?:盖章|公章|章)\)?)?$")
_COLON = re.compile("[:：]")
_SHORT = re.compile("^(?:图书?)?馆?")  # what is left of 图书馆 behind a place
_DATE = re.compile(r"^[\d年月日./-]+$")
# What stands before the name, by how much it says whose a form is.
_LABELS = tuple(
    re.compile(rf"^(?:{label}){_SEAL}(:?)(.{{0,40}})$")
    for label in (
        "填[报表写]单位(?:名称)?",
        "(?:报送|上报)?单位(?:名称)?|(?:填报)?馆名?|图书馆名称",
        "县\\(?市[、,/]?区\\)?|市[、,/]?县[、,/]?区?|(?:所属)?地区|行政区划",
        "(?:填报|填表|报送)?(?:部门|科室)",
        "(?:编制|制表)单位(?:名称)?",
    )
)
_FILER, _PLACE, _ROOM, _BARE = 0, 2, 3, 3.5  # ranks; a name alone goes before who has drawn the form up
_BY_STEM = (0, 1)  # ranks of labels behind which a place without its kind is one: 填报单位：海城


class _Line(Struct, frozen=True, order=True):
    """A name that a line says: by how much that counts, and where it stands."""

    rank: float
    row: int
    name: str


def said_of_titles(sheet: Sheet, titles: Sequence[Title], names: Names) -> Iterator[tuple[Position, str]]:
    """The cell of each title on a sheet, with the library that the title or a line of its form names; '' for none."""
    is_above = bool(titles) and bool(_best(_lines(sheet, titles[0], range(titles[0].row))))
    for order, title in enumerate(titles):
        yield at(title), _said(sheet, title, titles[order + 1 :], names, is_above=is_above or not order)


def said_on_top(sheet: Sheet, names: Names) -> str:
    """The library that a sheet without any title that we know names in its first rows or at its foot; '' for none."""
    for row in sheet.rows[:_FEW]:
        cells = [cell for cell in row if cell not in (None, "")]
        is_alone = len(cells) == 1 and type(cells[0]) is str and len(cells[0]) <= _LONG
        if is_alone and (found := named_in(str(cells[0]), names)):
            return found
    return _best(_lines(sheet, None, range(_FEW))) or _best(_lines(sheet, None, _foot(sheet, _FEW, len(sheet.rows))))


def at(title: Title) -> Position:
    """The cell of a title; the first of the sheet for one that is only a name."""
    return max(title.row, 0), title.column


def named_in(text: str, names: Names) -> str:
    """The libraries that the text of a title names, or the place with which it begins; '' for none, and for what any
    library may be called by."""
    key = title_key(text := fold(unnumbered(text)))
    if _SAYS not in text:
        return _place_in(key, names)
    found = list(named_one_after_another(key))
    if found and not any(form.startswith(found[0]) for form in names.forms):
        return SEVERAL.join(_apart(found))
    if any(name in key for name in names.library):
        return names.own
    begins = may_begin(key)
    if begins and without_library(key, begins) in names.forms:
        return begins
    return next(libraries_in(text), "") or _place_in(key, names)


def _place_in(key: str, names: Names) -> str:
    """The place with which a title begins, as if it were a library's; '' for none. That of a library that the catalogue
    names may be short, where the name of a form follows: 海城馆流通表."""
    if place := place_first(key):
        return "" if any(form.startswith(place) for form in names.forms) else place
    named = ((name, _SHORT.sub("", key.removeprefix(stem))) for stem, name in names.awaited if key.startswith(stem))
    return next((name for name, rest in named if rest in names.forms), "")


def _apart(found: Sequence[str]) -> Sequence[str]:
    """The first of several names, and those that name another place."""
    return (found[0], *(each for each in found[1:] if not called(each).may_be(called(found[0]))))


def _said(sheet: Sheet, title: Title, later: Sequence[Title], names: Names, *, is_above: bool) -> str:
    """What is said of one title; `later` are those below it, `is_above` whether lines above it are its own."""
    own = named_in(title.text, names)
    below = next((each.row for each in later if each.row > title.foot), len(sheet.rows))
    head = list(_lines(sheet, title, range(title.row, min(title.foot + _NEAR + 1, below)), later))
    if is_above:
        head += _lines(sheet, title, range(max(title.row - _NEAR, 0), title.row), later)
    if own:
        return _unless_other(own, head)
    foot = () if is_above and later and later[0].row > title.foot and _best(head) else _foot(sheet, title.foot, below)
    return _best(head) or _best(_lines(sheet, title, foot, later)) or _in_margins(sheet)


def _unless_other(own: str, head: Sequence[_Line]) -> str:
    """The name in a title; and that of who fills the form in, where this is another place."""
    filer = _best([each for each in head if each.rank == _FILER and each.name.endswith(_SAYS)])
    return SEVERAL.join(_apart([own, filer])) if filer and SEVERAL not in own else own


def _best(lines: Sequence[_Line] | Iterator[_Line]) -> str:
    return min(lines, default=_Line(0, 0, "")).name


def _foot(sheet: Sheet, above: int, below: int) -> Sequence[int]:
    """The last rows between two that hold anything, and stand below what may be rows of a table: a library that these
    name, in an entry or as the heading of some, is not whose form it is."""
    filled = [row for row in range(above + 1, below) if any(cell not in (None, "") for cell in sheet.rows[row])]
    return [row for row in filled[-_FEW:] if not any(_is_of_table(sheet.rows[at]) for at in filled if at >= row)]


def _is_of_table(row: Sequence[Value]) -> bool:
    """Whether a row holds figures, or several texts without a colon."""
    cells = [cell for cell in row if cell not in (None, "")]
    return _has_figures(cells) or (len(cells) >= _ENTRY and not any(_COLON.search(str(cell)) for cell in cells))


def _in_margins(sheet: Sheet) -> str:
    return next((name for text in sheet.margins if (name := _alone(text))), "")


def _lines(sheet: Sheet, title: Title | None, rows: Sequence[int], later: Sequence[Title] = ()) -> Iterator[_Line]:
    """The names that lines in some rows say, of the columns that are the title's."""
    right = next((each.column for each in later if title and each.row == title.row), None)
    for row in rows:
        cells = sheet.rows[row][:right] if row < len(sheet.rows) else []
        cells = cells[title.column if title and right is not None else 0 :]
        texts = [fold(cell) for cell in cells if type(cell) is str and 0 < len(cell.strip()) <= _LONG]
        yield from (_Line(rank, row, name) for rank, name in _labelled(texts))
        if not _has_figures(cells) and (name := _by_itself(title, row, texts)):
            yield _Line(_BARE, row, name)


def _by_itself(title: Title | None, row: int, texts: Sequence[str]) -> str:
    """The library that is all that a row says, but for the title and a day behind it; '' for none, and in the header
    or the first rows of a table."""
    if title and title.foot + 1 < row <= title.foot + _NEAR:
        return ""
    own = fold(title.text) if title and row == title.row else ""
    names = [text for text in texts if text not in own]
    return _alone(names[0]) if names and all(map(_DATE.match, names[1:])) else ""


def _has_figures(cells: Sequence[Value]) -> bool:
    return any(type(cell) in (int, float) for cell in cells)


def _labelled(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The names behind labels in the texts of a row, in that cell or the next, with the rank of each."""
    for text, following in zip(texts, (*texts[1:], ""), strict=False):
        for rank, label in enumerate(_LABELS):
            if not (found := label.match(text)):
                continue
            is_pair = bool(found[1] or found[2]) or len(texts) == _PAIR
            if name := _name_behind(found[2] or following, rank, is_pair=is_pair):
                yield rank, name


def _name_behind(said: str, rank: int, *, is_pair: bool) -> str:
    """The library that is named behind a label of a rank; '' for none. Behind one that is no pair with its cell, or one
    of a department, only a library by its full name."""
    if found := next(libraries_in(said), "") or named_first(said):
        return found if rank != _PLACE or is_pair else ""
    if not is_pair or rank == _ROOM:
        return ""
    if said and may_begin(said) == said:
        return said
    found = in_name(said)
    return found if rank in _BY_STEM or called(found).kind else ""


def _alone(text: str) -> str:
    """The library that a text names and nothing else, with its seal; '' for none."""
    found = _SEALED.match(fold(text))
    return found[1] if found and named_first(found[1]) == found[1] else ""
