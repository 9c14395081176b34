"""Forms that go on: on the next page of a sheet, on the next sheet, in half-years.

Ranges are one filing only where that is certain (`Contents.is_followed_by`): of one form and year, under the same
header, signed by no two departments, on sheets that are shown and that no name sets aside. What is merely likely is
said, and each stays a filing of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.facts.contents import LEAST
from guanbiao.facts.counted import is_set_aside
from guanbiao.facts.terms import sheet_term, title_term
from guanbiao.forms.catalogue import Form, Grid, Kind, Register
from guanbiao.model.books import value_at
from guanbiao.model.details import OfRanges
from guanbiao.model.filings import Filing, Part, PrintedLine
from guanbiao.model.findings import Finding
from guanbiao.recognise.agreement import headers_of
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.by_header import has_numbers, top_of
from guanbiao.recognise.by_name import is_heading, whole
from guanbiao.recognise.filing import BookSheet, Outcome
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import department_of, footer_lines
from guanbiao.recognise.names import Names
from guanbiao.recognise.pieces import JOINED, Piece, as_one, goes_on, one_block, piece_of, read_piece, shift_of
from guanbiao.text.bounds import PARTS, TRIED
from guanbiao.text.cells import Range, text_of
from guanbiao.text.titles import is_continued, is_page_mark
from guanbiao.text.years import months_of_part, years_in
from guanbiao.words.codes import CODES
from guanbiao.words.intake import named_ranges

_YEAR = frozenset(range(1, 13))


def with_filing(here: BookSheet, done: Sequence[Filing], filing: Filing, forms: Mapping[str, Form]) -> list[Filing]:
    """The filings of a book so far and one more: as one with the last of its form from which it goes on."""
    alike = [at for at in range(len(done)) if done[at].form == filing.form and len(done[at].parts) < PARTS]
    for at in reversed(alike[-TRIED:]):
        if whole := _both(here, done[at], filing, forms[filing.form]):
            return [*done[:at], whole, *done[at + 1 :]]
    return [*done, filing]


def _both(here: BookSheet, one: Filing, other: Filing, form: Form) -> Filing | None:
    """Two filings of a form as one, where that is certain."""
    block = one_block(form)
    if block is None or not _may_be_one(one, other, here.words.set_aside):
        return None
    first, second = (piece_of(here, filing, form) for filing in (one, other))
    is_likely = any(part.sheet is here.sheet for part in one.stands) or _says_page(here, second.header.top)
    is_likely = is_likely or _are_of_other_months(one, here)
    if shift_of(first, second) is None or not goes_on(block, first, second, least=1 if is_likely else LEAST):
        return None
    return as_one(here, one, block, (first, second), (other,))


def _are_of_other_months(one: Filing, here: BookSheet) -> bool:
    """Whether the sheets of a filing, and a further one, are each called by months, and by others: 1月, 2月."""
    months = [months_of_part(name) for name in (*(part.sheet.name for part in one.stands), here.sheet.name)]
    return all(months) and sum(map(len, months)) == len(frozenset().union(*months))


def _may_be_one(one: Filing, other: Filing, aside: Sequence[str]) -> bool:
    """Whether nothing that is said of two filings keeps them from being one: year, part of it, department, name."""
    years, departments = {one.period, other.period} - {None}, {_department(one), _department(other)} - {""}
    return (
        len(years) <= 1
        and len(departments) <= 1
        and bool(one.of_part) == bool(other.of_part)
        and _months(one).isdisjoint(_months(other))
        and one.sheet.is_shown == other.sheet.is_shown
        and not any(is_set_aside(each, aside) for each in (one, other))
    )


def _department(filing: Filing) -> str:
    """The department that the line above a table names; '' for none."""
    named = (department_of(line.text) for line in filing.lines if line.role == "preface")
    return next((name for name in named if name), "")


def _months(filing: Filing) -> frozenset[int]:
    """The months that the title of a filing speaks of; none where it is of the whole year."""
    return frozenset().union(*map(months_of_part, filing.of_part.split(JOINED)))


def of_whole_year(filings: Iterable[Filing]) -> list[Filing]:
    """Those of the filings that are of the whole year, or whose parts together are."""
    return [each for each in filings if not each.of_part or _months(each) == _YEAR]


def going_on(here: BookSheet, before: Filing, form: Form, names: Names) -> Outcome:
    """What a sheet without a title makes of the last filing of the sheets before it: one with what goes on here, where
    its serial numbers go on, its rows are others, or it says that it goes on; a finding where it says so and repeats
    what is there, or where rows that fit stand under no header; neither where nothing speaks for it."""
    block = one_block(form)
    if block is None or before.sheet.is_shown != here.sheet.is_shown or not _is_free(here, names):
        return None, None
    first, problem = piece_of(here, before, form), None
    for piece in _untitled(here, before, form, block):
        says_page = _says_page(here, piece.header.top)
        least = LEAST if not says_page and _is_dated(here, piece, block, before.period) else int(says_page)
        if shift_of(first, piece) is not None and goes_on(block, first, piece, least=least):
            return _with_lines_above(here, piece, as_one(here, before, block, (first, piece))), None
        is_likely = says_page or (not piece.header.depth and goes_on(block, first, piece))  # rows alone are no proof
        problem = problem or (looks_continued(here, before, piece.area) if is_likely else None)
    return None, problem


def _with_lines_above(here: BookSheet, piece: Piece, filing: Filing) -> Filing:
    """A filing with what stands above its header on a further sheet and is not said yet, as lines of it."""
    said, area = {line.text for line in filing.lines}, whole(here.sheet)
    above = (line for row in range(piece.header.top) for line in _lines(here, row, area))
    new = tuple(line for line in above if line.text not in said and not is_page_mark(line.text))
    return replace(filing, lines=(*filing.lines, *new))


def _lines(here: BookSheet, row: int, area: Range) -> Iterator[PrintedLine]:
    yield from footer_lines(row, filled(here.sheet, row, area), here.words)


def _is_dated(here: BookSheet, piece: Piece, block: Grid | Register, period: int | None) -> bool:
    """Whether every row of a list, on a sheet that no name sets aside, bears a date of that year where one belongs."""
    dates = [at for leaf, at in piece.found.columns.items() if block.leaves[leaf].column.kind is Kind.DATE]
    if isinstance(block, Grid) or not dates or any(word in here.sheet.name for word in here.words.set_aside):
        return False
    cells = [value_at(here.sheet.rows, row.at, at) for row in piece.found.rows for at in dates]
    return all({period} == set(years_in(text_of(value))) for value in cells)


def looks_continued(here: BookSheet, before: Filing, area: Range) -> Finding:
    """The finding about a range that looks like a part of a filing, and is none of it."""
    parts = (*before.stands, Part(here.sheet, area, area[:2]))
    detail = OfRanges(len(parts), named_ranges(parts), named_ranges(before.stands))
    terms = (title_term(before), sheet_term(before.book.file, here.sheet.name, area[:2], "", before.form))
    return Finding(*CODES["looks_continued"].identity, form=before.form, terms=terms, detail=detail)


def going_on_elsewhere(filings: Iterable[Filing], said: Iterable[Finding]) -> list[Filing]:
    """The filings, those marked of which something that is said looks like a further part."""
    firsts = {finding.first for finding in said if finding.rule == "looks_continued"}
    return [replace(each, goes_on=True) if title_term(each) in firsts else each for each in filings]


def _untitled(here: BookSheet, before: Filing, form: Form, block: Grid | Register) -> Iterator[Piece]:
    """What a sheet may hold of a form: below its header there, or from its first row on, in the same columns or as far
    to the left as anything stands."""
    sheet, first = here.sheet, piece_of(here, before, form)
    year, area = before.period or here.usual, whole(sheet)
    (header,) = headers_of(sheet, form, top_of(sheet), year, here.words) or (None,)
    if header:
        yield from () if has_numbers(sheet, header.top) else (read_piece(here, block, header, area, year),)
        return
    left = min(at for row in sheet.rows for at, value in enumerate(row) if value not in (None, ""))
    own = min((*first.header.columns.values(), *first.header.stub))
    for shift in dict.fromkeys((0, left - own)):
        piece = read_piece(here, block, _moved(first.header, shift), area, year)
        is_other = any(mark.axis in ("cell", "row") and not mark.declared for mark in piece.found.marks)
        is_other = is_other and not _is_next_number(first, piece, block)
        yield from () if is_other or not piece.found.rows else (piece,)


def _is_next_number(first: Piece, piece: Piece, block: Grid | Register) -> bool:
    """Whether a piece begins with the serial number behind the last one of another."""
    ones, others = first.holds(block).serials, piece.holds(block).serials
    return bool(ones) and len(others) >= LEAST and others[0] == max(ones) + 1


def _moved(header: Header, shift: int) -> Header:
    """The header as if it stood above the first row of a sheet, so many columns further right."""
    columns = {leaf: column + shift for leaf, column in header.columns.items()}
    stub = tuple(column + shift for column in header.stub)
    others = (mark for mark in header.marks if not mark.declared)
    marks = tuple(replace(mark, at=(mark.at[0], mark.at[1] + shift)) for mark in others)
    apart = {leaf: each.moved(shift) for leaf, each in header.apart.items()}
    return Header(0, 0, columns, stub, 0.0, 0.0, marks, apart)


def _is_free(here: BookSheet, names: Names) -> bool:
    """Whether the first texts of a sheet are no heading of their own: what says that it goes on is none."""
    rows = here.sheet.rows[: top_of(here.sheet)[2] + 1]
    first = next((row for row in rows if any(value is not None for value in row)), ())
    alone = sum(value is not None for value in first) == 1
    text = next((value for value in first if isinstance(value, str)), "")
    return not alone or is_continued(text) or not is_heading(first, here, names)


def _says_page(here: BookSheet, below: int) -> bool:
    """Whether a sheet is called a page of something, or a text above its table says so."""
    above = (value for row in here.sheet.rows[:below] for value in row if isinstance(value, str))
    return is_continued(here.sheet.name) or any(map(is_continued, above))
