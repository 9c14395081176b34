"""What readers would hide of the sheets on which forms stand, as findings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Kind
from guanbiao.model.books import Note
from guanbiao.model.details import OfNotes
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.text.cells import Range, at_address
from guanbiao.words.codes import CODES
from guanbiao.words.intake import MOST_NOTED, NOTES, noted

_AS_TEXT, _STRUCK = "number_as_text", "struck_part"
_OF_FIGURES = (_AS_TEXT, "drawn_over")  # matter where a figure should stand
_STALE = "stale"  # one finding a cell, since its figures matter; of any other kind of note one a filing


class _Noted(Struct, frozen=True):
    """A note of a sheet on which a form stands, and which of the form's ranges (from 0) it is about."""

    note: Note
    sheet: str
    range: int


def sheet_findings(filings: Sequence[Filing], tables: Tables) -> Iterator[Finding]:
    """A finding a filing and kind of note, with the cells it is about."""
    own = [at for at, filing in enumerate(filings) if any(part.sheet.notes for part in filing.stands)]
    figures = _figures(tables.cells.filter(pl.col("filing").is_in(own)), filings)
    for at in own:
        for code, notes in _by_code(filings[at], figures[at]).items():
            for group in [[note] for note in notes] if code == _STALE else [notes]:
                yield _finding(at, filings[at], group)


def _by_code(filing: Filing, figures: set[tuple[str, str]]) -> dict[str, list[_Noted]]:
    """The notes that are about a form, by their code; some matter only where a figure should stand."""
    found: dict[str, dict[tuple[str, Note], _Noted]] = defaultdict(dict)
    for order, part in enumerate(filing.stands):
        struck = {note.cell for note in part.sheet.notes if note.code == _STRUCK}  # what is left of these is a text
        for note in part.sheet.notes:
            is_figure = note.code not in _OF_FIGURES or (part.sheet.name, note.cell) in figures
            is_told = note.code == _AS_TEXT and note.cell in struck
            if is_figure and not is_told and _touches(note, part.area):
                found[note.code].setdefault((part.sheet.name, note), _Noted(note, part.sheet.name, order))
    return {code: list(group.values()) for code, group in found.items()}


def _finding(at: int, filing: Filing, group: Sequence[_Noted]) -> Finding:
    first = group[0].note
    return Finding(
        *CODES[NOTES[first.code]].identity,
        form=filing.form,
        reported=first.shown,
        expected=first.expected,
        terms=tuple(_term(filing, each) for each in group[:MOST_NOTED]),
        detail=OfNotes(len(group), noted([each.note for each in group]), first.cell),
        spot=_spot(filing, group[0]) if first.code == _STALE else "",
        filing=at,
    )


def _spot(filing: Filing, each: _Noted) -> str:
    """What tells the cell of a note from others of its form: where it stands from the title, in its range."""
    spot = filing.spot(*at_address(each.note.cell))
    return f"{each.range}:{spot}" if each.range else spot


def _term(filing: Filing, each: _Noted) -> Term:
    """The cell or range that a note is about."""
    place = (filing.book.file, each.sheet, each.note.cell)
    return Term(Role.CELL, filing.form, "", "", None, each.note.raw, *place)


def _figures(cells: pl.DataFrame, filings: Sequence[Filing]) -> dict[int, set[tuple[str, str]]]:
    """The sheets and addresses of the cells of figures, by filing."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    numbers = cells.filter((pl.col("kind") == Kind.NUMBER.value) & (pl.col("at_column") >= 0))
    for filing, row, column in numbers.select("filing", "at_row", "at_column").iter_rows():
        found[filing].add(filings[filing].place(row, column))
    return found


def _touches(note: Note, area: Range) -> bool:
    """Whether a note is about a form: a note of a sheet is, one of a cell or range where it lies in the form's area."""
    if not note.cell:
        return True
    first, separator, last = note.cell.partition(":")
    if not separator:
        row, column = at_address(first)
        return area[0] <= row <= area[2] and area[1] <= column <= area[3]
    if first.isdigit():
        return int(first) - 1 <= area[2] and int(last) - 1 >= area[0]
    if first[-1].isdigit():
        (top, left), (bottom, right) = at_address(first), at_address(last)
        return top <= area[2] and bottom >= area[0] and left <= area[3] and right >= area[1]
    return at_address(f"{first}1")[1] <= area[3] and at_address(f"{last}1")[1] >= area[1]
