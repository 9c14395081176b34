"""Corrections that heads made in the forms attached to their slips: they count as theirs where the slip says 更正 of
the very cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet
from guanbiao.model.slips import Changed, Returned
from guanbiao.recognise.slips.copies import values_of
from guanbiao.recognise.slips.known import norm
from guanbiao.text.cells import Value, at_address
from guanbiao.words.actions import ACTIONS

_Place = tuple[str, str]  # file, sheet


def is_confirmed(slip: Returned, changed: Changed) -> bool:
    """Whether a slip says 更正 on a line that speaks of a cell that was changed in a form attached."""
    place = f"{changed.copy.name}!{changed.cell}"
    lines = (each.line for each in slip.written if each.line and each.action == ACTIONS[0])
    return slip.issued is not None and any(place in line.cells for line in lines)


def corrected(books: Sequence[Book], slips: Iterable[Returned]) -> tuple[list[Book], list[Changed]]:
    """The books with the corrections that their heads confirmed, and these. A cell that holds something else by now
    than the slip was issued with was filed anew, and stays as it is."""
    wanted: dict[_Place, dict[str, Changed]] = defaultdict(dict)
    for slip in slips:
        for each in slip.changed:
            if is_confirmed(slip, each):
                wanted[each.copy.file, each.copy.sheet][each.cell] = each
    if not wanted:
        return list(books), []
    done: list[Changed] = []
    return [_book(book, wanted, done) for book in books], done


def _book(book: Book, wanted: Mapping[_Place, Mapping[str, Changed]], done: list[Changed]) -> Book:
    sheets = []
    for sheet in book.sheets:
        now = values_of(sheet) if (book.file, sheet.name) in wanted else {}
        own = [each for each in wanted.get((book.file, sheet.name), {}).values() if _stands(each, now)]
        done += own
        sheets.append(_sheet(sheet, own) if own else sheet)
    return replace(book, sheets=tuple(sheets))


def _stands(changed: Changed, now: Mapping[str, Value]) -> bool:
    before, value = changed.before, now.get(changed.cell)
    return value == before or (None not in (value, before) and norm(value) == norm(before))


def _sheet(sheet: Sheet, changes: Sequence[Changed]) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    for each in changes:
        row, column = at_address(each.cell)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = each.after
    cells = {each.cell for each in changes}
    left = {address: text for address, text in sheet.shown.items() if address not in cells}
    return replace(sheet, rows=rows, shown=left, formulas=dict(_untouched(sheet, cells)))


def _untouched(sheet: Sheet, cells: set[str]) -> Iterator[tuple[str, str]]:
    return ((address, text) for address, text in sheet.formulas.items() if address not in cells)
