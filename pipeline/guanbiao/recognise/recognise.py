"""Recognise which forms stand on which sheets: by title and header together, wherever they stand.

A title that reads as declared names one form, and its header must agree with it. Of the forms that a title is merely
like, the header and the words that tell them apart must leave one; a sheet without any title that we know is recognised
by its name or its file's, or by a header that only one form has. Where they leave several, that is said and nothing is
filed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book, Sheet
from guanbiao.model.filings import Filing, PrintedLine
from guanbiao.model.findings import Finding
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.by_header import filing_by_header
from guanbiao.recognise.by_name import filing_by_name
from guanbiao.recognise.files import about_file, about_own, about_sheet, ended, file_notes, without_copies
from guanbiao.recognise.filing import BookSheet, filing_under
from guanbiao.recognise.lines import Words, footer_lines
from guanbiao.recognise.ours import is_slip, without_own
from guanbiao.recognise.periods import title_findings, with_periods
from guanbiao.recognise.regions import regions
from guanbiao.recognise.titles import Names, Title, names_of, titles_on
from guanbiao.text.cells import Position, Range


class Recognised(Struct, frozen=True):
    """Books with their final status, the filings on their sheets with the year of each, and what went wrong."""

    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    findings: tuple[Finding, ...]


def recognise(books: Sequence[Book], catalogue: Catalogue, asked: int | None = None) -> Recognised:
    """Every filing on every sheet of the books, in the order of file, sheet and place.

    A content that lies in the folder twice counts once; our own outputs are no filings, nor are the forms in slips.
    The year `asked` for is that of filings that say none, where no filing says any. Nothing that a book holds raises:
    what is wrong with a file, a sheet or a title is a finding."""
    books = without_copies(without_own(books))
    names = names_of(catalogue)
    titles = [[titles_on(sheet, names) for sheet in book.sheets] for book in books]
    usual = usual_year(title for of_book in titles for of_sheet in of_book for title in of_sheet)
    done, filings, findings = [], [], []
    for book, of_book in zip(books, titles, strict=True):
        if is_slip(book):
            done.append(book)
            continue
        found: list[Filing] = []
        for sheet, of_sheet in zip(book.sheets, of_book, strict=True):
            sheet_filings, sheet_findings = _read_sheet(BookSheet(book, sheet, usual, names.words), of_sheet, names)
            found += sheet_filings
            findings += sheet_findings
        done.append(ended(book, bool(found)))
        findings += about_file(done[-1])
        filings += found
    dated = with_periods([replace(each, order=no) for no, each in enumerate(filings)], asked)
    return Recognised(
        tuple(done), tuple(dated), (*findings, *about_own(done), *title_findings(dated), *file_notes(done))
    )


def usual_year(titles: Iterable[Title]) -> int:
    """The year that most titles state, of equals the latest; 0 where none states any."""
    years = Counter(title.period for title in titles)
    years.pop(None, None)
    return max(years, key=lambda year: (years[year], year or 0), default=0) or 0


def _read_sheet(here: BookSheet, titles: list[Title], names: Names) -> tuple[list[Filing], list[Finding]]:
    """The filings on a sheet, and what keeps others from being one; a sheet with neither is recognised by its name
    where it has no title, else by its header alone, else a finding says that there is no form on it."""
    sheet = here.sheet
    if not any(value not in (None, "") for row in sheet.rows for value in row):
        return [], []
    filings: list[Filing] = []
    findings: list[Finding] = []
    for title, area in regions(sheet, titles, here.usual):
        filing, problem = filing_under(here, title, area, names)
        if filing:
            above = _above(sheet, title, names.words) if not filings else ()
            filings.append(replace(filing, lines=(*filing.lines, *above, *_beside(sheet, title, area, names.words))))
        findings += [problem] if problem else []
    if filings or findings:
        return filings, findings
    filing, problem = (None, None) if titles else filing_by_name(here, names)
    if not filing and not problem:
        filing, problem = filing_by_header(here, names)
    bare = Title((), *_first_cell(sheet), 0, "")
    code = "title_alone" if titles else "sheet_no_form"
    return ([filing], []) if filing else ([], [problem or about_sheet(code, here.book, sheet, bare)])


def _above(sheet: Sheet, title: Title, words: Words) -> tuple[PrintedLine, ...]:
    """What stands above the first title of a sheet: lines of its form, so that nothing typed is lost."""
    whole = (0, 0, len(sheet.rows) - 1, max(len(row) for row in sheet.rows) - 1)
    return tuple(line for row in range(title.row) for line in footer_lines(row, filled(sheet, row, whole), words))


def _beside(sheet: Sheet, title: Title, area: Range, words: Words) -> Iterator[PrintedLine]:
    """What stands beside a title and is no piece of it: lines of its form."""
    left = title.text
    for row in range(title.row, title.foot + 1):
        beside = []
        for column, value in filled(sheet, row, area):
            if isinstance(value, str) and value in left:
                left = left.replace(value, "", 1)
            else:
                beside.append((column, value))
        yield from footer_lines(row, beside, words)


def _first_cell(sheet: Sheet) -> Position:
    return next(
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value not in (None, "")
    )
