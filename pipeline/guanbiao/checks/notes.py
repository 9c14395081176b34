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
from guanbiao.words.intake import NOTES

_SHOWN = 8  # cells that a finding names: more are counted
_OF_FIGURES = ("number_as_text", "drawn_over")  # matter where a figure should stand
_STALE = "stale"  # one finding a cell, since its figures matter; of any other kind of note one a filing


class _Noted(Struct, frozen=True):
    """A note of a sheet on which a form stands, and which of the form's ranges (from 0) it is about."""

    note: Note
    sheet: str
    range: int


def sheet_findings(filings: Sequence[Filing], tables: Tables) -> Iterator[Finding]:
    """A finding a filing and kind of note, with the cells it is about."""
    noted = [at for at, filing in enumerate(filings) if any(part.sheet.notes for part in filing.stands)]
    figures = _figures(tables.cells.filter(pl.col("filing").is_in(noted)), filings)
    for at in noted:
        for code, notes in _by_code(filings[at], figures[at]).items():
            for group in [[note] for note in notes] if code == _STALE else [notes]:
                yield _finding(at, filings[at], group)


def _by_code(filing: Filing, figures: set[tuple[str, str]]) -> dict[str, list[_Noted]]:
    """The notes that are about a form, by their code; some matter only where a figure should stand."""
    found: dict[str, dict[tuple[str, Note], _Noted]] = defaultdict(dict)
    for order, part in enumerate(filing.stands):
        for note in part.sheet.notes:
            is_figure = note.code not in _OF_FIGURES or (part.sheet.name, note.cell) in figures
            if is_figure and _touches(note, part.area):
                found[note.code].setdefault((part.sheet.name, note), _Noted(note, part.sheet.name, order))
    return {code: list(noted.values()) for code, noted in found.items()}


def _finding(at: int, filing: Filing, noted: Sequence[_Noted]) -> Finding:
    first = noted[0].note
    where = "、".join(each.note.cell for each in noted[:_SHOWN]) + ("…" if len(noted) > _SHOWN else "")
    return Finding(
        *CODES[NOTES[first.code]].identity,
        form=filing.form,
        reported=first.shown,
        expected=first.expected,
        terms=tuple(_term(filing, each) for each in noted[:_SHOWN]),
        detail=OfNotes(len(noted), where, first.cell),
        spot=_spot(filing, noted[0]) if first.code == _STALE else "",
        filing=at,
    )


def _spot(filing: Filing, noted: _Noted) -> str:
    """What tells the cell of a note from others of its form: where it stands from the title, in its range."""
    spot = filing.spot(*at_address(noted.note.cell))
    return f"{noted.range}:{spot}" if noted.range else spot


def _term(filing: Filing, noted: _Noted) -> Term:
    """The cell or range that a note is about."""
    place = (filing.book.file, noted.sheet, noted.note.cell)
    return Term(Role.CELL, filing.form, "", "", None, noted.note.raw, *place)


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
    return at_address(f"{first}1")[1] <= area[3] and at_address(f"{last}1")[1] >= area[1]
