"""Zip-based workbooks: Open XML, its binary sister, OpenDocument. Values from an engine, all else from the parts."""

from collections.abc import Mapping

from pipeline.intake import gate, ooxml, opendoc, xls, xlsb
from pipeline.intake.engines import by_calamine, by_openpyxl
from pipeline.intake.gate import Archive
from pipeline.intake.limits import CELL_BOX, Refused, within
from pipeline.intake.raw import Raw

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_STRICT = b"http://purl.oclc.org/ooxml/"
_FOREIGN_PACKAGES = (("word/", "foreign_document"), ("ppt/", "foreign_slides"), ("Index/", "foreign_numbers"))


def package_sheets(content: bytes, *, cautious: bool) -> list[Raw]:
    """The sheets of a zip-based workbook. Raises Refused where it is none, or does not pass the gate; `cautious` does
    without calamine."""
    archive = gate.passed(content)
    if archive.read("mimetype").strip().startswith(_ODS):
        return _open_document(archive)
    main = ooxml.main_part(archive)
    if main.startswith("xl/") or (main and not main.startswith(("word/", "ppt/", "visio/"))):
        return (_binary if main.lower().endswith(".bin") else _ooxml)(archive, main, cautious=cautious)
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
    values = None if cautious else by_calamine(_transitional(archive, main))
    if values is None or _lost(values, seen):
        seen = {name: ooxml.scan(archive.read(part.path), dates) for name, part in parts.items()}
        values = by_openpyxl(_transitional(archive, main), {name: each.merges for name, each in seen.items()})
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


def _binary(archive: Archive, main: str, *, cautious: bool) -> list[Raw]:
    """An .xlsb: calamine's values with what the records tell besides."""
    if cautious:
        raise Refused("damaged")
    records = {part.name: (part, xlsb.xlsb_records(archive.read(part.path))) for part in xlsb.xlsb_parts(archive, main)}
    within("cells", sum((each.corner[0] + 1) * (each.corner[1] + 1) for _, each in records.values()), CELL_BOX)
    values = by_calamine(archive.content)
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
    values = by_calamine(archive.content) or by_calamine(opendoc.without_indents(archive))
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
