"""Words and signs in a list that stand for what the entry above says: 同上, 〃.

            A      B            C            D
      3     1      读书会       图书馆       40
      4     2      讲座         〃           30      the place of entry 2 is 图书馆

They count under texts and dates; a figure must be written."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from guanbiao.forms.catalogue import Column, Kind
from guanbiao.forms.rows import DITTOS
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import FoundRow, Given, Mark
from guanbiao.recognise.body.rows import Body
from guanbiao.text.cells import Range, Value, a1


def say_dittos(body: Body, columns: Mapping[int, Column], places: Mapping[int, int], sheet: Sheet, area: Range) -> None:
    """Give the entries of a list what their dittos stand for, with a mark for each; `columns` are those of the list by
    leaf, `places` their sheet columns."""
    if all(map(DITTOS.isdisjoint, sheet.rows[area[0] : area[2] + 1])):  # as in nearly every list
        return
    able = {leaf: at for leaf, at in places.items() if columns[leaf].kind in (Kind.TEXT, Kind.DATE)}
    said: dict[int, str] = {}
    for number, row in enumerate(body.rows):
        found = list(_said_again(row, able, said, sheet)) if row.role == "entry" else []
        if found:
            body.rows[number] = replace(row, given=(*row.given, *found))
            body.marks += [_mark(given, sheet) for given in found]


def _said_again(row: FoundRow, able: Mapping[int, int], said: dict[int, str], sheet: Sheet) -> Iterator[Given]:
    """What an entry says by dittos, where an entry above says it; `said` is what those above it say, by leaf."""
    own = {each.leaf: each.text for each in row.given}
    for leaf, column in able.items():
        value = value_at(sheet.rows, row.at, column)
        if leaf in own:
            said[leaf] = own[leaf] or said.get(leaf, "")
        elif _is_ditto(value):
            if leaf in said:
                yield Given(leaf, (row.at, column), said[leaf])
        elif value is not None:
            said[leaf] = str(value)


def _is_ditto(value: Value) -> bool:
    return type(value) is str and value in DITTOS


def _mark(given: Given, sheet: Sheet) -> Mark:
    _, row, column = sheet.origin(*given.at)
    return Mark("ditto", a1(row, column), False, 1, given.at, says=a1(row, column))
