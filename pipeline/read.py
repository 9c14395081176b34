"""Read a drop folder: every file becomes a book of plain values, or a reason why not.

calamine reads values and merged ranges; openpyxl is asked only where calamine is silent: error cells and formulas
that were never calculated. Neither polars nor pandera is imported here, so that reading can run apart."""

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

from pipeline.model import Book, FileStatus, Sheet, Value

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
IGNORED_NAMES = ("thumbs.db", ".ds_store", "desktop.ini", ".gitkeep")
IGNORED_PREFIXES = ("~$", ".~")
NEVER_CALCULATED = "#未计算"
_SILENT = (b't="e"', b"<f>", b"<f ")
_BOOK_PART, _LINKS_PART = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LINK, _COLUMN = re.compile(r"<Relationship\b[^>]*>"), re.compile(r"<col\b[^>]*>")
_SHEET = re.compile(r'<sheet\b[^>]*?\bname="(?P<name>[^"]*)"[^>]*?\br:id="(?P<link>[^"]*)"')
_MOST_COLUMNS = 200
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml$")
Hidden = dict[str, dict[tuple[int, int], str | None]]


def read_folder(folder: Path) -> list[Book]:
    """Every regular file under `folder`, in the order of its path, as a book. Raises OSError where the folder
    itself cannot be listed; a bad file never raises, it is a book with a reason."""
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return [read_file(path, readable(name)) for name, path in found]


def readable(name: str) -> str:
    """A file's name as text, whatever its system made of it: a name that is not UTF-8 is taken for GB 18030."""
    if name.isascii() or not any("\udc80" <= character <= "\udcff" for character in name):
        return name
    raw = name.encode("utf-8", "surrogateescape")
    return raw.decode("gb18030", "replace")


def read_file(path: Path, name: str) -> Book:
    """One file as a book; `name` is its path under the drop folder."""
    if _ignorable(path.name):
        return Book(name, "", 0.0, FileStatus.IGNORED, "temporary")
    try:
        content, modified = path.read_bytes(), path.stat().st_mtime
    except OSError:
        return Book(name, "", 0.0, FileStatus.REFUSED, "unreadable")
    return read_bytes(content, name, modified)


def read_bytes(content: bytes, name: str, modified: float = 0.0) -> Book:
    """The bytes of a file as a book."""
    digest = hashlib.sha256(content).hexdigest()
    if not content:
        return Book(name, digest, modified, FileStatus.REFUSED, "empty")
    if PurePosixPath(name).suffix.lower() not in WORKBOOKS:
        return Book(name, digest, modified, FileStatus.IGNORED, "not_a_workbook")
    try:
        return Book(name, digest, modified, FileStatus.READ, "", tuple(_sheets(content)))
    except PasswordError:
        return Book(name, digest, modified, FileStatus.REFUSED, "password")
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # the one place: whatever a parser makes of a broken file (its panics too) costs that file
        return Book(name, digest, modified, FileStatus.REFUSED, "damaged")


def _ignorable(name: str) -> bool:
    lowered = name.lower()
    return lowered.startswith(IGNORED_PREFIXES) or lowered in IGNORED_NAMES or lowered.endswith(".tmp")


def _sheets(content: bytes) -> Iterator[Sheet]:
    hidden, widths = _beside_calamine(content) if content[:2] == b"PK" else ({}, {})
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for meta in workbook.sheets_metadata:
            if meta.typ is SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(meta.name)
                values = sheet.to_python(skip_empty_area=False)
                rows = [[(value or None) if type(value) is str else _plain(value) for value in row] for row in values]
                merges = tuple(
                    (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                )
                found = hidden.get(meta.name, {})
                _correct(rows, {at: value for at, value in found.items() if value is not None})
                formulas = frozenset(at for at, value in found.items() if value in (None, NEVER_CALCULATED))
                yield Sheet(meta.name, rows, merges, formulas, widths.get(meta.name, {}))


def _plain(value: object) -> Value:
    """A value other than text as plain data: whole floats as int, dates and times as ISO text."""
    if type(value) is float:
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value) if isinstance(value, timedelta) else value  # type: ignore[return-value]


def _beside_calamine(
    content: bytes,
) -> tuple[dict[str, dict[tuple[int, int], str | None]], dict[str, dict[int, float]]]:
    """What calamine does not tell, by sheet: what it hides, and the widths of columns. Each part is read once."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if _SHEET_PART.match(name) or name in (_BOOK_PART, _LINKS_PART)]
        parts = {name: archive.read(name) for name in names}
    return _what_calamine_hides(content, parts), _widths(parts)


def _widths(parts: dict[str, bytes]) -> dict[str, dict[int, float]]:
    """By sheet, the widths of the columns for which one was set; {} where the parts do not say plainly."""
    links = dict(map(_both, _LINK.finditer(parts.get(_LINKS_PART, b"").decode("utf-8", "replace"))))
    found = {}
    for match in _SHEET.finditer(parts.get(_BOOK_PART, b"").decode("utf-8", "replace")):
        name, part = html.unescape(match["name"]), links.get(match["link"], "").removeprefix("/xl/")
        head = parts.get(f"xl/{part}", b"").partition(b"<sheetData")[0]
        found[name] = _column_widths(head.decode("utf-8", "replace"))
    return found


def _both(match: re.Match[str]) -> tuple[str, str]:
    """The id and the target of a relationship, in whichever order they stand."""
    text = match[0]
    return _attribute(text, "Id"), _attribute(text, "Target")


def _attribute(text: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', text)
    return match[1] if match else ""


def _column_widths(head: str) -> dict[int, float]:
    widths: dict[int, float] = {}
    for match in _COLUMN.finditer(head):
        first, last, width = (_attribute(match[0], name) for name in ("min", "max", "width"))
        if first.isdigit() and last.isdigit() and width and int(last) - int(first) < _MOST_COLUMNS:
            widths |= dict.fromkeys(range(int(first) - 1, int(last)), float(width))
    return widths


def _what_calamine_hides(content: bytes, parts: dict[str, bytes]) -> Hidden:
    """By sheet and zero-based address: error values, formulas without a calculated value, and (None) with one."""
    if not any(sign in part for name, part in parts.items() if _SHEET_PART.match(name) for sign in _SILENT):
        return {}
    from openpyxl import load_workbook  # deferred: 0.3 s that only workbooks with formulas or errors need pay

    formulas = load_workbook(io.BytesIO(content), read_only=False, data_only=False)
    values = load_workbook(io.BytesIO(content), read_only=False, data_only=True)
    return {sheet.title: dict(_hidden(sheet, values[sheet.title])) for sheet in formulas.worksheets}


def _hidden(formulas: object, values: object) -> Iterator[tuple[tuple[int, int], str | None]]:
    for row in formulas.iter_rows():  # type: ignore[attr-defined]
        for cell in row:
            cached = values.cell(cell.row, cell.column)  # type: ignore[attr-defined]
            if cell.data_type == "f" and cached.value is None:
                yield (cell.row - 1, cell.column - 1), NEVER_CALCULATED
            elif cached.data_type == "e":
                yield (cell.row - 1, cell.column - 1), str(cached.value)
            elif cell.data_type == "f":
                yield (cell.row - 1, cell.column - 1), None


def _correct(rows: list[list[Value]], hidden: dict[tuple[int, int], str]) -> None:
    for (row, column), value in hidden.items():
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = value
