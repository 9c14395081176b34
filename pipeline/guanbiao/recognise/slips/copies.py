"""The forms attached to a slip: which of their cells hold something else than they were issued with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet
from guanbiao.model.slips import Changed, Copy, Issued
from guanbiao.recognise.slips.cells import term_at, text_of
from guanbiao.recognise.slips.known import norm
from guanbiao.text.cells import Range, Value, a1, at_address

_ALIKE = 0.6  # of the cells of a sheet and of the form that it is a copy of: what is corrected is a part
_CALLED = 31  # characters of a sheet's name


def changed_in(file: str, sheet: Sheet, copy: Copy) -> Iterator[Changed]:
    """The cells of an attached form that differ from what it was issued with, in their order; none where that is not
    known."""
    now = values_of(sheet) if copy.cells else {}
    for address in sorted({*now, *copy.cells}, key=at_address):
        before, after = copy.cells.get(address), now.get(address)
        if _of(before) != _of(after):
            yield Changed(copy, address, before, after, term_at(file, sheet.name, address, _texts(after)))


def _texts(value: Value) -> Sequence[str]:
    return () if value is None else (text_of(value),)


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


def copies_in(sheets: Sequence[Sheet], issued: Issued | None, books: Sequence[Book]) -> dict[str, Copy]:
    """By the name of its sheet, what each of some sheets of a slip is a copy of: as it was issued, also under another
    name or a second time, else as it is filed. Sheets that are no copies are left out."""
    own = [
        whole for copy in (issued.copies if issued else ()) if (whole := copy if copy.cells else _filed(copy, books))
    ]
    named = {copy.name: copy for copy in own}
    found = (
        (sheet.name, named.get(sheet.name) or _like(sheet, own) or _found(sheet, issued, books)) for sheet in sheets
    )
    return {name: copy for name, copy in found if copy}


def _found(sheet: Sheet, issued: Issued | None, books: Sequence[Book]) -> Copy | None:
    """What is filed and a sheet is a copy of. One that a slip knows, and is filed no more, is a copy all the same."""
    if issued is None:
        return copy_of(sheet, books)
    return next((copy for copy in issued.copies if copy.name == sheet.name), None)


def _like(sheet: Sheet, copies: Iterable[Copy]) -> Copy | None:
    own = values_of(sheet)
    return next((copy for copy in copies if _is_alike(own, copy.cells)), None)


def _filed(copy: Copy, books: Iterable[Book]) -> Copy | None:
    """What was attached, from the file that it was taken from, where that still lies in the drop folder."""
    sheets = (sheet for book in books if book.file == copy.file for sheet in book.sheets if sheet.name == copy.sheet)
    found = next(sheets, None)
    return replace(copy, cells=values_of(within(found, copy.areas))) if found else None


def within(sheet: Sheet, areas: Sequence[Range]) -> Sheet:
    """A sheet with what stands in some areas of it alone; all of it where none are given."""
    if not areas:
        return sheet
    rows = [
        [value if any(_holds(area, at, column) for area in areas) else None for column, value in enumerate(values)]
        for at, values in enumerate(sheet.rows)
    ]
    merges = tuple(each for each in sheet.merges if any(_holds(area, *each[:2]) for area in areas))
    return replace(sheet, rows=rows, merges=merges)


def _holds(area: Range, row: int, column: int) -> bool:
    top, left, bottom, right = area
    return top <= row <= bottom and left <= column <= right


def rows_in(copies: Iterable[Copy]) -> frozenset[frozenset[str]]:
    """What stands on each row of some copies, as it is compared."""
    rows: dict[tuple[str, int], set[str]] = defaultdict(set)
    for copy in copies:
        for address, value in copy.cells.items():
            rows[copy.name, at_address(address)[0]].add(norm(value))
    return frozenset(map(frozenset, rows.values()))


def rows_of(books: Iterable[Book]) -> frozenset[frozenset[str]]:
    """What stands on each row of the sheets of some books, as it is compared."""
    return rows_in(
        Copy(f"{book.file}!{sheet.name}", book.file, sheet.name, values_of(sheet))
        for book in books
        for sheet in book.sheets
    )


def copy_of(sheet: Sheet, books: Iterable[Book]) -> Copy | None:
    """What a sheet of a slip that does not know it is a copy of: a sheet of the same name in the drop folder with most
    of the same cells at the same places. The newest, where several are."""
    own = values_of(sheet)
    area = _extent(own)
    every = [(book, each, area_of) for book, each in _named(sheet, books) for area_of in ((), (area,))]
    found = [
        (book.modified, Copy(sheet.name, book.file, each.name, values_of(within(each, areas)), areas))
        for book, each, areas in every
    ]
    alike = [(when, copy) for when, copy in found if _is_alike(own, copy.cells)]
    return max(alike, key=lambda each: each[0])[1] if alike else None


def _extent(cells: Iterable[str]) -> Range:
    """The range from the first to the last of some cells."""
    rows, columns = zip(*map(at_address, cells), strict=True) if cells else ((0,), (0,))
    return min(rows), min(columns), max(rows), max(columns)


def _named(sheet: Sheet, books: Iterable[Book]) -> Iterator[tuple[Book, Sheet]]:
    """The sheets that may be what a copy is of: it is called as they are, but for a number behind it."""
    for book in books:
        for each in book.sheets:
            if each.name == sheet.name or sheet.name.startswith(f"{each.name[: _CALLED - 4]}("):
                yield book, each


def _is_alike(own: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    same = sum(_of(value) == _of(other.get(address)) for address, value in own.items())
    return same > _ALIKE * max(len(own), len(other))
