"""The one maker of terms: cells that findings speak of, by where they stand and what is printed beside them."""

from collections.abc import Sequence

from guanbiao.facts.frames import CellLine, TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.form import Form, shown_row
from guanbiao.model.filings import Filing, Titled
from guanbiao.model.findings import Role, Term
from guanbiao.text.cells import a1
from guanbiao.text.years import for_year


def cell_term(line: CellLine, filing: Filing, catalogue: Catalogue, role: Role = Role.CELL) -> Term:
    """A cell of a filing, with the labels that are printed for its year."""
    form, year = catalogue.by_id[filing.form], filing.period or 0
    sheet, cell = filing.place(line.at_row, line.at_column)
    return Term(
        role=role,
        form=form.id,
        row=_row(form, line.row, line.label, year),
        column=for_year(line.column, year),
        value=line.value,
        raw=line.raw or "",
        file=filing.book.file,
        sheet=sheet,
        cell=cell,
        personal=(form.id, line.column) in catalogue.personal,
    )


def relation_term(line: TermLine, filings: Sequence[Filing], catalogue: Catalogue) -> Term:
    """A term of a relation with the cell it was read from; no cell where it is nowhere filed."""
    form, back = catalogue.by_id[line.form], line.back or 0
    year = line.period - back
    filing = filings[line.filing] if line.filing is not None else None
    sheet, cell = _place(line, filing)
    return Term(
        role=Role.EXPECTED if line.side else Role.REPORTED,
        form=form.id,
        row=_row(form, line.row, line.label, year),
        column=for_year(line.column, year),
        value=line.figure,
        raw=line.raw or "",
        file=filing.book.file if filing else "",
        sheet=sheet,
        cell=cell,
        measure=line.measure,
        factor=line.factor,
        power=line.power,
        back=back,
        kept=filing is not None and filing.kept,
    )


def label_term(filing: Filing, at: tuple[int, int], raw: str, row: str = "", column: str = "") -> Term:
    """A label or a loose cell of a filing's sheet, at a zero-based address."""
    place = (filing.book.file, *filing.place(*at))
    return Term(Role.CELL, filing.form, row, column, None, raw, *place)


def title_term(filing: Filing) -> Term:
    """The cell in which the title of a filing stands; none for one that is only the name of its sheet or file."""
    sheet, cell = filing.place(*filing.title_at)
    place = (filing.book.file, sheet, cell if filing.titled is Titled.ON_SHEET else "")
    return Term(Role.TITLE, filing.form, "", "", None, filing.title, *place)


def file_term(file: str) -> Term:
    """A dropped file as such."""
    return Term(Role.FILE, "", "", "", file=file)


def _row(form: Form, key: str | None, label: str | None, year: int) -> str:
    """The printed label of a row: as declared for the year, else (an entry) as typed."""
    return shown_row(form, key, year) if key else label or ""


def _place(line: TermLine, filing: Filing | None) -> tuple[str, str]:
    """The sheet and the address of a term; '' for what is not there."""
    if filing is None:
        return "", ""
    column = -1 if line.at_column is None else line.at_column
    return filing.place(line.at_row, column) if line.at_row is not None else (filing.sheet.name, "")


def sheet_term(file: str, sheet: str, at: tuple[int, int], raw: str, form: str = "", role: Role = Role.SHEET) -> Term:
    """A place on a sheet that holds no filing: a zero-based address and the text that stands there."""
    return Term(role, form, "", "", raw=raw, file=file, sheet=sheet, cell=a1(*at))
