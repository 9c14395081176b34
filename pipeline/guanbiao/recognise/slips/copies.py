"""The forms attached to a slip: which of their cells hold something else than they were issued with."""

from collections.abc import Iterable, Iterator, Mapping

from guanbiao.model.books import Book, Sheet
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Changed, Copy
from guanbiao.recognise.slips.rows import norm, text_of
from guanbiao.text.cells import Value, a1, at_address

_ALIKE = 0.6  # of the cells of a sheet and of the form that it is a copy of: what is corrected is a part
_CALLED = 31  # characters of a sheet's name


def changed_in(file: str, sheet: Sheet, copy: Copy) -> Iterator[Changed]:
    """The cells of an attached form that differ from what it was issued with, in their order."""
    now = values_of(sheet)
    for address in sorted({*now, *copy.cells}, key=at_address):
        before, after = copy.cells.get(address), now.get(address)
        if _of(before) != _of(after):
            yield Changed(copy, address, before, after, _term(file, sheet.name, address, after))


def _term(file: str, sheet: str, address: str, value: Value) -> Term:
    return Term(Role.CELL, "", "", "", None, "" if value is None else text_of(value), file, sheet, address)


def _of(value: Value) -> str:
    return "" if value is None else norm(value)


def values_of(sheet: Sheet) -> dict[str, Value]:
    """By address, what the cells of a sheet hold, as they are shown."""
    return {
        address: sheet.shown.get(address, value)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if value not in (None, "") and (address := a1(row, column))
    }


def copy_of(sheet: Sheet, books: Iterable[Book]) -> Copy | None:
    """What a sheet of a slip that does not know it is a copy of: a sheet of the same name in the drop folder with most
    of the same cells at the same places. The newest, where several are."""
    own = values_of(sheet)
    found = [
        (book.modified, Copy(sheet.name, book.file, each.name, values_of(each))) for book, each in _named(sheet, books)
    ]
    alike = [(when, copy) for when, copy in found if _is_alike(own, copy.cells)]
    return max(alike, key=lambda each: each[0])[1] if alike else None


def _named(sheet: Sheet, books: Iterable[Book]) -> Iterator[tuple[Book, Sheet]]:
    """The sheets that may be what a copy is of: it is called as they are, but for a number behind it."""
    for book in books:
        for each in book.sheets:
            if each.name == sheet.name or sheet.name.startswith(f"{each.name[: _CALLED - 4]}("):
                yield book, each


def _is_alike(own: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    same = sum(_of(value) == _of(other.get(address)) for address, value in own.items())
    return same > _ALIKE * max(len(own), len(other))
