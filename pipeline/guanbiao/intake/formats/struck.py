"""Struck-out words of an Open XML workbook: runs of rich texts (ECMA-376-1, 18.4), and cells in a struck-out font.

    <r><rPr><strike/></rPr><t>90</t></r><r><rPr/><t>80</t></r>      reads 80, and 90 was struck out

A run without properties of its own looks as its cell does."""

from collections.abc import Callable, Mapping

from guanbiao.intake.formats.ooxml import walked
from guanbiao.intake.formats.styles import is_used, says_true
from guanbiao.intake.marks import Marks
from guanbiao.text.cells import Position, at_address

Run = tuple[bool | None, str]  # whether it is struck out (None: as its cell is), and its text
_SIGN = b"strike"


def may_strike(part: bytes) -> bool:
    """Whether a part may hold texts of which something is struck out."""
    return _SIGN in part


def struck_texts(shared: bytes, *, fonts: bool) -> dict[str, tuple[Run, ...]]:
    """The shared texts of a workbook whose runs differ in whether they are struck out, by their number; `fonts`: cells
    may be struck out, too, so that every text in runs is wanted."""
    if _SIGN not in shared and not (fonts and b"rPr" in shared):
        return {}
    found: dict[str, tuple[Run, ...]] = {}
    scanner = _Texts()

    def text_ended(runs: tuple[Run, ...]) -> None:
        if any(struck is not None for struck, _ in runs):
            found[str(scanner.count)] = runs
        scanner.count += 1

    scanner.text_ended = text_ended
    walked(shared, scanner.start, scanner.end, scanner.words)
    return found


def mark_struck(marks: Marks, part: bytes, shared: Mapping[str, tuple[Run, ...]], styles: frozenset[str]) -> None:
    """Put in `marks` what is struck out of the cells of a sheet's part: `shared` are the texts that may be, `styles`
    the cell styles whose font is."""
    if not shared and _SIGN not in part and not is_used(part, styles):
        return
    scanner = _Texts()

    def cell_ended(at: Position, kind: str, style: str, value: str, runs: tuple[Run, ...]) -> None:
        own = shared.get(value.strip(), ()) if kind == "s" else runs
        if own or (value and kind != "e"):
            is_struck = style in styles
            marks.judge(at, ((is_struck if run is None else run, text) for run, text in own or ((None, value),)))

    scanner.cell_ended = cell_ended
    walked(part, scanner.start, scanner.end, scanner.words)


class _Texts:
    """The handlers of one pass over the cells of a sheet or over shared texts: where it stands, and the runs and value
    of the cell or text at hand."""

    text_ended: Callable[[tuple[Run, ...]], None] | None = None
    cell_ended: Callable[[Position, str, str, str, tuple[Run, ...]], None] | None = None

    def __init__(self) -> None:
        self.count = 0
        self.at: Position = (-1, -1)
        self.kind = self.style = self.value = self.inside = ""
        self.runs: list[Run] = []
        self.struck: bool | None = None
        self.in_properties = self.in_reading = False

    def start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self.at = at_address(given["r"].upper()) if given.get("r") else (self.at[0], self.at[1] + 1)
            self.kind, self.style, self.value, self.runs = given.get("t", "n"), given.get("s", ""), "", []
            self.struck = None
        elif local == "row":
            self.at = (int(given["r"]) - 1 if given.get("r", "").isdigit() else self.at[0] + 1, -1)
        elif local in ("v", "t"):
            self.inside = local
        else:
            self.of_text(local, given)

    def of_text(self, local: str, given: dict[str, str]) -> None:
        """What says how the text at hand looks; a reading aid (rPh) is no part of it."""
        if local in ("si", "is"):
            self.runs, self.struck = [], None
        elif local == "r":
            self.struck = None
        elif local == "rPr":
            self.struck, self.in_properties = False, True
        elif local == "strike" and self.in_properties:
            self.struck = says_true(given.get("val"))
        elif local == "rPh":
            self.in_reading = True

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self.inside = ""
        if local == "rPr":
            self.in_properties = False
        elif local == "rPh":
            self.in_reading = False
        elif local == "si" and self.text_ended:
            self.text_ended(tuple(self.runs))
        elif local == "c" and self.cell_ended:
            self.cell_ended(self.at, self.kind, self.style, self.value, tuple(self.runs))

    def words(self, data: str) -> None:
        if self.inside == "v":
            self.value += data
        elif self.inside == "t" and not self.in_reading:
            self.runs.append((self.struck, data))
