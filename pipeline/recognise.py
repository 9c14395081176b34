"""Recognise which forms stand on which sheets: by title and header together, wherever they stand.

A title is looked up without its years and punctuation, then by likeness; its header must agree with it. A sheet
without any title is recognised by a header that only one form has."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.body import Body, filled
from pipeline.body_card import read_card
from pipeline.body_grid import read_grid
from pipeline.body_register import read_register
from pipeline.books import Book, FileStatus, Range, Sheet, a1
from pipeline.header import Header, find_header, target
from pipeline.labels import fold, period_of, title_key
from pipeline.lines import footer_lines
from pipeline.model import Filing, Finding, FoundBlock, Line, Source, Term
from pipeline.spec import Card, Catalogue, Form, Level

ALIKE = 0.8
HEADER_AGREES = 0.5
HEADER_ALONE = 0.9
_HEADER_ROWS = 200  # a header without a title above it is looked for so far down
_TITLE_LENGTHS = range(6, 90)


@dataclass(frozen=True, slots=True)
class Title:
    """A form's title found on a sheet."""

    form: Form
    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Recognised:
    """Books with their final status, the filings on their sheets, and what went wrong."""

    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    findings: tuple[Finding, ...]


def recognise(books: Sequence[Book], catalogue: Catalogue, apart: Collection[str] = ()) -> Recognised:
    """Every filing on every sheet of the books, in the order of file, sheet and place. The files `apart` hold forms
    that are none of anybody's filings."""
    books = without_copies(books)
    index = {title_key(form.title): form for form in catalogue.forms}
    titles = {(at, no): _titles(sheet, index) for at, book in enumerate(books) for no, sheet in enumerate(book.sheets)}
    usual = _usual_year(title for found in titles.values() for title in found)
    ended, filings, findings = [], [], []
    for at, book in enumerate(books):
        found: list[Filing] = []
        if book.file in apart:
            ended.append(book)
            continue
        for no, sheet in enumerate(book.sheets):
            sheet_filings, sheet_findings = _read_sheet(book, sheet, titles[at, no], catalogue, usual)
            found += sheet_filings
            findings += sheet_findings
        ended.append(_ended(book, bool(found)))
        findings += _about_file(ended[-1])
        filings += found
    return Recognised(tuple(ended), tuple(replace(each, order=no) for no, each in enumerate(filings)), tuple(findings))


def _ended(book: Book, has_forms: bool) -> Book:
    if book.status is FileStatus.READ and not has_forms:
        return replace(book, status=FileStatus.NO_FORM, reason="no_form")
    return book


def _about_file(book: Book) -> Iterator[Finding]:
    levels = {FileStatus.REFUSED: Level.MANDATORY, FileStatus.NO_FORM: Level.QUERY, FileStatus.IGNORED: Level.INFO}
    if book.status in levels and book.reason != "temporary":
        level = Level.QUERY if book.reason.startswith("foreign_") else levels[book.status]
        yield Finding(
            f"file_{book.status}",
            Source.INTAKE,
            level,
            terms=(Term("file", "", "", "", file=book.file),),
            detail={"reason": book.reason, **book.detail},
        )


def without_copies(books: Sequence[Book]) -> list[Book]:
    """The books, each content once: of copies the one modified last counts (of equals the last by path), and the
    others say which it is."""
    newest: dict[str, Book] = {}
    for book in sorted((each for each in books if each.sheets), key=lambda each: (int(each.modified), each.file)):
        newest[book.sha256] = book
    return [_copy_of(book, newest.get(book.sha256, book)) for book in books]


def _copy_of(book: Book, kept: Book) -> Book:
    if book.file == kept.file:
        return book
    return replace(book, status=FileStatus.IGNORED, reason="same_content", sheets=(), detail={"other": kept.file})


def _usual_year(titles: Iterator[Title]) -> int:
    years = Counter(period_of(title.text, title.form.title) for title in titles)
    years.pop(None, None)
    return max(years, key=lambda year: (years[year], year or 0), default=0) or 0


def _titles(sheet: Sheet, index: dict[str, Form]) -> list[Title]:
    """The titles on a sheet: those that read as declared; where there is none, the one most alike."""
    found = [
        Title(form, row, column, value)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if type(value) is str and len(value) in _TITLE_LENGTHS and (form := index.get(title_key(value)))
    ]
    return found or _alike(sheet, index)


def _alike(sheet: Sheet, index: dict[str, Form]) -> list[Title]:
    found: list[tuple[float, Title]] = []
    for row, cells in enumerate(sheet.rows[:40]):
        words = [(column, value) for column, value in enumerate(cells) if value not in (None, "")]
        if len(words) == 1 and isinstance(words[0][1], str) and len(words[0][1]) in _TITLE_LENGTHS:
            column, text = words[0][0], words[0][1]
            key = title_key(text)
            likeness, form = max(
                ((SequenceMatcher(None, key, other).ratio(), form) for other, form in index.items()),
                key=lambda pair: pair[0],
            )
            if likeness >= ALIKE:
                found.append((likeness, Title(form, row, column, text)))
    return [title for _, title in found]


def _read_sheet(
    book: Book, sheet: Sheet, titles: list[Title], catalogue: Catalogue, usual: int
) -> tuple[list[Filing], list[Finding]]:
    if not any(value not in (None, "") for row in sheet.rows for value in row):
        return [], []
    filings: list[Filing] = []
    findings: list[Finding] = []
    for title, area in _regions(sheet, titles):
        filing = _read_form(book, sheet, title, area, usual)
        if filing is None:
            findings.append(_sheet_finding("header_mismatch", book, sheet, title))
        else:
            above = _above(sheet, title) if not filings else ()
            filings.append(replace(filing, lines=(*filing.lines, *above, *_beside(sheet, title, area))))
            findings += _about_year(filing)
    if not filings and not findings:
        filings, findings = _by_header_alone(book, sheet, catalogue, usual)
    return filings, findings


def _above(sheet: Sheet, title: Title) -> tuple[Line, ...]:
    """What stands above the first title of a sheet: lines of its form, so that nothing typed is lost."""
    whole = (0, 0, len(sheet.rows) - 1, max(len(row) for row in sheet.rows) - 1)
    return tuple(line for row in range(title.row) for line in footer_lines(row, filled(sheet, row, whole)))


def _beside(sheet: Sheet, title: Title, area: Range) -> Iterator[Line]:
    """What stands beside a title: lines of its form."""
    return footer_lines(title.row, [cell for cell in filled(sheet, title.row, area) if cell[0] != title.column])


def _about_year(filing: Filing) -> Iterator[Finding]:
    if filing.period is None:
        term = Term("title", filing.form, "", "", raw=filing.title, file=filing.book.file, sheet=filing.sheet.name)
        yield Finding(
            "title_without_year",
            Source.INTAKE,
            Level.QUERY,
            form=filing.form,
            terms=(replace(term, cell=a1(*filing.title_at)),),
        )


def _sheet_finding(code: str, book: Book, sheet: Sheet, title: Title | None = None) -> Finding:
    cell = a1(title.row, title.column) if title else a1(*_first_cell(sheet))
    raw = title.text if title else ""
    term = Term("sheet", title.form.id if title else "", "", "", raw=raw, file=book.file, sheet=sheet.name, cell=cell)
    level = Level.MANDATORY if title else Level.INFO
    return Finding(code, Source.INTAKE, level, form=term.form, terms=(term,))


def _first_cell(sheet: Sheet) -> tuple[int, int]:
    return next(
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value not in (None, "")
    )


def _regions(sheet: Sheet, titles: list[Title]) -> Iterator[tuple[Title, Range]]:
    """The range that belongs to each title: down to the next title below it, across to the next one beside it."""
    width = max((len(row) for row in sheet.rows), default=0)
    for title in titles:
        beside = sorted(other.column for other in titles if other.row == title.row)
        left = 0 if title.column == beside[0] else title.column
        right = next((column - 1 for column in beside if column > title.column), width - 1)
        below = [other.row for other in titles if other.row > title.row and left <= other.column <= right]
        yield title, (title.row, left, min(below, default=len(sheet.rows)) - 1, right)


def _by_header_alone(book: Book, sheet: Sheet, catalogue: Catalogue, usual: int) -> tuple[list[Filing], list[Finding]]:
    width = max((len(row) for row in sheet.rows), default=0)
    area = (0, 0, len(sheet.rows) - 1, width - 1)
    top = (0, 0, min(len(sheet.rows), _HEADER_ROWS) - 1, width - 1)
    scored = [(_header_score(sheet, form, top, usual), form) for form in catalogue.forms]
    best = max(score for score, _ in scored)
    forms = [form for score, form in scored if score == best]
    if best >= HEADER_ALONE and len(forms) == 1 and len(forms[0].blocks[0].leaves) > 1:
        filing = _read_form(book, sheet, Title(forms[0], -1, 0, ""), area, usual)
        if filing:
            return [filing], [_sheet_finding("title_missing", book, sheet, Title(forms[0], 0, 0, ""))]
    return [], [_sheet_finding("sheet_no_form", book, sheet)]


def _header_score(sheet: Sheet, form: Form, area: Range, year: int) -> float:
    block = form.blocks[0]
    if isinstance(block, Card):
        return 0.0
    header = find_header(sheet, area, target(block, year), [leaf.key for leaf in block.leaves])
    if header is None:
        return 0.0
    strangers = sum(not mark.declared for mark in header.marks)
    return header.score * len(block.leaves) / (len(block.leaves) + strangers)


def _read_form(book: Book, sheet: Sheet, title: Title, area: Range, usual: int) -> Filing | None:
    """The form under a title, or None where no header there agrees with it."""
    period = period_of(title.text, title.form.title)
    year = period or usual
    below = (title.row + 1, area[1], area[2], area[3])
    headers = _headers(sheet, title.form, below, year)
    grids = [header for header in headers if header is not None]
    if len(grids) < sum(not isinstance(block, Card) for block in title.form.blocks):
        return None
    blocks, lines = _blocks(sheet, title.form, headers, below, year)
    preface = _preface(sheet, below, headers) if grids and not isinstance(title.form.blocks[0], Card) else ()
    at = (max(title.row, 0), title.column)
    foot = max((row for row in range(below[0], below[2] + 1) if filled(sheet, row, below)), default=below[0])
    return Filing(
        title.form.id, book, sheet, title.text, period, at, (at[0], area[1], foot, area[3]), blocks, (*preface, *lines)
    )


def _headers(sheet: Sheet, form: Form, area: Range, year: int) -> list[Header | None]:
    """The header of each block, each looked for below the one before; None for cards."""
    found: list[Header | None] = []
    top = area[0]
    for block in form.blocks:
        header = None
        if not isinstance(block, Card):
            keys = [leaf.key for leaf in block.leaves]
            header = find_header(sheet, (top, *area[1:]), target(block, year), keys)
            if header is None or header.score < HEADER_AGREES:
                return found
            top = header.top + header.depth
        found.append(header)
    return found


def _blocks(
    sheet: Sheet, form: Form, headers: list[Header | None], area: Range, year: int
) -> tuple[tuple[FoundBlock, ...], tuple[Line, ...]]:
    blocks: list[FoundBlock] = []
    lines: list[Line] = []
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


def _preface(sheet: Sheet, area: Range, headers: list[Header | None]) -> tuple[Line, ...]:
    """The lines between a title and its header."""
    header = headers[0]
    rows = range(area[0], header.top if header else area[0])
    lines = [line for row in rows for line in footer_lines(row, filled(sheet, row, area))]
    return tuple(replace(line, role="preface") if line.role == "note" else line for line in lines)
