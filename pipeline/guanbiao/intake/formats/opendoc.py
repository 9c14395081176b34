"""OpenDocument sheets (ODF 1.3, part 3): what calamine does not say of content.xml, in one pass."""

import re
from xml.parsers import expat

from msgspec import Struct, field

from guanbiao.intake.formats.asides import Aside, is_aside
from guanbiao.intake.formats.numbers import shown_otherwise
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import LONGEST, MOST_COLUMNS, MOST_HIDDEN_ROWS, Refused
from guanbiao.intake.marks import PERCENT, Altered, Marks, Run
from guanbiao.intake.sheets import SheetDetails, within_box

_INDENT = re.compile(rb">[ \t]*\r?\n\s*<")
_WHITE = "#ffffff"
_HIDDEN = ("collapse", "filter")
_BREAKS = {"s": " ", "tab": "\t", "line-break": "\n", "p": "\n"}
_CELLS = ("table-cell", "covered-table-cell")


class OpenSheet(Struct):
    """One sheet: its name, its style, what stands in it besides its values, and what its looks tell."""

    name: str
    style: str = ""
    details: SheetDetails = field(default_factory=SheetDetails)
    marks: Marks = field(default_factory=Marks)


def is_locked(manifest: bytes) -> bool:
    """Whether the manifest of a package says that parts are encrypted."""
    return b"encryption-data" in manifest


def open_sheets(content: bytes) -> list[OpenSheet]:
    """The sheets of content.xml. Raises Refused where it is not well-formed, or the cells they spread over are too
    many."""
    scanner = _Scanner()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scanner.start, scanner.end
    parser.CharacterDataHandler = scanner.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        raise Refused("damaged") from problem
    within_box(sheet.details for sheet in scanner.sheets)
    return scanner.sheets


def without_indents(archive: Archive) -> bytes:
    """The content of the package without line breaks between its elements, over which calamine fails."""
    return archive.rewritten(lambda name, part: _INDENT.sub(b"><", part) if name == "content.xml" else part)


def hidden_styles(content: bytes) -> frozenset[str]:
    """The names of the table styles of content.xml that are not displayed."""
    found: set[str] = set()
    name = ""

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal name
        local = tag.rpartition(":")[2]
        if local == "style":
            name = given.get("style:name", "")
        elif local == "table-properties" and given.get("table:display") == "false":
            found.add(name)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return frozenset(found)


class _Scanner:
    """The handlers of the scan: where it stands and what it has found."""

    def __init__(self) -> None:
        self.sheets: list[OpenSheet] = []
        self.row = self.column = 0
        self.rows = self.cells = 1
        self.given: dict[str, str] = {}
        self.words = ""
        self.depth = 0
        self.aside = Aside()
        self.is_covered = False
        self.named = ""
        self.struck, self.white, self.grounded = set[str](), set[str](), set[str]()
        self.spans: list[bool] = []
        self.runs: list[Run] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if self.aside.depth or (self.depth and is_aside(tag)):
            self.aside.start(tag)
        elif local == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append(OpenSheet(given.get("table:name", ""), given.get("table:style-name", "")))
                self.row = self.column = 0
        elif self.depth == 1 and local == "table-column":
            self.hide(given)
        elif self.depth == 1 and local == "table-row":
            self.column, self.rows = 0, _times(given, "table:number-rows-repeated")
            self.hidden_row(given)
        elif self.depth == 1 and local in _CELLS:
            self.given, self.words, self.runs, self.spans, self.is_covered = given, "", [], [], False
            self.cells = _times(given, "table:number-columns-repeated")
        else:
            self.look(local, given)

    def look(self, local: str, given: dict[str, str]) -> None:
        """What says how words look: styles that strike out, stretches of text in such a style, breaks between them."""
        if local == "style":
            self.named = given.get("style:name", "")
        elif local == "text-properties":
            line = given.get("style:text-line-through-style") or given.get("style:text-line-through-type", "none")
            self.struck |= {self.named} if line != "none" else set()
            self.white |= {self.named} if given.get("fo:color", "").lower() == _WHITE else set()
        elif local == "table-cell-properties":
            ground = given.get("fo:background-color", "transparent").lower()
            self.grounded |= {self.named} if ground not in ("transparent", _WHITE) else set()
        elif local == "span":
            self.spans.append(given.get("text:style-name", "") in self.struck)
        elif local in _BREAKS:
            self.run(_BREAKS[local])

    def run(self, data: str) -> None:
        """More words of the cell at hand, struck out or not."""
        if self.depth == 1:
            own = self.given.get("table:style-name", "") in self.struck
            self.runs.append((own or any(self.spans), data))

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if self.aside.depth:
            self.sheets[-1].marks.put_beside((self.row, self.column), self.aside.end(tag) or "")
            self.is_covered |= not tag.endswith(":annotation")
        elif local == "table":
            self.depth -= 1
        elif self.depth == 1 and local == "table-row":
            self.row += self.rows
        elif self.depth == 1 and local in _CELLS:
            self.judge()
            self.column += self.cells
        elif local == "table-columns":
            self.column = 0
        elif local == "span":
            del self.spans[-1:]

    def text(self, data: str) -> None:
        if self.aside.depth:
            self.aside.text(data)
        else:
            self.run(data)
            self.words += data.strip("\r\n\t ")

    def hide(self, given: dict[str, str]) -> None:
        times = _times(given, "table:number-columns-repeated")
        if given.get("table:visibility") in _HIDDEN and times < MOST_COLUMNS:
            self.sheets[-1].details.hidden_columns += range(self.column, self.column + times)
        self.column += times

    def hidden_row(self, given: dict[str, str]) -> None:
        if given.get("table:visibility") in _HIDDEN:
            self.sheets[-1].details.hidden_rows += range(self.row, self.row + min(self.rows, MOST_HIDDEN_ROWS))
            self.sheets[-1].details.filtered |= given["table:visibility"] == "filter"

    def judge(self) -> None:
        """Keep what there is to know of the cell that ends."""
        details, at, given = self.sheets[-1].details, (self.row, self.column), self.given
        across, down = _times(given, "table:number-columns-spanned"), _times(given, "table:number-rows-spanned")
        if across > 1 or down > 1:
            details.merges.append((at[0], at[1], at[0] + down - 1, at[1] + across - 1))
        kind = given.get("calcext:value-type") or given.get("office:value-type", "")
        if "table:formula" in given:
            details.formulas[at] = _plain_formula(given["table:formula"])
            if not kind and not self.words:
                details.uncounted.add(at)
        if kind == "error" or (kind == "" and self.words.startswith("#")):
            details.errors[at] = self.words.strip() or "#N/A"
        if self.is_covered and kind == "string" and (own := "".join(text for _, text in self.runs).strip()):
            self.sheets[-1].marks.kept[at] = own  # calamine reads the words of a shape as some of the cell's
        if self.struck:
            self.sheets[-1].marks.judge(at, self.runs)
        if kind == "percentage" and (shown := PERCENT.search(self.words)):
            self.sheets[-1].marks.percents[at] = len(shown[1] or "")
        if kind == "float" and (how := self.looks_otherwise(given)):
            self.sheets[-1].marks.altered[at] = how
        if kind or self.words:
            details.fill(at[0] + self.rows - 1, at[1] + self.cells - 1)

    def looks_otherwise(self, given: dict[str, str]) -> Altered | None:
        """How the number of the cell at hand looks otherwise than it is."""
        value, style = _float(given.get("office:value", "")), given.get("table:style-name", "")
        is_white = style in self.white and style not in self.grounded
        return shown_otherwise(value, self.words) or ("white" if value and is_white else None)


def _float(text: str) -> float:
    """A number as the format writes it; 0 for what is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _times(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return min(int(text), LONGEST) if text.isdigit() and len(text) < 9 else 1


def _plain_formula(text: str) -> str:
    """An OpenFormula text as Excel would write it, as far as ranges and separators go."""
    return text.partition("=")[2].replace("[.", "").replace(":.", ":").replace("]", "").replace(";", ",")
