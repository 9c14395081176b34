"""The bytes of a file as sheets, or the reason why not: told apart by content, passed through the gate, then read.

Runs in a reader process. Neither polars nor pandera is imported here."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.books import FileStatus, Note, Sheet, Value
from pipeline.intake import gate, markup, ooxml, opendoc, xls, xlsb
from pipeline.intake.gate import Archive
from pipeline.intake.kinds import Kind, kind_of
from pipeline.intake.limits import CELL_BOX, FILE_BYTES, MEGABYTE, MEMORY_BYTES, Refused, within
from pipeline.intake.raw import Raw, plain_sheets
from pipeline.intake.text import text_sheet

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_STRICT = b"http://purl.oclc.org/ooxml/"
_FOREIGN_PACKAGES = (("word/", "foreign_document"), ("ppt/", "foreign_slides"), ("Index/", "foreign_numbers"))
_FOREIGN_STREAMS = (("worddocument", "foreign_document"), ("powerpoint document", "foreign_slides"))
Found = tuple[list[Raw], list[Note]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """How a file ended: its sheets, or the reason why there are none."""

    status: FileStatus
    reason: str = ""
    detail: Mapping[str, Value] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Note, ...] = ()


def parse(content: bytes, *, cautious: bool = False) -> Parsed:
    """The content of a file as sheets; never raises for what a file holds. `cautious` does without calamine, which
    some files make abort the process."""
    try:
        within("file", len(content) // MEGABYTE, FILE_BYTES // MEGABYTE)
        raws, notes = _raws(content, cautious=cautious)
        return Parsed(FileStatus.READ, sheets=plain_sheets(raws), notes=tuple(notes))
    except Refused as refused:
        return Parsed(FileStatus.REFUSED, refused.reason, refused.detail)
    except MemoryError:
        return Parsed(FileStatus.REFUSED, "limit_memory", {"most": MEMORY_BYTES // MEGABYTE})
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the one place: whatever a parser makes of a broken file (its panics too) costs that file
        return Parsed(FileStatus.REFUSED, "damaged") if cautious else parse(content, cautious=True)


def _raws(content: bytes, *, cautious: bool) -> Found:
    if not content:
        raise Refused("empty")
    kind = kind_of(content)
    if kind is Kind.ZIP:
        return _package(content, cautious=cautious)
    if kind is Kind.OLE:
        return _compound(content, cautious=cautious)
    if kind is Kind.BIFF:
        return xls.xls_sheets(content, alone=cautious)
    if kind is Kind.TEXT:
        return text_sheet(content)
    page = {Kind.XML_2003: markup.xml_2003_sheets, Kind.HTML: markup.html_sheet, Kind.MHTML: markup.mhtml_sheet}
    return page[kind](content), []


def _compound(content: bytes, *, cautious: bool) -> Found:
    """An OLE file: an .xls, or a locked workbook of any kind."""
    streams = gate.streams_of(content)
    for name, reason in _FOREIGN_STREAMS:
        if name in streams:
            raise Refused(reason)
    if not streams & {"workbook", "book", "encryptedpackage"}:
        raise Refused("foreign_compound")
    opened, was_locked = gate.unlocked(content) if "book" not in streams else (content, False)
    note = [Note("default_password")] if was_locked else []
    raws, notes = _package(opened, cautious=cautious) if opened[:2] == b"PK" else xls.xls_sheets(opened, alone=cautious)
    return raws, [*note, *notes]


def _package(content: bytes, *, cautious: bool) -> Found:
    """A zip-based workbook."""
    archive = gate.passed(content)
    if archive.read("mimetype").strip().startswith(_ODS):
        return _open_document(archive), []
    main = ooxml.main_part(archive)
    if main.startswith("xl/") or (main and not main.startswith(("word/", "ppt/", "visio/"))):
        return (_binary if main.lower().endswith(".bin") else _ooxml)(archive, main, cautious=cautious), []
    for folder, reason in _FOREIGN_PACKAGES:
        if any(name.startswith(folder) for name in archive.names):
            raise Refused(reason)
    raise Refused("damaged" if "[Content_Types].xml" in archive.names else "foreign_archive")


def _ooxml(archive: Archive, main: str, *, cautious: bool) -> list[Raw]:
    dates = ooxml.date_styles(archive)
    parts = {part.name: part for part in ooxml.sheet_parts(archive, main)}
    seen: dict[str, ooxml.Seen] = {}
    found: dict[str, Raw] = {}
    for name, part in parts.items():
        raw = archive.read(part.path)
        careful = cautious or ooxml.needs_scan(raw, dates)
        seen[name] = ooxml.scan(raw, dates) if careful else ooxml.Seen(filled=-(b"<v" in raw or b"<is" in raw))
        found[name] = Raw(name, [], widths=ooxml.widths(raw), hidden=part.hidden)
    within("cells", sum((each.corner[0] + 1) * (each.corner[1] + 1) for each in seen.values()), CELL_BOX)
    values = None if cautious else _by_calamine(_transitional(archive, main))
    if values is None or _lost(values, seen):
        seen = {name: ooxml.scan(archive.read(part.path), dates) for name, part in parts.items()}
        values = _by_openpyxl(_transitional(archive, main), seen)
    mode = int(bool(dates) and ooxml.is_1904(archive, main))
    return [_complete(found[name], values[name], seen[name], mode) for name in parts if name in values]


def _lost(values: Mapping[str, Raw], seen: Mapping[str, ooxml.Seen]) -> bool:
    """Whether an engine made nothing of a sheet that holds something."""
    return any(
        each.filled and len(each.errors) < abs(each.filled) and not (name in values and any(values[name].rows))
        for name, each in seen.items()
    )


def _complete(raw: Raw, values: Raw, seen: ooxml.Seen, mode: int) -> Raw:
    """The values of an engine with everything else that is known of the sheet."""
    raw.rows, raw.merges = values.rows, values.merges
    raw.errors, raw.uncounted = seen.errors, seen.uncounted
    raw.formulas = dict(ooxml.shared_formulas(seen)) if seen.formulas else {}
    raw.rows_hidden, raw.columns_hidden, raw.filtered = seen.rows, seen.columns, seen.filtered
    if seen.dates:
        raw.rows = rows = [list(row) for row in values.rows]
        for row, column in seen.dates:
            if row < len(rows) and column < len(rows[row]) and type(rows[row][column]) in (int, float):
                rows[row][column] = xls.date_of(float(rows[row][column]), mode)  # type: ignore[arg-type]
    return raw


def _transitional(archive: Archive, main: str) -> bytes:
    """The content of a package in the namespaces that readers know: Strict ones are changed for them."""
    if _STRICT not in archive.read(main):
        return archive.content
    return ooxml.as_transitional(archive)


def _by_calamine(content: bytes) -> dict[str, Raw] | None:
    """The sheets as calamine reads them, by name; None where it cannot."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = [meta.name for meta in workbook.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
            sheets = [workbook.get_sheet_by_name(name) for name in names]
            return {
                sheet.name: Raw(
                    sheet.name,
                    sheet.to_python(skip_empty_area=False),
                    [(*first, *last) for first, last in sheet.merged_cell_ranges or ()],
                )
                for sheet in sheets
            }
    except PasswordError as problem:
        raise Refused("password") from problem
    except CalamineError:
        return None


def _by_openpyxl(content: bytes, seen: Mapping[str, ooxml.Seen]) -> dict[str, Raw]:
    """The sheets as openpyxl streams them, by name: the second engine, for what the first one cannot read."""
    from openpyxl import load_workbook  # deferred: 0.3 s that few workbooks need

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found = {}
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        rows = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = Raw(sheet.title, rows, seen[sheet.title].merges if sheet.title in seen else ())
    return found


def _binary(archive: Archive, main: str, *, cautious: bool) -> list[Raw]:
    """An .xlsb: calamine's values with what the records tell besides."""
    if cautious:
        raise Refused("damaged")
    records = {part.name: (part, xlsb.xlsb_records(archive.read(part.path))) for part in xlsb.xlsb_parts(archive, main)}
    within("cells", sum((each.corner[0] + 1) * (each.corner[1] + 1) for _, each in records.values()), CELL_BOX)
    values = _by_calamine(archive.content)
    if values is None:
        raise Refused("damaged")
    found = []
    for name, (part, told) in records.items():
        if told.filled > len(told.errors) and not any(values[name].rows):
            raise Refused("damaged")
        raw = Raw(name, values[name].rows, told.merges, told.errors, dict.fromkeys(told.formulas, ""))
        raw.hidden, raw.rows_hidden, raw.columns_hidden = part.hidden, told.rows, told.columns
        raw.filtered = told.filtered
        found.append(raw)
    return found


def _open_document(archive: Archive) -> list[Raw]:
    if opendoc.is_locked(archive.read("META-INF/manifest.xml")):
        raise Refused("password")
    content = archive.read("content.xml")
    told = opendoc.open_sheets(content)
    hidden = opendoc.hidden_styles(content)
    values = _by_calamine(archive.content) or _by_calamine(opendoc.without_indents(archive))
    if values is None or any(sheet.corner > (-1, -1) and not any(values[sheet.name].rows) for sheet in told):
        raise Refused("damaged")
    return [
        Raw(
            sheet.name,
            values[sheet.name].rows,
            sheet.merges,
            sheet.errors,
            sheet.formulas,
            sheet.uncounted,
            hidden=sheet.style in hidden,
            rows_hidden=sheet.rows,
            columns_hidden=sheet.columns,
            filtered=sheet.filtered,
        )
        for sheet in told
    ]
