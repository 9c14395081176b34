"""Web pages and XML 2003 spreadsheets that were saved as .xls: their tables as sheets."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guanbiao.intake.formats.margins import coded_margins, page_margins
from guanbiao.intake.formats.numbers import altered, may_alter, shown_otherwise
from guanbiao.intake.formats.page_styles import PageStyles, is_hidden, is_in_white, is_white, page_styles
from guanbiao.intake.formats.styles import Looks, percent_decimals
from guanbiao.intake.formats.text import decoded, typed
from guanbiao.intake.limits import CELL_BOX, WIDEST, Refused, within
from guanbiao.intake.marks import PERCENT, Marks, Run
from guanbiao.intake.sheets import EngineSheet, SheetDetails
from guanbiao.model.exports import PROGRAM
from guanbiao.text.cells import Position, Range

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LINES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "caption")
_STRIKES, _THROUGH = ("s", "strike", "del"), "line-through"
_SPREADSHEET, _EXCEL = (f"{{urn:schemas-microsoft-com:office:{each}}}" for each in ("spreadsheet", "excel"))
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def html_sheet(content: bytes) -> list[EngineSheet]:
    """All tables of a page on one sheet, one below the other, with the lines of text that stand between them. Raises
    Refused for a page of frames, and where the cells are too many."""
    import lxml.html  # deferred: most folders hold no page

    text = _page_text(content)
    page = lxml.html.document_fromstring(_DECLARATION.sub("", text) or "<p></p>")
    if page.find(".//frameset") is not None:
        raise Refused("html_frames")
    rows: list[list[object]] = []
    merges: list[Range] = []
    marks, details, styles = Marks(), SheetDetails(), page_styles(page, text)
    for element in page.iter(*_LINES, "table"):
        if element.tag == "table" and not any(each.tag == "table" for each in element.iterancestors()):
            top = len(rows)
            own = _table(element, rows, merges, marks, styles)
            details.hidden_rows += [top + at for at, row in enumerate(own) if is_hidden(row, styles)]
        elif element.tag in _LINES and not any(each.tag == "table" for each in element.iterancestors()):
            rows.append([_words(element)])
    margins = page_margins("".join(style.text or "" for style in page.iter("style")))
    return [EngineSheet("网页", rows, merges, details, typed=False, marks=marks, margins=margins)]


def mhtml_sheet(content: bytes) -> list[EngineSheet]:
    """The tables of a page saved as a single file (MIME HTML, RFC 2557), a sheet for each page in it that has any.
    Raises Refused where none has."""
    import email  # deferred: few folders hold a page saved as a single file

    parts = [part for part in email.message_from_bytes(content).walk() if part.get_content_type() == "text/html"]
    pages = [payload for part in parts if isinstance(payload := part.get_payload(decode=True), bytes)]
    tables = [page for page in pages if b"<table" in page.lower()]
    if not tables:
        raise Refused("html_frames")
    return [sheet for page in tables for sheet in html_sheet(page)]


def _page_text(content: bytes) -> str:
    """The text of a page, in the encoding that it declares where that is a Chinese one, else as texts are decoded."""
    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in ("gb2312", "gbk", "gb18030") and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("gb18030", "replace")
    return decoded(content)


def _words(element: Any) -> str:
    """The text of an element on one line."""
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return re.sub(r"[ \t\r\n\xa0]+", " ", str(element.text_content())).strip()


def _table(table: Any, rows: list[list[object]], merges: list[Range], marks: Marks, styles: PageStyles) -> list[Any]:
    """A table laid out below what is there already, every cell where its spans put it. Returns its rows."""
    top, taken = len(rows), set[Position]()
    own = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for at, row in enumerate(own):
        cells: list[object] = []
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in taken:
                column += 1
            down, across = _span(cell, "rowspan", len(own) - at), _span(cell, "colspan", WIDEST)
            within("cells", len(taken) + down * across, CELL_BOX)
            if down * across > 1:
                taken |= {(at + i, column + j) for i in range(down) for j in range(across)}
                merges.append((top + at, column, top + at + down - 1, column + across - 1))
            cells += [""] * (column + 1 - len(cells))
            marks.put_beside((top + at, column), _without_comments(cell))
            cells[column] = _cell_value(cell)
            _mark(marks, (top + at, column), cell, styles)
            column += across
        rows.append(cells)
    rows.append([])
    return own


def _without_comments(cell: Any) -> str:
    """The words of the comments on a cell, as LibreOffice writes them into it; they are taken out of it."""
    comments = list(cell.iter("comment"))
    words = "\n".join(str(each.text_content()).strip() for each in comments)
    for each in comments:
        each.drop_tree()
    return words


def _mark(marks: Marks, at: Position, cell: Any, styles: PageStyles) -> None:
    """Keep what the looks of a cell tell: what of it is struck out, that its exact value is shown as a per cent, and
    that its number is in white on white."""
    around = any(map(_is_struck, (cell, *cell.iterancestors("tr", "tbody", "table"))))
    if around or any(map(_is_struck, cell.iter())):
        marks.judge(at, _runs(cell, is_struck=around))
    exact = _exact(cell)
    if exact is not None and (found := PERCENT.search(_words(cell))):
        marks.percents[at] = len(found[1] or "")
    elif exact is not None and (how := shown_otherwise(exact, _words(cell))):
        marks.altered[at] = how
    elif (
        styles.may_be_white
        and isinstance(value := _cell_value(cell), int | float)
        and value
        and is_in_white(cell, styles)
    ):
        marks.altered[at] = "white"


def _is_struck(element: Any) -> bool:
    """Whether an element strikes out what stands in it."""
    return str(element.tag).rpartition("}")[2].lower() in _STRIKES or _THROUGH in (element.get("style") or "").lower()


def _runs(element: Any, *, is_struck: bool) -> Iterator[Run]:
    """The words of an element in their order, each with whether it is struck out."""
    yield is_struck, re.sub(r"\s+", " ", element.text or "") if isinstance(element.tag, str) else ""
    for child in element:
        yield from _runs(child, is_struck=is_struck or _is_struck(child))
        yield is_struck, re.sub(r"\s+", " ", child.tail or "")


def _span(cell: Any, name: str, most: int) -> int:
    """How many rows or columns a cell takes, 1 to `most`."""
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text), most)) if text.isdigit() and len(text) < 9 else 1


def _cell_value(cell: Any) -> object:
    """The value of a cell: the exact one where the program that wrote the page left it, else as its text is typed."""
    exact = _exact(cell)
    return typed(_words(cell)) if exact is None else exact


def _exact(cell: Any) -> float | None:
    """The exact number of a cell where the program that wrote the page left it."""
    try:
        return float(cell.get("sdval") or cell.get("x:num") or "")
    except ValueError:
        return None


def xml_2003_sheets(content: bytes) -> list[EngineSheet]:
    """The worksheets of an XML 2003 spreadsheet. Raises Refused where it is not well-formed, declares a document type,
    or the cells are too many."""
    from lxml import etree

    if _DOCTYPE.search(content):
        raise Refused("doctype")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise Refused("damaged") from problem
    hidden, looks = f"{_SPREADSHEET}Visible", _looks(root)
    sheets = []
    for sheet in root.iter(f"{_SPREADSHEET}Worksheet"):
        found = _worksheet(sheet, looks)
        stated = [str(each.text) for each in sheet.iter() if str(each.tag).endswith("}Visible")]
        found.hidden = any(text.startswith("SheetHidden") for text in stated) or sheet.get(hidden) == "0"
        sheets.append(found)
    return sheets


def _looks(root: Any) -> Looks:
    """The percent formats of a workbook's styles, and those whose font is struck out, or white on white."""
    percents, altering, struck, white = dict[str, int](), dict[str, str](), set[str](), set[str]()
    for style in root.iter(f"{_SPREADSHEET}Style"):
        for each in style.iterchildren(f"{_SPREADSHEET}NumberFormat"):
            form = _given(each, "Format")[:255]
            decimals = 2 if form == "Percent" else percent_decimals(form)
            percents |= {} if decimals is None else {_given(style, "ID"): decimals}
            altering |= {_given(style, "ID"): form} if may_alter(form) else {}
        if any(_given(each, "StrikeThrough") == "1" for each in style.iterchildren(f"{_SPREADSHEET}Font")):
            struck.add(_given(style, "ID"))
        fonts, grounds = (style.iterchildren(f"{_SPREADSHEET}{each}") for each in ("Font", "Interior"))
        is_bare = all(is_white(_given(each, "Color") or "white") for each in grounds)
        white |= {_given(style, "ID")} if is_bare and any(is_white(_given(each, "Color")) for each in fonts) else set()
    return Looks(percents, frozenset(struck), altering, frozenset(white))


def _mark_data(marks: Marks, at: Position, cell: Any, looks: Looks) -> None:
    """Keep what the looks of a cell of an XML spreadsheet tell."""
    style, data = _given(cell, "StyleID"), cell.find(f"{_SPREADSHEET}Data")
    if data is None:
        return
    if style in looks.percents and _given(data, "Type") == "Number":
        marks.percents[at] = looks.percents[style]
    if style in looks.of_numbers and isinstance(value := _data(cell)[1], float):
        how = altered(looks.altering[style], value) if style in looks.altering else None
        how = how or ("white" if value and style in looks.white else None)
        marks.altered |= {at: how} if how else {}
    if style in looks.struck or any(map(_is_struck, data.iter())):
        marks.judge(at, _runs(data, is_struck=style in looks.struck))


def _comment(cell: Any) -> str:
    """The comment on a cell of an XML spreadsheet; '' for none, and for one of this program."""
    comment = cell.find(f"{_SPREADSHEET}Comment")
    return "" if comment is None or _given(comment, "Author") == PROGRAM else "".join(comment.itertext()).strip()


def _worksheet(sheet: Any, looks: Looks) -> EngineSheet:
    found = EngineSheet(_given(sheet, "Name"), [])
    cells: dict[Position, object] = {}
    merges: list[Range] = []
    at = -1
    for row in sheet.iter(f"{_SPREADSHEET}Row"):
        at = _index(row, at)
        if _given(row, "Hidden") == "1":
            found.details.hidden_rows.append(at)
        column = -1
        for cell in row.iterchildren(f"{_SPREADSHEET}Cell"):
            column = _index(cell, column)
            kind, value = _data(cell)
            cells[at, column] = value
            _mark_data(found.marks, (at, column), cell, looks)
            found.marks.put_beside((at, column), _comment(cell))
            if kind == "Error":
                found.details.errors[at, column] = str(value)
            across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            if across or down:
                merges.append((at, column, at + down, column + across))
            column += across
        at += _number(row, "Span")
    found.rows, found.merges = list(_laid_out(cells)), merges
    pages = sheet.iter(f"{_EXCEL}Header", f"{_EXCEL}Footer")
    found.margins = coded_margins(str(each.get(f"{_EXCEL}Data") or "") for each in pages)
    return found


def _laid_out(cells: Mapping[Position, object]) -> Iterator[list[object]]:
    held = {at: value for at, value in cells.items() if value != ""}
    last, width = max((row for row, _ in held), default=-1), max((column for _, column in held), default=-1) + 1
    within("cells", (last + 1) * width, CELL_BOX)
    for row in range(last + 1):
        yield [held.get((row, column), "") for column in range(width)]


def _given(element: Any, name: str) -> str:
    return str(element.get(f"{_SPREADSHEET}{name}") or "")


def _number(element: Any, name: str) -> int:
    text = _given(element, name)
    return int(text) if text.isdigit() and len(text) < 8 else 0


def _index(element: Any, before: int) -> int:
    return (_number(element, "Index") or before + 2) - 1


def _data(cell: Any) -> tuple[str, object]:
    """The declared type and the value of a cell; ('', '') for an empty one."""
    data = cell.find(f"{_SPREADSHEET}Data")
    if data is None:
        return "", ""
    kind, text = _given(data, "Type"), "".join(data.itertext())
    if kind == "Number":
        try:
            return kind, float(text)
        except ValueError:
            return kind, text
    if kind == "Boolean":
        return kind, text.strip() == "1"
    if kind == "DateTime":
        return kind, text.removesuffix(".000").removesuffix("T00:00:00").replace("T", " ")
    return kind, text
