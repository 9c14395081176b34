"""Recognise which forms stand on which sheets: by title and header together, wherever they stand.

A title that reads as declared names one form, and its header must agree with it. Of the forms that a title is merely
like, the header and the words that tell them apart must leave one; a sheet without any title that we know is recognised
by a header that only one form has. Where they leave several, that is said and nothing is filed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.terms import sheet_term
from guanbiao.forms.catalogue import Card, Catalogue, Form, Level
from guanbiao.model.books import Book, Sheet
from guanbiao.model.details import NOTHING, OfTitle
from guanbiao.model.filings import (
    Dated,
    Filing,
    FoundBlock,
    PrintedLine,
)
from guanbiao.model.findings import Finding
from guanbiao.recognise.agreement import HEADER_AGREES, agreement, headers_of, year_in_labels
from guanbiao.recognise.card import read_card
from guanbiao.recognise.files import about_file, ended, file_notes, without_copies
from guanbiao.recognise.grid import read_grid
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import footer_lines, is_line
from guanbiao.recognise.ours import is_slip, without_own
from guanbiao.recognise.periods import settled_periods, title_findings
from guanbiao.recognise.regions import regions
from guanbiao.recognise.register import read_register
from guanbiao.recognise.rows import Body, filled
from guanbiao.recognise.titles import Names, Title, heading, names_of, titles_on
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold
from guanbiao.words.codes import CODES

HEADER_ALONE = 0.9
HEADER_LEADS = 0.1  # a header that agrees better by less does not tell forms apart
_HEADER_ROWS = 200  # a header without a title above it is looked for so far down


class Recognised(Struct, frozen=True):
    """Books with their final status, the filings on their sheets with the year of each, and what went wrong."""

    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    findings: tuple[Finding, ...]


def recognise(books: Sequence[Book], catalogue: Catalogue, asked: int | None = None) -> Recognised:
    """Every filing on every sheet of the books, in the order of file, sheet and place. The forms in slips are none of
    anybody's filings. The year `asked` for is that of filings that say none, where no filing says any."""
    books = without_copies(without_own(books))
    names = names_of(catalogue)
    titles = {
        (at, no): titles_on(sheet, names) for at, book in enumerate(books) for no, sheet in enumerate(book.sheets)
    }
    usual = _usual_year(title for found in titles.values() for title in found)
    done, filings, findings = [], [], []
    for at, book in enumerate(books):
        found: list[Filing] = []
        if is_slip(book):
            done.append(book)
            continue
        for no, sheet in enumerate(book.sheets):
            sheet_filings, sheet_findings = _read_sheet(book, sheet, titles[at, no], names, usual)
            found += sheet_filings
            findings += sheet_findings
        done.append(ended(book, bool(found)))
        findings += about_file(done[-1])
        filings += found
    settled = settled_periods([replace(each, order=no) for no, each in enumerate(filings)], asked)
    return Recognised(tuple(done), tuple(settled), (*findings, *title_findings(settled), *file_notes(done)))


def _usual_year(titles: Iterator[Title]) -> int:
    years = Counter(title.period for title in titles)
    years.pop(None, None)
    return max(years, key=lambda year: (years[year], year or 0), default=0) or 0


def _read_sheet(
    book: Book, sheet: Sheet, titles: list[Title], names: Names, usual: int
) -> tuple[list[Filing], list[Finding]]:
    if not any(value not in (None, "") for row in sheet.rows for value in row):
        return [], []
    filings: list[Filing] = []
    findings: list[Finding] = []
    for title, area in regions(sheet, titles, usual):
        filing, problem = _read_region(book, sheet, title, area, names, usual)
        if filing:
            above = _above(sheet, title) if not filings else ()
            filings.append(replace(filing, lines=(*filing.lines, *above, *_beside(sheet, title, area))))
        findings += [problem] if problem else []
    if not filings and not findings:
        filing, problem = _by_header_alone(book, sheet, names, usual)
        bare = Title((), *_first_cell(sheet), 0, "")
        problem = problem or _about_sheet("title_alone" if titles else "sheet_no_form", book, sheet, bare)
        return ([filing], []) if filing else ([], [problem])
    return filings, findings


def _read_region(
    book: Book, sheet: Sheet, title: Title, area: Range, names: Names, usual: int
) -> tuple[Filing | None, Finding | None]:
    """The filing under a title, or what keeps it from being one; neither where there is no table under it."""
    if not _has_table(sheet, title, area):
        return None, None
    form, others = _meant(sheet, title, area, names, usual)
    if form:
        return _file(book, sheet, replace(title, forms=(form,)), area, usual)
    if others:
        return None, _about_sheet("form_unclear", book, sheet, replace(title, forms=others))
    return None, _about_sheet("header_mismatch", book, sheet, replace(title, forms=title.forms[:1]), Level.QUERY)


def _has_table(sheet: Sheet, title: Title, area: Range) -> bool:
    """Whether a row below a title holds several cells that are no line of signatures."""
    rows = (filled(sheet, row, area) for row in range(title.foot + 1, area[2] + 1))
    return any(len(cells) > 1 and not is_line(cells) for cells in rows)


def _meant(sheet: Sheet, title: Title, area: Range, names: Names, usual: int) -> tuple[Form | None, tuple[Form, ...]]:
    """The form that a title means, or None and those it may mean: the header under it must agree with them, and the
    words that tell them apart leave one."""
    if title.official:
        return title.forms[0], title.forms
    below = (title.foot + 1, *area[1:])
    scored = [(agreement(sheet, form, below, title.period, usual), form) for form in title.forms]
    least = max(HEADER_AGREES, max(score for score, _ in scored) - HEADER_LEADS)
    forms = tuple(form for score, form in scored if score >= least)
    named = names.agreeing(title.text, forms)
    return (named[0] if len(named) == 1 else None), named or forms


def _file(book: Book, sheet: Sheet, title: Title, area: Range, usual: int) -> tuple[Filing | None, Finding | None]:
    """The filing of the form that a title names, or why it is none."""
    if title.part:
        return None, _about_sheet("part_of_year", book, sheet, title)
    filing = _read_form(book, sheet, title, area, usual)
    return filing, None if filing else _about_sheet("header_mismatch", book, sheet, title)


def _by_header_alone(book: Book, sheet: Sheet, names: Names, usual: int) -> tuple[Filing | None, Finding | None]:
    """The filing on a sheet without any title that we know, by a header that only one form has."""
    last = max((len(row) for row in sheet.rows), default=0) - 1
    top = (0, 0, min(len(sheet.rows), _HEADER_ROWS) - 1, last)
    wide = [form for form in names.forms.values() if len(form.blocks[0].leaves) > 1]
    scored = [(agreement(sheet, form, top, None, usual), form) for form in wide]
    best = max((score for score, _ in scored), default=0.0)
    forms = tuple(form for score, form in scored if score == best >= HEADER_ALONE)
    if not forms:
        return None, None
    year = year_in_labels(sheet, forms[0], top) or usual
    below = min(header.top for header in headers_of(sheet, forms[0], top, year) if header)
    if any(isinstance(value, int | float) for row in sheet.rows[:below] for value in row):
        return None, None  # a table stands above: the header is that of a part of a larger form
    row, column, text = heading(sheet, below)
    title = Title(forms, row, column, row, text, official=False)
    if len(forms) > 1:
        code = "form_unclear" if text else "form_untitled"
        return None, _about_sheet(code, book, sheet, title)
    return _file(book, sheet, title, (0, 0, len(sheet.rows) - 1, last), usual)


def _above(sheet: Sheet, title: Title) -> tuple[PrintedLine, ...]:
    """What stands above the first title of a sheet: lines of its form, so that nothing typed is lost."""
    whole = (0, 0, len(sheet.rows) - 1, max(len(row) for row in sheet.rows) - 1)
    return tuple(line for row in range(title.row) for line in footer_lines(row, filled(sheet, row, whole)))


def _beside(sheet: Sheet, title: Title, area: Range) -> Iterator[PrintedLine]:
    """What stands beside a title and is no piece of it: lines of its form."""
    left = title.text
    for row in range(title.row, title.foot + 1):
        beside = []
        for column, value in filled(sheet, row, area):
            if isinstance(value, str) and value in left:
                left = left.replace(value, "", 1)
            else:
                beside.append((column, value))
        yield from footer_lines(row, beside)


def _about_sheet(code: str, book: Book, sheet: Sheet, title: Title, level: Level | None = None) -> Finding:
    """What is wrong with a title, or with the sheet it stands on; of one form, or of several that it may name."""
    kind = CODES[code]
    form = title.forms[0].id if len(title.forms) == 1 else ""
    term = sheet_term(book.file, sheet.name, (max(title.row, 0), title.column), title.text, form)
    detail = OfTitle(tuple(each.id for each in title.forms)) if len(title.forms) > 1 else NOTHING
    return Finding(code, kind.source, level or kind.level, form=form, terms=(term,), detail=detail)


def _first_cell(sheet: Sheet) -> tuple[int, int]:
    return next(
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value not in (None, "")
    )


def _read_form(book: Book, sheet: Sheet, title: Title, area: Range, usual: int) -> Filing | None:
    """The form that a title names, or None where no header there agrees with it."""
    form = title.forms[0]
    below = (title.foot + 1, area[1], area[2], area[3])
    period, dated = _year_of(sheet, title, below)
    year = period or usual
    headers = headers_of(sheet, form, below, year)
    grids = [header for header in headers if header is not None]
    if len(grids) < sum(not isinstance(block, Card) for block in form.blocks):
        return None
    blocks, lines = _blocks(sheet, form, headers, below, year)
    preface = _preface(sheet, below, headers) if grids and not isinstance(form.blocks[0], Card) else ()
    at = (max(title.row, 0), title.column)
    foot = next((row for row in range(below[2], below[0] - 1, -1) if filled(sheet, row, below)), below[0])
    whole = (at[0], area[1], foot, area[3])
    found = Filing(form.id, book, sheet, title.text, period, at, whole, blocks, (*preface, *lines))
    return replace(found, official=title.official, dated=dated)


def _year_of(sheet: Sheet, title: Title, area: Range) -> tuple[int | None, Dated]:
    """The year of the form under a title, and what says so: the title, else the years in its labels."""
    if title.period:
        return title.period, Dated.TITLE
    year = year_in_labels(sheet, title.forms[0], area)
    return year, Dated.LABELS if year else Dated.NOTHING


def _blocks(
    sheet: Sheet, form: Form, headers: list[Header | None], area: Range, year: int
) -> tuple[tuple[FoundBlock, ...], tuple[PrintedLine, ...]]:
    blocks: list[FoundBlock] = []
    lines: list[PrintedLine] = []
    top = area[0]
    for index, (block, header) in enumerate(zip(form.blocks, headers, strict=True)):
        foot = _foot(form, headers, index, sheet, area)
        body: Body
        if isinstance(block, Card) or header is None:
            found, body = read_card(index, form.blocks[index], sheet, (top, area[1], foot, area[3]))  # type: ignore[arg-type]
        elif block.stub:
            found, body = read_grid(index, block, header, sheet, (top, area[1], foot, area[3]), year)  # type: ignore[arg-type]
        else:
            found, body = read_register(index, block, header, sheet, (top, area[1], foot, area[3]))  # type: ignore[arg-type]
        blocks.append(found)
        lines += body.lines
        top = foot + 1
    return tuple(blocks), tuple(lines)


def _foot(form: Form, headers: list[Header | None], index: int, sheet: Sheet, area: Range) -> int:
    """The last row of a block: above the next block's header, or above the next card's first item."""
    following = headers[index + 1] if index + 1 < len(headers) else None
    if following is not None:
        return following.top - 1
    if index + 1 < len(form.blocks):
        items = {fold(item.label) for column in form.blocks[index + 1].columns for item in column}  # type: ignore[union-attr]
        own = headers[index]
        start = own.top + own.depth if own else area[0]
        for row in range(start, area[2] + 1):
            if any(isinstance(value, str) and fold(value) in items for _, value in filled(sheet, row, area)):
                return row - 1
    return area[2]


def _preface(sheet: Sheet, area: Range, headers: list[Header | None]) -> tuple[PrintedLine, ...]:
    """The lines between a title and its header."""
    header = headers[0]
    rows = range(area[0], header.top if header else area[0])
    lines = [line for row in rows for line in footer_lines(row, filled(sheet, row, area))]
    return tuple(replace(line, role="preface") if line.role == "note" else line for line in lines)
