"""Return slips among the books of a drop folder: which they are, and what came back in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet
from guanbiao.model.exports import PROGRAM
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Changed, Copy, Issued, Line, Returned, SlipKind, Struck, Written
from guanbiao.recognise.slips import earlier
from guanbiao.recognise.slips.copies import changed_in, copies_in, rows_in, rows_of
from guanbiao.recognise.slips.dittos import with_dittos
from guanbiao.recognise.slips.known import Lines, covering, norm
from guanbiao.recognise.slips.numbered import by_number, numbered_lines
from guanbiao.recognise.slips.record import has_record, issued_as
from guanbiao.recognise.slips.rows import decided_on, rows_on, written_on
from guanbiao.recognise.slips.said import together
from guanbiao.recognise.slips.shared import asked_on, for_others
from guanbiao.recognise.slips.struck import struck_on
from guanbiao.recognise.slips.texts import answers_on, is_answers
from guanbiao.text.cells import Value
from guanbiao.text.libraries import named_first
from guanbiao.text.remarks import words_in
from guanbiao.text.titles import title_key
from guanbiao.words import slips as words
from guanbiao.words.questions import is_page_number
from guanbiao.words.slips import APPROVAL_MARK, SLIP_TITLED, in_a_line

_TITLE_WITHIN = 12  # rows: below what somebody may have put above the title
_DRAWN = "drawn_over"  # the note of a cell under a picture or a text box
_MARK = words.COMMON_MARK  # what titles of ours have: most texts do not


def is_slip(book: Book) -> bool:
    """Whether a book is a return slip, whole or not: it has the record of one, or a list with its title, its head or
    its lines."""
    if book.paragraphs:  # a document with running text
        return False
    return (
        any(name.startswith(PROGRAM) for name in book.properties)
        or any(has_record(sheet) or _is_list(sheet) for sheet in book.sheets)
        or is_answers(book)
    )


def _is_list(sheet: Sheet) -> bool:
    """Whether a sheet is the list of a slip, as a whole or copied in part: by its title, its head, the heading of a
    part, or a line on top of it."""
    top = sheet.rows[:_TITLE_WITHIN]
    said = "\n".join([value for row in top for value in row if type(value) is str])
    return words.may_be_of_list(said) and any(map(_is_of_list, top))


def _is_of_list(row: Sequence[Value]) -> bool:
    texts = _texts(row)
    if any((_MARK in text and SLIP_TITLED.search(text)) or words.is_section(text) for text in texts):
        return True
    return words.ELSEWHERE_TITLE in texts or words.is_head(texts) or any(map(words.is_line, texts))


def _is_to_decide(sheet: Sheet) -> bool:
    """Whether the head of an approval sheet stands on a sheet."""
    return any(words.is_to_decide(_texts(row)) for row in sheet.rows[:_TITLE_WITHIN])


def _texts(row: Sequence[Value]) -> list[str]:
    return [value.strip() for value in row if type(value) is str]


def _titled(sheet: Sheet) -> tuple[int, str, str] | None:
    """The year, the department and the title that a slip states on a sheet."""
    for row in sheet.rows[:_TITLE_WITHIN]:
        for value in row:
            if type(value) is str and _MARK in value and (found := SLIP_TITLED.search(value)):
                return int(found[1]), found[2] or "", value
    return None


def library_of(book: Book) -> str:
    """The library that a slip was issued for, or that its title names; '' where it says none."""
    issued = issued_as(book)
    title = next(filter(None, map(_titled, book.sheets)), (0, "", ""))[2]
    return issued.library if issued else named_first(title_key(title))


def is_answered(book: Book) -> bool:
    """Whether somebody wrote anything into a slip since it was issued."""
    slip = _returned(book, ())
    return (
        bool(slip.pictures or slip.struck or slip.margins)
        or any(each.anew for each in slip.written)
        or (bool(slip.issued) and bool(slip.changed))
    )


def returned(books: Sequence[Book]) -> list[Returned]:
    """The slips among the books, the oldest first."""
    found: dict[str, Book] = {}  # the same content once
    forms = []
    for book in books:
        if is_slip(book):
            found.setdefault(book.sha256 or book.file, book)
        elif book.sheets:
            forms.append(book)
    slips = sorted(found.values(), key=lambda book: (int(book.modified), book.sha256))
    filed = rows_of(forms) if any(issued_as(book) is None for book in slips) else frozenset()
    return [_returned(book, forms, filed) for book in slips]


def _returned(book: Book, forms: Sequence[Book], filed: Collection[frozenset[str]] = ()) -> Returned:
    """What came back in a book. `filed` are the rows of all forms, which may stand below the list of a slip that does
    not know what was attached to it."""
    if is_answers(book):
        said = tuple(answers_on(book))
        return Returned(book.file, book.modified, None, SlipKind.SLIP, 0, "", said, sha256=book.sha256, is_text=True)
    issued = issued_as(book)
    year, department, title = next(filter(None, map(_titled, book.sheets)), (0, "", ""))
    is_approval = APPROVAL_MARK in title or (not title and any(map(_is_to_decide, book.sheets)))
    kind = SlipKind.APPROVAL if is_approval else SlipKind.SLIP
    if issued:
        kind, year, department = issued.kind, issued.year, issued.department
    apart = [sheet for sheet in book.sheets if not has_record(sheet) and not _is_list(sheet)]
    copies = copies_in(apart, issued, forms)
    changed = tuple(_changed(book, copies))
    written = [_with_copy(each, changed) for each in _standing(list(_written(book, kind, issued, copies, filed)))]
    who = in_a_line(dict.fromkeys(each.who for each in written if each.line is None and not each.cells and each.who))
    signed = tuple(replace(each, who=each.who or who) for each in written if each.cells)
    lies = (tuple(_pictures(book)), tuple(_struck(book, issued, copies)), tuple(_margins(book)))
    return Returned(book.file, book.modified, issued, kind, year, department, signed, changed, book.sha256, *lies)


def _pictures(book: Book) -> Iterator[Term]:
    """Where the first picture lies on each sheet of a slip, which was issued with none."""
    for sheet in book.sheets:
        pictures = (note for note in sheet.notes if note.code == _DRAWN and not note.raw)
        if first := next(pictures, None):
            yield Term(Role.CELL, "", "", "", None, "", book.file, sheet.name, first.cell)


def _struck(book: Book, issued: Issued | None, copies: Mapping[str, Copy]) -> Iterator[Struck]:
    """What is struck out on the sheets of a slip."""
    lines, printed = (issued.lines, {norm(text) for text in issued.printed}) if issued else ((), set[str]())
    for sheet in book.sheets:
        if not has_record(sheet):
            yield from struck_on(book.file, sheet, lines, printed, is_copy=sheet.name in copies)


def _margins(book: Book) -> Iterator[Term]:
    """What is written in the headers and footers of a slip's pages, which are printed with their numbers alone."""
    for sheet in book.sheets:
        if said := in_a_line(text for text in sheet.margins if not is_page_number(text)):
            yield Term(Role.SHEET, "", "", "", None, said, book.file, sheet.name)


def _standing(written: Sequence[Written]) -> Iterator[Written]:
    """What is written, without what was deleted of a line on one row and stands on another of the same line."""
    answered = [each.line for each in written if each.line and not each.cleared]
    return (each for each in written if not each.cleared or each.line not in answered)


def _with_copy(written: Written, changed: Sequence[Changed]) -> Written:
    """What is written; the figure of a cell that was corrected in the form attached stands there."""
    places = {f"{each.copy.name}!{each.cell}" for each in changed if each.after is not None}
    cells = written.line.cells if written.line else ()
    return replace(written, has_figure=written.has_figure or not places.isdisjoint(cells)) if places else written


def _written(
    book: Book, kind: SlipKind, issued: Issued | None, copies: Mapping[str, Copy], others: Collection[frozenset[str]]
) -> Iterator[Written]:
    """What is written on the lists of a slip; what stands on a sheet that was put in, as one."""
    printed = {norm(text) for text in issued.printed} if issued else set()
    is_apart = issued is not None and not {copy.name for copy in issued.copies} <= {each.name for each in book.sheets}
    filed = rows_in(issued.copies) if issued and is_apart else frozenset()
    lines = Lines(issued.lines if issued else (), filed=filed if issued else others)
    numbers = numbered_lines(issued.lines) if issued and kind is SlipKind.SLIP else {}
    for sheet in book.sheets:
        if has_record(sheet):
            continue
        if kind is SlipKind.SLIP and _is_to_decide(sheet):
            yield from decided_on(book.file, sheet)
        elif issued is None and earlier.header(sheet):
            yield from earlier.written_on(book.file, sheet)
        elif sheet.name in copies:
            yield from _beside(book.file, sheet, copies[sheet.name], issued)
        else:
            yield from _on_list(book.file, sheet, lines, printed, numbers)


def _on_list(
    file: str, sheet: Sheet, lines: Lines, printed: set[str], numbers: Mapping[str, Line]
) -> Iterator[Written]:
    """What is written on a list. A sheet on which nothing stands that was issued was put in: its texts are one."""
    rows = rows_on(sheet, lines, printed)
    every = list(written_on(file, sheet, rows, lines, printed))
    numbered = by_number(with_dittos(every) if numbers else every, numbers)  # a decision is never one
    written = for_others(numbered, asked_on(rows.lines, numbers, numbered))
    texts = (norm(value) for row in sheet.rows for value in row if value not in (None, ""))
    if _is_list(sheet) or any(text in printed for text in texts) or any(each.line for each in every):
        yield from written
        return
    yield from (each for each in written if each.line)
    if said := words.quoted([text for each in written if not each.line for text in each.cells]):
        yield Written(None, "", "", Term(Role.SHEET, "", "", "", None, said, file, sheet.name), cells=(said,))


def _beside(file: str, sheet: Sheet, copy: Copy, issued: Issued | None) -> Iterator[Written]:
    """Comments and text boxes on an attached form: said of the line that speaks of the cell, if a single one does."""
    own = {norm(each) for each in issued.printed} if issued else set()
    for address, whole in sheet.remarks.items():
        text = words.without_marks(words_in(whole))
        if not text or norm(whole) in own:
            continue
        term = Term(Role.CELL, "", "", "", None, text, file, sheet.name, address)
        line = _speaking_of(f"{copy.name}!{address}", issued.lines if issued else ())
        yield together(line, [text], term, [text])


def _speaking_of(place: str, lines: Iterable[Line]) -> Line | None:
    """The line that a remark beside a cell is said of: the only problem that speaks of it, or that names it."""
    speaking = [line for line in lines if place in line.cells and line.cases]
    naming = [line for line in speaking if line.shown[1:2] and line.shown[1].partition(" ")[0] == place]
    return covering(speaking) or covering(naming)


def _changed(book: Book, copies: Mapping[str, Copy]) -> Iterator[Changed]:
    """The cells of attached forms that were changed."""
    for sheet in book.sheets:
        if copy := copies.get(sheet.name):
            yield from changed_in(book.file, sheet, copy)
