"""Why each sheet of a file was taken or not: the steps of recognition once more, with what each of them saw.

Nothing is decided here. What came of the file is what `recognise` says; titles, ranges, headers and their agreement are
those that it decides by, from the same functions."""

from collections.abc import Iterable, Iterator, Sequence

from guanbiao.forms.catalogue import Catalogue, Form
from guanbiao.model.books import Book, Sheet
from guanbiao.model.explained import Candidate, Explained, HeldName, HeldSheet, HeldTitle, Unfit
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.recognise.agreement import (
    HEADER_AGREES,
    agreement,
    year_in_labels,
)
from guanbiao.recognise.by_header import HEADER_ALONE, has_numbers, held_against, top_of
from guanbiao.recognise.by_name import form_named, names_of_sheet
from guanbiao.recognise.filing import BookSheet
from guanbiao.recognise.held import held_headers
from guanbiao.recognise.names import Names
from guanbiao.recognise.recognise import Recognised, recognised_in, usual_year
from guanbiao.recognise.regions import regions
from guanbiao.recognise.slips.returned import is_slip
from guanbiao.recognise.survey import whole
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Range, a1

NEAREST = 3  # candidates of one title or sheet that are shown
_OF_SHEETS = ("sheet_no_form", "title_alone")  # what is said of a sheet as a whole, at its first cell


def explain(book: Book, catalogue: Catalogue, asked: int | None = None) -> Explained:
    """A file explained as if it were the only one in the drop folder. `asked` is the year that the run is asked for."""
    unit = whole([book], catalogue)
    recognised, names, (looked,) = recognised_in(unit, catalogue, asked), unit.names, unit.looked
    book, titles = looked.book, looked.titles
    (ended,) = recognised.books
    slip = is_slip(book)
    usual = usual_year(title for found in titles for title in found)
    taken = [] if slip else [(sheet, own) for sheet, own in zip(book.sheets, titles, strict=True) if ended.sheets]
    sheets = tuple(_sheet(BookSheet(book, sheet, usual, names.words), own, names, recognised) for sheet, own in taken)
    reported = next((report.year for report in recognised.reports), None)
    return Explained(ended, slip, sheets, HEADER_AGREES, HEADER_ALONE, reported)


def _sheet(here: BookSheet, titles: Sequence[Title], names: Names, recognised: Recognised) -> HeldSheet:
    sheet, usual = here.sheet, here.usual
    every = (*recognised.filings, *(each for report in recognised.reports for each in report.filings))
    filings = {part.at: each for each in every for part in each.stands if part.sheet is sheet}
    said = {
        each.terms[0].cell: each
        for each in (*recognised.findings, *(found for report in recognised.reports for found in report.findings))
        if each.terms and each.terms[0].role == "sheet" and each.terms[0].sheet == sheet.name
    }
    areas = dict(regions(sheet, titles, usual, here.words)) if titles else {}
    held = tuple(_title(sheet, title, areas.get(title), names, usual, filings, said) for title in titles)
    places = {(max(title.row, 0), title.column) for title in titles}
    untitled = next((each for at, each in filings.items() if at not in places), None)
    problem = next((each for each in said.values() if each not in [title.problem for title in held]), None)
    nearest = () if titles else _best(_nearest(sheet, names, usual))
    is_part = bool(nearest) and has_numbers(sheet, nearest[0].headers[0].row)
    called = () if titles else tuple(_names(here, names))
    return HeldSheet(sheet.name, held, nearest, is_part, untitled, problem, called)


def _names(here: BookSheet, names: Names) -> Iterator[HeldName]:
    """The names that may serve as the title of a sheet, and what speaks against them."""
    for name in names_of_sheet(here, names):
        title, found = name.title, form_named(here, name, names)
        forms = tuple(form.id for form in title.forms[:NEAREST])
        yield HeldName(title.text, title.titled, title.official, forms, found if isinstance(found, Unfit) else None)


def _title(
    sheet: Sheet,
    title: Title,
    area: Range | None,
    names: Names,
    usual: int,
    filings: dict[tuple[int, int], Filing],
    said: dict[str, Finding],
) -> HeldTitle:
    at = (max(title.row, 0), title.column)
    below = (title.foot + 1, *area[1:]) if area else (title.foot + 1, 0, len(sheet.rows) - 1, top_of(sheet)[3])
    held = [_candidate(sheet, form, below, title, names, usual) for form in title.forms]
    problem = said.get(a1(*at))
    telling = tuple(sorted(names.says(title.text)))
    return HeldTitle(title.text, a1(*at), title.official, telling, area, _best(held), filings.get(at), _own(problem))


def _own(problem: Finding | None) -> Finding | None:
    """What was said of a title, and not of the whole sheet that it begins."""
    return problem if problem and problem.rule not in _OF_SHEETS else None


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that agree best, of equals those whose name is likest."""
    ranked = sorted(candidates, key=lambda each: (-each.agreement, -each.likeness))
    return tuple(ranked[:NEAREST])


def _candidate(sheet: Sheet, form: Form, area: Range, title: Title, names: Names, usual: int) -> Candidate:
    likeness = 1.0 if title.official else names.likeness(title.text, form)
    score = agreement(sheet, form, area, title.period, usual, names.words)
    year = title.period or year_in_labels(sheet, form, area) or usual
    return Candidate(form.id, likeness, score, held_headers(sheet, form, area, year, names.words))


def _nearest(sheet: Sheet, names: Names, usual: int) -> list[Candidate]:
    """The forms whose headers come nearest to one of a sheet without any title."""
    top = top_of(sheet)
    scored = sorted(held_against(sheet, names.forms.values(), usual, names.words), key=lambda each: -each[0])[:NEAREST]
    return [
        Candidate(form.id, 0.0, score, held_headers(sheet, form, top, year_in_labels(sheet, form, top) or usual))
        for score, form in scored
        if score
    ]
