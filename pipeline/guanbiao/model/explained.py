"""What a file was held against when its forms were looked for: titles, headers, and what came of each sheet."""

from enum import StrEnum

from msgspec import Struct

from guanbiao.model.books import Book
from guanbiao.model.filings import Filing, Titled
from guanbiao.model.findings import Finding
from guanbiao.text.cells import Range


class HeldHeader(Struct, frozen=True):
    """The header of a form's block, held against a sheet. `row`: the zero-based first row of the best match, -1 where
    no row looks like it, and then labels count as found wherever they stand; `score`: the share of declared labels that
    stand there as declared, 0 to 1. Labels are the printed ones: `found`; `missing`; `renamed`, with what stands in
    their place; `moved`, found in another order than declared; `extra`, labels that the form does not know, with their
    cells (`B4`); `regrouped`, found under other labels than declared."""

    row: int = -1
    score: float = 0.0
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    moved: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    regrouped: tuple[str, ...] = ()


class Candidate(Struct, frozen=True):
    """A form that a title or a sheet may be of. `likeness`: the share of characters that the title has in common with
    the form's own, 1 for the official wording, 0 without a title; `agreement`: how well the first header agrees, 0 to
    1; one header for each block that has one (a card has none)."""

    form: str
    likeness: float
    agreement: float
    headers: tuple[HeldHeader, ...]


class Unfit(StrEnum):
    """Why a sheet is not the form that its name, or its file's, says: the name may mean several; the form is not there;
    a text or a figure stands above the table; the header is rather another form's."""

    UNCLEAR = "unclear"
    HEADER = "header"
    ABOVE = "above"
    OTHER = "other"


class HeldName(Struct, frozen=True):
    """The name of a sheet without a title, or of its file, that may name forms: where it stands, whether it reads as
    declared, the forms, the likest first, and why the sheet is not one of them (None: nothing speaks against it)."""

    text: str
    titled: Titled
    official: bool
    forms: tuple[str, ...]
    unfit: Unfit | None


class HeldTitle(Struct, frozen=True):
    """A text on a sheet that may name forms: its cell (`A1`), whether it reads as declared, the words of it that tell
    forms apart, the range that belongs to it (None where no table is its own), the forms it was held against, the best
    first, and what came of it: a filing, or what was said instead, or neither where no table stands below it."""

    text: str
    cell: str
    official: bool
    telling: tuple[str, ...]
    area: Range | None
    candidates: tuple[Candidate, ...]
    filing: Filing | None = None
    problem: Finding | None = None


class HeldSheet(Struct, frozen=True):
    """A sheet: the titles on it; where it has none, the forms whose headers come nearest, whether figures stand above
    that of the nearest, and the names that may serve as its title; the filing that was made of it without a title on
    it; what was said of it as a whole."""

    name: str
    titles: tuple[HeldTitle, ...]
    nearest: tuple[Candidate, ...] = ()
    is_part: bool = False
    untitled: Filing | None = None
    problem: Finding | None = None
    names: tuple[HeldName, ...] = ()


class Explained(Struct, frozen=True):
    """A file explained: how it ended, whether it is a return slip of ours, its sheets (none where it was not read), and
    how well headers have to agree, 0 to 1: below a title, and alone; of an annual report the year that it is of (None:
    it is none; 0: nobody says)."""

    book: Book
    is_slip: bool
    sheets: tuple[HeldSheet, ...]
    least: float
    least_alone: float
    reported: int | None = None
