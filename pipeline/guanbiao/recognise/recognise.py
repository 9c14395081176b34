"""Recognise which forms stand on which sheets: by title and header together, wherever they stand.

A title that reads as declared names one form, and its header must agree with it. Of the forms that a title is merely
like, the header and the words that tell them apart must leave one; a sheet without any title that we know is recognised
by its name or its file's, or by a header that only one form has. Where they leave several, that is said and nothing is
filed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book, Sheet
from guanbiao.model.filings import Filing, PrintedLine
from guanbiao.model.findings import Finding
from guanbiao.recognise.annual import AnnualReport, annual_report, is_report, title_of, without_forms
from guanbiao.recognise.bands import in_bands, with_further_bands
from guanbiao.recognise.beside import with_blocks_beside
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.by_header import filing_by_header
from guanbiao.recognise.by_name import filing_by_name
from guanbiao.recognise.continued import going_on, going_on_elsewhere, of_whole_year, with_filing
from guanbiao.recognise.files import about_file, about_own, about_sheet, ended, file_notes, without_copies
from guanbiao.recognise.filing import BookSheet, Outcome, filing_under
from guanbiao.recognise.libraries import folder_of, owners_of
from guanbiao.recognise.lines import Words, footer_lines
from guanbiao.recognise.names import Names
from guanbiao.recognise.order import Read, filings_in_place, in_place
from guanbiao.recognise.paged import Several, paged
from guanbiao.recognise.periods import title_findings, with_periods
from guanbiao.recognise.regions import regions
from guanbiao.recognise.survey import Looked, Unit, survey
from guanbiao.recognise.titles import Title
from guanbiao.recognise.units import in_lines
from guanbiao.recognise.whose import parted, told_apart
from guanbiao.text.cells import Position, Range

_NEITHER: Outcome = (None, None)


class Recognised(Struct, frozen=True, dict=True):
    """Books with their final status, the filings on their sheets with the year of each, what went wrong, and the annual
    reports among the books, whose tables are no filings."""

    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    findings: tuple[Finding, ...]
    reports: tuple[AnnualReport, ...] = ()

    @cached_property
    def folders(self) -> Mapping[str, Mapping[int | None, Sequence[int]]]:
        """The positions of the filings that lie in each folder, by their years."""
        found: dict[str, dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, filing in enumerate(self.filings):
            found[folder_of(filing.book.file)][filing.period].append(at)
        return found


def recognise(books: Sequence[Book], catalogue: Catalogue, asked: int | None = None) -> Recognised:
    """Every filing of the catalogue's own library on every sheet of the books; see `recognised_in`."""
    units = survey(books, catalogue.alone)
    return recognised_in(units[0], catalogue, asked) if units else Recognised((), (), ())


def recognised_in(unit: Unit, catalogue: Catalogue, asked: int | None = None) -> Recognised:
    """Every filing of a library on every sheet of its books, in the order of forms; of one form by content, sheet and
    place, whatever the files are called.

    A content that lies in the folder twice counts once; our own outputs are no filings, nor are the forms in slips.
    The year `asked` for is that of filings that say none, where no filing says any. Nothing that a book holds raises:
    what is wrong with a file, a sheet or a title is a finding."""
    every = _without_copies(unit)
    looked = [each for each in every if not is_report(each.book)]
    usual = usual_year(title for each in looked for of_sheet in each.titles for title in of_sheet)
    read = in_place((_read(each, usual, unit) for each in looked), catalogue)
    done = [each.book for each in read]
    dated = with_periods(filings_in_place((filing for each in read for filing in each.filings), catalogue), asked)
    kept, whose = told_apart(dated, unit, looked)
    dated = dated if len(kept) == len(dated) else filings_in_place(kept, catalogue)
    found = (finding for each in read for finding in (*each.findings, *about_file(each.book)))
    findings = (*(each for one in looked for each in one.findings), *found, *whose)
    reports = _reports([each for each in every if is_report(each.book)], unit, {each.period or 0 for each in dated})
    done += [each.book for each in reports]
    alone = () if dated else without_forms(reports)
    findings = (
        *findings,
        *about_own(done),
        *title_findings(dated, unit.library, unit.names),
        *file_notes(done),
        *alone,
    )
    return Recognised(tuple(done), tuple(dated), findings, tuple(reports))


def _reports(looked: Sequence[Looked], unit: Unit, years: set[int]) -> list[AnnualReport]:
    """The annual reports in the books of a library, by their contents, with the forms in each as if it were alone."""
    found = []
    for each in sorted(looked, key=lambda own: own.book.sha256):
        book, usual = each.book, title_of(each.book).year or usual_year(title for own in each.titles for title in own)
        read = _read_book(book, each.titles, usual, unit.names)
        found.append(annual_report(book, unit.names, unit.known, read, years - {0}))
    return found


def _without_copies(unit: Unit) -> list[Looked]:
    owners = [owners_of(each.said, unit.known) for each in unit.looked]
    pairs = zip(unit.looked, without_copies(unit.books, owners), strict=True)
    return [each if each.book is book else replace(each, book=book, titles=(), findings=()) for each, book in pairs]


def _read(looked: Looked, usual: int, unit: Unit) -> Read:
    """A book as it ended, with the filings of a unit in it; the forms in a slip are none."""
    book = looked.book
    if looked.slip:
        return Read(book)
    filings, found = _read_book(book, looked.titles, usual, unit.names)
    ours, findings = parted(filings, found, looked.said, unit)
    return Read(ended(book, bool(filings)), going_on_elsewhere(ours, found), findings)


def usual_year(titles: Iterable[Title]) -> int:
    """The year that most titles state, of equals the latest; 0 where none states any."""
    years = Counter(title.period for title in titles)
    years.pop(None, None)
    return max(years, key=lambda year: (years[year], year or 0), default=0) or 0


def _read_book(
    book: Book, titles: Sequence[Sequence[Title]], usual: int, names: Names
) -> tuple[list[Filing], list[Finding]]:
    """The filings in a book, those in several ranges as one, and what keeps others from being one. What is of a part
    of the year is none, unless the other parts are there."""
    filings: list[Filing] = []
    findings: list[Finding] = []
    of_parts: dict[tuple[str, Range], Finding] = {}
    several = Several(paged(book, titles, usual, names))
    for sheet, of_sheet in zip(book.sheets, titles, strict=True):
        here = BookSheet(book, sheet, usual, names.words)
        outcomes, is_last_whole = _read_sheet(here, of_sheet, names, several, filings[-1] if filings else None)
        filings = filings[:-1] if is_last_whole else filings
        for filing, problem in outcomes:
            filings = with_filing(here, filings, filing, names.by_id) if filing else filings
            if filing and problem:
                of_parts[sheet.name, filing.area] = problem
            elif problem:
                findings.append(problem)
    whole = of_whole_year(filings)
    lone = [part for filing in filings if filing not in whole for part in filing.stands]
    findings += [of_parts[part.sheet.name, part.area] for part in lone]
    return with_further_bands(book, titles, usual, names, whole, findings)


def _read_sheet(
    here: BookSheet, titles: Sequence[Title], names: Names, several: Several, before: Filing | None
) -> tuple[list[Outcome], bool]:
    """What stands on a sheet: a filing or what keeps it from being one, for each title with a table; without a title,
    the filing that its name, the last filing `before` it or its header alone makes of it, else a finding that there is
    no form on it. And whether the filing is the one before, with what goes on here."""
    if here.sheet.name in several.untitled or not any(
        value not in (None, "") for row in here.sheet.rows for value in row
    ):
        return [], False
    outcomes = list(_under_titles(here, titles, names, several))
    if outcomes or several.others.intersection(titles):
        return outcomes, False
    outcome, is_last_whole = _NEITHER, False
    if not titles:
        outcome = filing_by_name(here, names)
        if outcome == _NEITHER and before:
            outcome = going_on(here, before, names.by_id[before.form], names)
            is_last_whole = outcome[0] is not None
    if outcome == _NEITHER:
        outcome = filing_by_header(here, names)
    bare = Title((), *_first_cell(here.sheet), 0, "")
    code = "title_alone" if titles else "sheet_no_form"
    return [(None, about_sheet(code, here.book, here.sheet, bare)) if outcome == _NEITHER else outcome], is_last_whole


def _under_titles(here: BookSheet, titles: Sequence[Title], names: Names, several: Several) -> Iterator[Outcome]:
    """A filing or what keeps it from being one, for each title with a table that is not of a further page."""
    is_first = True
    for title, area in regions(here.sheet, titles, here.usual, here.words):
        if title in several.others:
            continue
        whole = several.by_title.get(title)
        filing, problem = (whole, None) if whole else filing_under(here, title, area, names)
        if filing:
            above = _above(here.sheet, title, names.words) if is_first else ()
            lines = (*filing.lines, *above, *_beside(here.sheet, title, area, names.words))
            units = (*filing.units, *in_lines(above, names.words.units))
            form, filing = names.by_id[filing.form], replace(filing, lines=lines, units=units)
            for each, other in in_bands(here, title, area, with_blocks_beside(here, filing, form), form):
                yield each, other or problem
            is_first = False
        elif problem:
            yield None, problem


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
