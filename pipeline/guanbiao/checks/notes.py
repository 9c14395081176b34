"""What reading brought to light, as findings about the forms on their sheets."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import starmap

import polars as pl

from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Kind, Level
from guanbiao.forms.levels import Source
from guanbiao.model.books import Note
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Term
from guanbiao.text.cells import Cell, Range, at_address

_LEVELS = {
    "under_merge": Level.QUERY,
    "stale": Level.QUERY,
    "long_digits": Level.QUERY,
    "too_long": Level.QUERY,
}
_SHOWN = 8


def about_sheets(filings: Sequence[Filing], tables: Tables) -> Iterator[Finding]:
    """A finding a filing and kind of note, with the cells it is about; one a cell where its figures matter."""
    noted = [at for at, filing in enumerate(filings) if filing.sheet.notes]
    figures = _figures(tables.cells.filter(pl.col("filing").is_in(noted)))
    for at in noted:
        filing = filings[at]
        by_code: dict[str, list[Note]] = defaultdict(list)
        for note in filing.sheet.notes:
            if _touches(note, filing.area) and (note.code != "number_as_text" or at_address(note.cell) in figures[at]):
                by_code[note.code].append(note)
        for code, notes in by_code.items():
            groups = [[note] for note in notes] if code == "stale" else [notes]
            yield from starmap(_about, ((at, filing, group) for group in groups))


def _about(at: int, filing: Filing, notes: Sequence[Note]) -> Finding:
    first = notes[0]
    where = "、".join(note.cell for note in notes[:_SHOWN]) + ("…" if len(notes) > _SHOWN else "")
    terms = tuple(
        _term(filing.book.file, filing.form, filing.sheet.name, note.cell, note.raw) for note in notes[:_SHOWN]
    )
    return Finding(
        f"note_{first.code}",
        Source.INTAKE,
        _level(first),
        form=filing.form,
        reported=first.shown,
        expected=first.expected,
        terms=terms,
        detail={"count": len(notes), "where": where, "cell": first.cell},
        spot=filing.spot(*at_address(first.cell)) if first.code == "stale" else "",
        filing=at,
    )


def _level(note: Note) -> Level:
    return _LEVELS.get(note.code, Level.INFO)


def _term(file: str, form: str = "", sheet: str = "", cell: str = "", raw: str = "") -> Term:
    return Term("file" if not sheet else "cell", form, "", "", raw=raw, file=file, sheet=sheet, cell=cell)


def _figures(cells: pl.DataFrame) -> dict[int, set[Cell]]:
    """The addresses of the cells of figures, by filing."""
    found: dict[int, set[Cell]] = defaultdict(set)
    numbers = cells.filter((pl.col("kind") == Kind.NUMBER.value) & (pl.col("at_column") >= 0))
    for filing, row, column in numbers.select("filing", "at_row", "at_column").iter_rows():
        found[filing].add((row, column))
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
