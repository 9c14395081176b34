"""Return slips and approval sheets: what was issued, and what came back written in them.

A slip carries what it was issued with, so that whatever differs when it comes back is known to be somebody's words."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from guanbiao.model.findings import Term
from guanbiao.text.cells import Range, Value


class SlipKind(StrEnum):
    """What is answered in it: questions to a department (核对单), or what departments have explained (待审批)."""

    SLIP = "slip"
    APPROVAL = "approval"


class Case(Struct, frozen=True):
    """A finding that is answered: its id, and the key of the figures that the answer is bound to."""

    finding: str
    key: str


class Line(Struct, frozen=True):
    """A row of a slip that may be answered: the sheet row it was issued `at` (from 0), the texts in its cells, the
    findings that an answer is of, the cells of the attached forms that these speak of (`name!D5`, by the name of the
    sheet in the slip), and what had been answered when it was issued (`action`, `text`)."""

    at: int
    shown: tuple[str, ...]
    cases: tuple[Case, ...]
    cells: tuple[str, ...] = ()
    action: str = ""
    text: str = ""


class Copy(Struct, frozen=True):
    """A form that is attached to a slip: the name of its sheet there, the file and the sheet that it was filed on, and
    by address what it was issued with ({}: that is not known), and which `areas` of the sheet (() for all of it)."""

    name: str
    file: str
    sheet: str
    cells: Mapping[str, Value] = {}
    areas: tuple[Range, ...] = ()


class Issued(Struct, frozen=True):
    """A slip as it was issued: of which library, year and department, its lines, every other text on its pages
    (`printed`), and the forms attached."""

    kind: SlipKind
    library: str
    year: int
    department: str
    lines: tuple[Line, ...]
    printed: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()


class Written(Struct, frozen=True):
    """What stands in a row of a slip that was not issued with it: the line it is of (None: of none that is known), what
    is to be done ('' where that is not said), the words, those of who wrote and who approved, whether a figure is among
    them, where they stand, and all texts of the row. `anew`: whether any of it was written since the slip was
    issued, as far as that is known; `cleared`: what had been answered before and stands there no more, with no other
    words in its place; `also`: the lines that it names, of which it may be as well, or of which alone it is not."""

    line: Line | None
    action: str
    text: str
    term: Term
    who: str = ""
    approved: str = ""
    has_figure: bool = False
    cells: tuple[str, ...] = ()
    anew: bool = True
    cleared: str = ""
    also: tuple[Line, ...] = ()


class Changed(Struct, frozen=True):
    """A cell of an attached form that holds something else than it was issued with."""

    copy: Copy
    cell: str
    before: Value
    after: Value
    term: Term


class Struck(Struct, frozen=True):
    """A cell that is struck out, or a part of it, with those words; `printed`: the slip was issued with them."""

    term: Term
    printed: bool


class Returned(Struct, frozen=True):
    """A slip that came back: its file, when it was written, what it was issued as (None where it lost that), the year
    and department that it names, what is written in it, on its lines and in the forms attached, and the hash of its
    content, by which what is told of it is known again; `pictures`: where any lie, whose words nobody reads; what is
    `struck` out, and the words in the `margins` of its pages. `is_text`: it is no slip, but a text of answers."""

    file: str
    modified: float
    issued: Issued | None
    kind: SlipKind
    year: int
    department: str
    written: tuple[Written, ...]
    changed: tuple[Changed, ...] = ()
    sha256: str = ""
    pictures: tuple[Term, ...] = ()
    struck: tuple[Struck, ...] = ()
    margins: tuple[Term, ...] = ()
    is_text: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote anything in it, as far as can be read."""
        return (
            not self.changed
            and not self.struck
            and not self.margins
            and not any(each.anew or each.approved for each in self.written)
        )
