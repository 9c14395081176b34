"""What engines do not say of an OOXML workbook: hidden things, errors, formulas, the cell box; Chinese dates.

A sheet is scanned with expat only where a cheap look says that it must be, or where a form may stand on it and a cheap
look says that there is something to find."""

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from guanbiao.intake.formats.links import shared
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import CELL_BOX, MOST_COLUMNS, Refused
from guanbiao.intake.sheets import SheetDetails
from guanbiao.text.cells import Position, a1, at_address, letters

# Without these signs a sheet that is written with double quotes holds no error, no formula and nothing hidden.
_SIGNS = (b't="e"', b"<f", b"hidden=")
# A cell in a column of three letters or a row of four digits: without one, no sheet is larger than the cell box.
_FAR = re.compile(rb"r\s*=\s*[\"'](?:[A-Za-z]{3}|[A-Za-z]{0,2}\d{4})")
_ROW_NOUGHT = re.compile(rb'<c r="[A-Za-z]{1,3}0"')  # a cell above the first row, which no program shows
_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_COLUMN, _ATTRIBUTE = re.compile(r"<(?:\w+:)?col\b[^>]*>"), re.compile(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']")


def widths(part: bytes) -> dict[int, float]:
    """The widths in characters of the columns for which one was set, by column."""
    head = part.partition(b"sheetData")[0]
    return dict(_widths(head))


@shared
def _widths(head: bytes) -> dict[int, float]:
    """The widths of columns from what stands above the cells of a sheet, which is the same in most copies of a form."""
    found: dict[int, float] = {}
    for tag in _COLUMN.findall(head.decode("utf-8", "replace")):
        given = dict(_ATTRIBUTE.findall(tag))
        first, last, width = given.get("min", ""), given.get("max", ""), given.get("width", "")
        if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) < MOST_COLUMNS and _is_number(width):
            found |= dict.fromkeys(range(int(first) - 1, int(last)), float(width))
    return found


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,6}(\.\d+)?", text) is not None


def must_be_scanned(part: bytes) -> bool:
    """Whether a sheet's part is written so that a cheap look cannot tell what is in it, or may spread over more cells
    than a reader can hold."""
    plain = b"<worksheet" in part[:4096] and b"UTF-16" not in part[:100] and (b"'" not in part or b"='" not in part)
    return not plain or (_FAR.search(part) is not None and box(part) > CELL_BOX)


def is_telling(part: bytes) -> bool:
    """Whether a sheet's part may hold what calamine does not say."""
    return any(sign in part for sign in _SIGNS) or _ROW_NOUGHT.search(part) is not None


def box(part: bytes) -> int:
    """At most how many cells a sheet spreads over, from A1 to the last address in it; beyond all limits where a cell
    has no address in its usual place."""
    addresses = _ADDRESS.findall(part)
    if len(addresses) < part.count(b"<c ") + part.count(b"<c>"):
        return CELL_BOX + 1
    columns = {column for column, _ in addresses}
    rows = {row for _, row in addresses}
    widest = max((at_address(f"{column.decode()}1")[1] + 1 for column in columns), default=0)
    return widest * max(map(int, rows), default=0)


def scan(part: bytes) -> SheetDetails:
    """Everything that calamine does not say of a sheet, from its part. Raises expat.ExpatError where that is not
    well-formed."""
    return _scanned(part, frozenset()).details


def styled_numbers(part: bytes, styles: frozenset[str]) -> dict[Position, str]:
    """The cells of a sheet's part that hold a number in one of these styles, with the style."""
    return _scanned(part, styles).styled


def walked(
    part: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Go through a part, and have its elements and texts handled. Raises expat.ExpatError where it is not well-formed,
    Refused where it declares a document type: one in a part of a name that the gate does not know."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(part, True)


def _refuse(*_: object) -> None:
    raise Refused("doctype")


def _scanned(part: bytes, styles: frozenset[str]) -> "_Scanner":
    scanner = _Scanner(styles)
    walked(part, scanner.start, scanner.end, scanner.text)
    scanner.details.formulas |= _shared(scanner.details.formulas, scanner.groups)
    return scanner


class _Scanner:
    """The handlers of one scan: where it stands, what the cell at hand holds, and what it has found."""

    def __init__(self, styles: frozenset[str]) -> None:
        self.styles, self.details = styles, SheetDetails()
        self.styled: dict[Position, str] = {}
        self.groups: dict[Position, str] = {}
        self.row = self.column = -1
        self.kind = self.style = ""
        self.held: dict[str, str] = {}
        self.formula: dict[str, str] = {}
        self.inside = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        handler = _STARTS.get(local)
        if handler:
            handler(self, given)
        elif local in ("v", "t"):
            self.inside = local
            self.held.setdefault(local, "")

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self.inside = ""
        if local == "c":
            self.judge()

    def text(self, data: str) -> None:
        if self.inside:
            self.held[self.inside] = self.held.get(self.inside, "") + data

    def at_row(self, given: dict[str, str]) -> None:
        self.row = int(given["r"]) - 1 if given.get("r", "").isdigit() else self.row + 1
        self.column = -1
        if given.get("hidden") in ("1", "true"):
            self.details.hidden_rows.append(self.row)

    def at_cell(self, given: dict[str, str]) -> None:
        if given.get("r"):
            self.row, self.column = at_address(given["r"].upper())
        else:
            self.column += 1
        self.kind, self.style, self.held, self.formula = given.get("t", "n"), given.get("s", ""), {}, {}

    def at_formula(self, given: dict[str, str]) -> None:
        self.inside, self.formula = "f", given
        self.held.setdefault("f", "")

    def at_columns(self, given: dict[str, str]) -> None:
        if given.get("hidden") in ("1", "true"):
            first, last = int(given.get("min", 1)), int(given.get("max", 1))
            self.details.hidden_columns += range(first - 1, min(last, first + MOST_COLUMNS))

    def at_filter(self, _: dict[str, str]) -> None:
        self.details.filtered = True

    def at_merge(self, given: dict[str, str]) -> None:
        first, _, last = given.get("ref", "").partition(":")
        if first and last:
            self.details.merges.append((*at_address(first), *at_address(last)))

    def judge(self) -> None:
        """Keep what there is to know of the cell that ends."""
        at, held = (self.row, self.column), self.held
        shown = held.get("v") or held.get("t", "")
        if "f" in held:
            self.details.formulas[at] = held["f"]
            if "si" in self.formula:
                self.groups[at] = self.formula["si"]
            if not shown and self.kind != "str":
                self.details.uncounted.add(at)
        if self.row < 0:
            self.details.outside += [f"{letters(self.column)}0{f'“{shown}”' if self.kind != 's' and shown else ''}"]
            return
        if self.kind == "e" and shown:
            self.details.errors[at] = shown
        if shown and self.style in self.styles and self.kind == "n":
            self.styled[at] = self.style
        if shown or "is" in held or "t" in held:
            self.details.fill(*at)


_STARTS = {
    "row": _Scanner.at_row,
    "c": _Scanner.at_cell,
    "f": _Scanner.at_formula,
    "col": _Scanner.at_columns,
    "autoFilter": _Scanner.at_filter,
    "mergeCell": _Scanner.at_merge,
}


def _shared(formulas: Mapping[Position, str], groups: Mapping[Position, str]) -> dict[Position, str]:
    """The texts of the formulas that share one (ECMA-376-1, 18.3.1.40): that of the first of their group, moved to
    where they stand."""
    first: dict[str, Position] = {}
    for at, group in groups.items():
        if formulas[at]:
            first.setdefault(group, at)
    lacking = [at for at, group in groups.items() if not formulas[at] and group in first]
    if not lacking:
        return {}
    from openpyxl.formula.translate import Translator  # deferred: few workbooks share formulas

    found = {}
    for at in lacking:
        origin = first[groups[at]]
        found[at] = Translator(f"={formulas[origin]}", a1(*origin)).translate_formula(a1(*at))[1:]
    return found


_STRICT_WORDS = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def as_transitional(archive: Archive) -> bytes:
    """The content of a Strict package (ISO/IEC 29500) with the namespaces of ECMA-376's first edition, which is all
    that engines know; nothing else is changed."""

    def usual(name: str, content: bytes) -> bytes:
        for strict, known in _STRICT_WORDS if name.endswith((".xml", ".rels")) else ():
            content = content.replace(strict, known)
        return content

    return archive.rewritten(usual)
