"""Workbooks in every container, built by hand from rows of plain values, byte by byte where no library would."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[str | float | None]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 1, 6, 0, 0, 0)), content, method)
    return buffer.getvalue()


def column(at: int) -> str:
    """The letters of a zero-based column."""
    name = ""
    at += 1
    while at:
        at, digit = divmod(at - 1, 26)
        name = chr(65 + digit) + name
    return name


def cell(row: int, at: int, value: str | float | None, extra: str = "") -> str:
    """One cell of a sheet part."""
    place = f'r="{column(at)}{row + 1}"{extra}'
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value!r}</v></c>"


def sheet_data(rows: Rows) -> str:
    """The rows of a sheet part."""
    return "".join(
        f'<row r="{at + 1}">{"".join(cell(at, no, value) for no, value in enumerate(row))}</row>'
        for at, row in enumerate(rows)
    )


def parts(
    data: str, *, before: str = "", after: str = "", sheets: Sequence[str] = ("Sheet1",), states: Sequence[str] = ()
) -> dict[str, str | bytes]:
    """The parts of an .xlsx whose every sheet holds the same data."""
    numbers = range(1, len(sheets) + 1)
    state = [f' state="{each}"' for each in states] + [""] * len(sheets)
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(name)} sheetId="{no}"{state[no - 1]} r:id="rId{no}"/>'
            for no, name in zip(numbers, sheets, strict=True)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{no}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{no}.xml"/>'
            for no in numbers
        )
        + f'<Relationship Id="rId9999" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill>'
        '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">'
        '<xf numFmtId="0"/><xf numFmtId="31" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/>'
        '<xf numFmtId="57" applyNumberFormat="1"/><xf numFmtId="32" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        **{
            f"xl/worksheets/sheet{no}.xml": f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>'
            f"{after}</worksheet>"
            for no in numbers
        },
    }


def xlsx(rows: Rows, **changes: str | Sequence[str]) -> bytes:
    """Rows as an .xlsx."""
    return zipped(parts(sheet_data(rows), **changes))  # type: ignore[arg-type]


def with_part(base: Mapping[str, str | bytes], name: str, old: str, new: str) -> dict[str, str | bytes]:
    """Parts with a text in one of them replaced."""
    content = str(base[name])
    assert old in content
    return {**base, name: content.replace(old, new)}


def strict(rows: Rows) -> bytes:
    """Rows as a Strict Open XML workbook (ISO/IEC 29500-1)."""
    swap = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        DOCUMENT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    found = {}
    for name, content in parts(sheet_data(rows)).items():
        text = str(content)
        for old, new in swap.items():
            text = text.replace(old, new)
        found[name] = text.replace("<workbook ", '<workbook conformance="strict" ')
    return zipped(found)


def record(kind: int, content: bytes = b"") -> bytes:
    """An .xlsb record: kind and size in seven bits a byte."""
    kinds = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, sizes = len(content), b""
    while True:
        sizes += bytes((size & 0x7F | (0x80 if size > 127 else 0),))
        size >>= 7
        if not size:
            return kinds + sizes + content


def wide(text: str) -> bytes:
    """A counted string of UTF-16 units."""
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def xlsb(
    rows: Rows, merges: Sequence[tuple[int, int, int, int]] = (), extra: bytes = b"", styles: bytes = b""
) -> bytes:
    """Rows as a binary workbook."""
    body = b""
    for at, row in enumerate(rows):
        body += record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        for no, value in enumerate(row):
            if isinstance(value, str):
                body += record(6, struct.pack("<II", no, 0) + wide(value))
            elif value is not None:
                body += record(5, struct.pack("<IId", no, 0, value))
    held = record(177, struct.pack("<I", len(merges)))
    held += b"".join(record(176, struct.pack("<IIII", top, bottom, left, right)) for top, left, bottom, right in merges)
    size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, max(map(len, rows), default=1) - 1)
    sheet = (
        record(129) + record(148, size) + record(145) + body + extra + record(146) + held + record(178) + record(130)
    )
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Sheet1"))
    book += record(144) + record(132)
    base = parts("")
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="bin" '
            f'ContentType="{binary}"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/></Types>',
            "_rels/.rels": str(base["_rels/.rels"]).replace("workbook.xml", "workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
            **({"xl/styles.bin": styles} if styles else {}),
        }
    )


def biff(rows: Rows, version: int) -> bytes:
    """Rows as a BIFF 2, 3, 4 or 5 stream; texts in GB 2312, as Chinese Excel of the time wrote them."""

    def part(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    begin = {2: 0x0009, 3: 0x0209, 4: 0x0409, 5: 0x0809}[version]
    page = part(0x42, struct.pack("<H", 936))
    cells = b""
    for at, row in enumerate(rows):
        for no, value in enumerate(row):
            place = struct.pack("<HH", at, no)
            if isinstance(value, str):
                text = value.encode("gb18030")
                if version == 2:
                    cells += part(0x04, place + b"\x00\x00\x00" + bytes((min(len(text), 255),)) + text[:255])
                else:
                    cells += part(0x204, place + struct.pack("<HH", 0, len(text)) + text)
            elif value is not None:
                attributes = b"\x00\x00\x00" if version == 2 else b"\x00\x00"
                cells += part(0x03 if version == 2 else 0x203, place + attributes + struct.pack("<d", value))
    if version < 5:
        return part(begin, struct.pack("<HH", 0, 0x10)) + page + cells + part(0x0A)
    start = part(begin, struct.pack("<HHHH", 0x0500, 0x05, 0x1111, 1996)) + page
    bound = struct.pack("<IBB", 0, 0, 0) + b"\x06Sheet1"
    offset = len(start) + 4 + len(bound) + 4
    bound = struct.pack("<IBB", offset, 0, 0) + b"\x06Sheet1"
    sheet = part(begin, struct.pack("<HHHH", 0x0500, 0x10, 0x1111, 1996)) + cells + part(0x0A)
    return start + part(0x85, bound) + part(0x0A) + sheet


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Streams in an OLE file ([MS-CFB]), each large enough to lie in the main sectors."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    bodies = [content.ljust(4096, b"\x00") for content in streams.values()]
    bodies = [body + b"\x00" * (-len(body) % sector) for body in bodies]
    starts: list[int] = []
    chain: list[int] = []
    for body in bodies:
        starts.append(len(chain))
        count = len(body) // sector
        chain += [len(chain) + at + 1 for at in range(count - 1)] + [end]
    entries = [("Root Entry", 5, end, 0)]
    entries += [(name, 2, start, len(body)) for name, start, body in zip(streams, starts, bodies, strict=True)]
    directory = b""
    for at, (name, kind, start, size) in enumerate(entries):
        text = name.encode("utf-16-le") + b"\x00\x00"
        right = at + 1 if 0 < at < len(entries) - 1 else free
        child = 1 if at == 0 and len(entries) > 1 else free
        directory += text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, free, right, child)
        directory += b"\x00" * 36 + struct.pack("<IQ", start, size)
    directory += b"\x00" * (-len(directory) % sector)
    first = len(chain)
    count = len(directory) // sector
    chain += [first + at + 1 for at in range(count - 1)] + [end]
    tables = (len(chain) + 128) // 128
    while (len(chain) + tables + 127) // 128 > tables:
        tables += 1
    at_table = len(chain)
    chain += [0xFFFFFFFD] * tables
    chain += [free] * (tables * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, first, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", *[at_table + at if at < tables else free for at in range(109)])
    return head + b"".join(bodies) + directory + struct.pack(f"<{len(chain)}I", *chain)


def ods(rows: Rows, inner: str = "") -> bytes:
    """Rows as an OpenDocument spreadsheet; `inner` replaces them."""
    return zipped(ods_parts(rows, inner), zipfile.ZIP_STORED)


def ods_parts(rows: Rows, inner: str = "") -> dict[str, str]:
    """The parts of an OpenDocument spreadsheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    body = "".join(
        "<table:table-row>"
        + "".join(
            "<table:table-cell/>"
            if value is None
            else f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
            if isinstance(value, str)
            else f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value!r}</text:p>'
            "</table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{inner or body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>",
        "META-INF/manifest.xml": f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{manifest}">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.'
        'spreadsheet"/></manifest:manifest>',
    }


def html(rows: Rows, charset: str = "utf-8") -> bytes:
    """Rows as a web page."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape('' if value is None else plain(value))}</td>" for value in row) + "</tr>"
        for row in rows
    )
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'
    return (page + f"<table border=1>{lines}</table></body></html>").encode(charset)


def plain(value: str | float) -> str:
    """A value as a text file holds it."""
    return value if isinstance(value, str) else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def xml_2003(rows: Rows, doctype: str = "") -> bytes:
    """Rows as an XML spreadsheet of 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = "".join(
        f'<Row ss:Index="{at + 1}">'
        + "".join(
            f'<Cell ss:Index="{no + 1}"><Data ss:Type="{"String" if isinstance(value, str) else "Number"}">'
            f"{escape(value) if isinstance(value, str) else repr(value)}</Data></Cell>"
            for no, value in enumerate(row)
            if value is not None
        )
        + "</Row>"
        for at, row in enumerate(rows)
    )
    return (
        f'<?xml version="1.0"?>{doctype}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" '
        f'xmlns:ss="{space}"><Worksheet ss:Name="Sheet1"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def separated(rows: Rows, delimiter: str = ",") -> str:
    """Rows as separated text."""
    return "\r\n".join(
        delimiter.join('"' + plain(value).replace('"', '""') + '"' if value is not None else "" for value in row)
        for row in rows
    )
