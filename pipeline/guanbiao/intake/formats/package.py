"""Zip-based workbooks: Open XML, its binary sister, OpenDocument. Values from an engine, all else from the parts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from msgspec.structs import replace

from guanbiao.intake.formats import links, ooxml, opendoc, xls, xlsb
from guanbiao.intake.formats.comments import comments_of
from guanbiao.intake.formats.drawings import drawn_on
from guanbiao.intake.formats.engines import by_calamine, by_openpyxl
from guanbiao.intake.formats.margins import margins_of, open_margins
from guanbiao.intake.formats.properties import is_own_document, properties_of
from guanbiao.intake.formats.struck import mark_struck, may_strike, struck_texts
from guanbiao.intake.formats.styles import PLAIN, Looks, date_styles, is_used, looks_of, mark_numbers
from guanbiao.intake.formats.xlsb_struck import mark_struck_cells, striking
from guanbiao.intake.formats.xlsb_styles import binary_looks, styled_cells
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import MEGABYTE, OPENING, Refused
from guanbiao.intake.marks import Marks
from guanbiao.intake.sheets import NOWHERE, EngineSheet, SheetDetails, within_box
from guanbiao.intake.signs import Signs, looked_at, only_where

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_ODS, _ODT, _ODP = _OPEN_DOCUMENT + b"spreadsheet", _OPEN_DOCUMENT + b"text", _OPEN_DOCUMENT + b"presentation"
_HEAD = MEGABYTE  # bytes of a document in which its first words stand
_STRICT = b"http://purl.oclc.org/ooxml/"
_DOCUMENT, _WRITTEN = "word/document.xml", re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_NUMBERED = re.compile(r"\[\d+\]")  # another workbook, as formulas in a file name it
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp")
_FOREIGN_PACKAGES = (("word/", "foreign_document"), ("ppt/", "foreign_slides"), ("Index/", "foreign_numbers"))


def package_sheets(archive: Archive, *, cautious: bool, signs: Signs | None = None) -> list[EngineSheet]:
    """The sheets of a zip-based workbook; formulas and looks only of those on which there are `signs` of a form. Raises
    Refused where it is none, holds pictures and no values, or no engine makes anything of a sheet that holds something.
    `cautious` does without calamine."""
    sheets = _sheets(archive, signs, cautious=cautious)
    if _pictures(archive) and all(value in (None, "") for sheet in sheets for row in sheet.rows for value in row):
        raise Refused("only_pictures")
    return sheets


def _pictures(archive: Archive) -> bool:
    """Whether there are pictures among the parts: Excel keeps them in xl/media/, OpenDocument in Pictures/, WPS too
    where they fill cells."""
    return any(name.lower().endswith(_PICTURES) and "thumbnail" not in name.lower() for name in archive.names)


def _sheets(archive: Archive, signs: Signs | None, *, cautious: bool) -> list[EngineSheet]:
    mime = archive.read("mimetype").strip()
    if mime.startswith(_ODS):
        return only_where(_open_document(archive), signs)
    if mime.startswith((_ODT, _ODP)):
        reason = "foreign_document" if mime.startswith(_ODT) else "foreign_slides"
        raise Refused(reason, ours=bool(properties_of(archive)))
    main = links.main_part(archive)
    if main.startswith("xl/") or (main and not main.startswith(("word/", "ppt/", "visio/"))):
        if main.lower().endswith(".bin"):
            return _binary(archive, main, signs, cautious=cautious)
        return _ooxml(archive, main, signs, cautious=cautious)
    if main == _DOCUMENT:
        raise Refused("foreign_document", opening=_opening(archive.read(main)), ours=is_own_document(archive, main))
    for folder, reason in _FOREIGN_PACKAGES:
        if any(name.startswith(folder) for name in archive.names):
            raise Refused(reason)
    raise Refused("damaged" if "[Content_Types].xml" in archive.names else "foreign_archive")


def _opening(document: bytes) -> str:
    """How the text of a document begins."""
    return b"".join(_WRITTEN.findall(document[:_HEAD])).decode("utf-8", "replace")[:OPENING]


def _ooxml(archive: Archive, main: str, signs: Signs | None, *, cautious: bool) -> list[EngineSheet]:
    sheets = links.sheet_parts(archive, main)
    parts = {sheet.name: archive.read(sheet.path) for sheet in sheets}
    details = {name: _bounded(part, closely=cautious) for name, part in parts.items()}
    within_box(details.values())
    content = _transitional(archive, main)
    values = None if cautious else by_calamine(content)
    if values is None or _lost(values, details):
        details = {name: ooxml.scan(part) for name, part in parts.items()}
        values = _by_second_engine(archive, main, content, parts, details)
    standing = [sheet for sheet in sheets if sheet.name in values]
    looks, texts = looks_of(archive), _shared_texts(archive)
    telling = {name for name, part in parts.items() if ooxml.is_telling(part)}
    has_more = looks != PLAIN or telling or any(map(may_strike, (texts, *parts.values())))
    closely = looked_at([values[sheet.name].rows for sheet in standing], signs) if has_more else repeat(True)
    near = [sheet for sheet, is_near in zip(standing, closely, strict=False) if is_near]
    unscanned = [each.name for each in near if each.name in telling and details[each.name].corner == NOWHERE]
    details |= {name: ooxml.scan(parts[name]) for name in unscanned}
    _name_books(archive, main, details.values())
    marks = _marks(archive, near, parts, looks, texts, values)
    return [
        EngineSheet(
            sheet.name,
            own.rows,
            own.merges,
            details[sheet.name],
            ooxml.widths(parts[sheet.name]),
            sheet.hidden,
            drawn=drawn_on(archive, sheet.path) if b"drawing" in parts[sheet.name] else (),
            marks=marks.get(sheet.name, Marks()),
            looked_at=sheet.name in marks,
            margins=margins_of(parts[sheet.name]) if sheet.name in marks else (),
        )
        for sheet in standing
        for own in (values[sheet.name],)
    ]


def _name_books(archive: Archive, main: str, details: Iterable[SheetDetails]) -> None:
    """Put the names of other workbooks in the place of their numbers in formulas."""
    outside = [(each, at) for each in details for at, text in each.formulas.items() if "[" in text]
    books = links.other_books(archive, main) if outside else []
    names = {f"[{at}]": f"[{name}]" for at, name in enumerate(books, 1) if name}
    for each, at in outside:
        each.formulas[at] = _NUMBERED.sub(lambda found: names.get(found[0], found[0]), each.formulas[at])


def _shared_texts(archive: Archive) -> bytes:
    """The part with the texts that cells share; nothing where there is none."""
    return next((archive.read(name) for name in archive.names if name.lower().endswith("/sharedstrings.xml")), b"")


def _marks(
    archive: Archive,
    sheets: Sequence[links.Part],
    parts: Mapping[str, bytes],
    looks: Looks,
    texts: bytes,
    values: Mapping[str, EngineSheet],
) -> dict[str, Marks]:
    """What the looks of cells tell, by sheet."""
    shared = struck_texts(texts, fonts=bool(looks.struck))
    found = {}
    for sheet in sheets:
        part = parts[sheet.name]
        found[sheet.name] = marks = Marks(remarks=comments_of(archive, sheet.path))
        mark_struck(marks, part, shared, looks.struck)
        if is_used(part, looks.of_numbers):
            mark_numbers(marks, values[sheet.name].rows, ooxml.styled_numbers(part, looks.of_numbers), looks)
    return found


def _bounded(part: bytes, *, closely: bool) -> SheetDetails:
    """What stands in a sheet besides its values, by a scan where it may be too large; else whether anything does."""
    if closely or ooxml.must_be_scanned(part):
        return ooxml.scan(part)
    return SheetDetails(filled=int(b"<v" in part or b"<is" in part))


def _lost(values: Mapping[str, EngineSheet], details: Mapping[str, SheetDetails]) -> bool:
    """Whether an engine made nothing of a sheet that holds something other than errors."""
    return any(
        each.filled > len(each.errors) and not (name in values and any(values[name].rows))
        for name, each in details.items()
    )


def _by_second_engine(
    archive: Archive, main: str, content: bytes, parts: Mapping[str, bytes], details: Mapping[str, SheetDetails]
) -> dict[str, EngineSheet]:
    """The sheets as openpyxl reads them, with the dates that it takes for numbers."""
    values = by_openpyxl(content, {name: each.merges for name, each in details.items()})
    styles, mode = date_styles(archive), int(links.is_1904(archive, main))
    for name, part in parts.items() if styles else ():
        rows = [list(row) for row in values[name].rows]
        values[name].rows = rows
        for row, column in ooxml.styled_numbers(part, styles):
            if row < len(rows) and column < len(rows[row]) and type(rows[row][column]) in (int, float):
                rows[row][column] = xls.date_of(float(rows[row][column]), mode)  # type: ignore[arg-type]
    return values


def _transitional(archive: Archive, main: str) -> bytes:
    """The content of a package in the namespaces that readers know: Strict ones are changed for them."""
    if _STRICT not in archive.read(main):
        return archive.content
    return ooxml.as_transitional(archive)


def _binary(archive: Archive, main: str, signs: Signs | None, *, cautious: bool) -> list[EngineSheet]:
    """An .xlsb: calamine's values, and what the records say besides. No other engine reads this family."""
    if cautious:
        raise Refused("damaged")
    sheets = xlsb.xlsb_parts(archive, main)
    parts = {sheet.name: archive.read(sheet.path) for sheet in sheets}
    details = {name: xlsb.xlsb_details(part) for name, part in parts.items()}
    within_box(details.values())
    values = by_calamine(archive.content)
    if values is None or _lost(values, details):
        raise Refused("damaged")
    plain = [_with_details(each.name, values, details[each.name], hidden=each.hidden) for each in sheets]
    looks, fonts = binary_looks(archive)
    by = striking(archive, fonts, looks.struck)
    for part, sheet in zip(sheets, found := only_where(plain, signs), strict=True):
        sheet.drawn = drawn_on(archive, part.path)
        if sheet.looked_at:
            sheet.margins = xlsb.xlsb_margins(parts[part.name])
            sheet.marks = _binary_marks(archive, part, parts[part.name], sheet.rows, looks)
            mark_struck_cells(sheet.marks, parts[part.name], by)
    return found


def _binary_marks(
    archive: Archive, sheet: links.Part, part: bytes, rows: Sequence[Sequence[object]], looks: Looks
) -> Marks:
    marks = Marks(beside=xlsb.xlsb_comments(archive, sheet.path))
    if looks.of_numbers:
        mark_numbers(marks, rows, styled_cells(part, looks.of_numbers), looks)
    return marks


def _open_document(archive: Archive) -> list[EngineSheet]:
    if opendoc.is_locked(archive.read("META-INF/manifest.xml")):
        raise Refused("password")
    content = archive.read("content.xml")
    sheets = opendoc.open_sheets(content)
    hidden = opendoc.hidden_styles(content)
    values = by_calamine(archive.content) or by_calamine(opendoc.without_indents(archive))
    if values is None or _lost(values, {sheet.name: sheet.details for sheet in sheets}):
        raise Refused("damaged")
    pages = open_margins(archive.read("styles.xml")) if "styles.xml" in archive.names else ()
    return [
        replace(
            _with_details(sheet.name, values, sheet.details, hidden=sheet.style in hidden),
            marks=sheet.marks,
            margins=pages if sheet is sheets[0] else (),  # they are of the workbook's styles of pages
        )
        for sheet in sheets
    ]


def _with_details(name: str, values: Mapping[str, EngineSheet], details: SheetDetails, *, hidden: bool) -> EngineSheet:
    """An engine's values, with the merged ranges that the sheet's own part has: the engine gives none."""
    return EngineSheet(name, values[name].rows, details.merges, details, hidden=hidden)
