"""A form of several blocks over several pages: on ranges of one sheet under a title each, on sheets that follow each
other, with or without a title.

            A        B         C                       A        B       C
      1     基本情况一览表                       1     基本情况一览表（续表）
      2     藏书量   图书      10                2     活动     期      人次
      3              报刊      2                 3     讲座     4       120

The pages are put below each other and read as one sheet. They are one form only where that makes it whole: every block
has its header, each page holds something of the form, no row or item stands twice, and neither year nor department nor
a name sets them apart. Else each is read alone, and what it lacks is said."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.contents import contents
from guanbiao.facts.counted import is_set_aside
from guanbiao.forms.catalogue import Block, Card, Form, Register
from guanbiao.model.books import Book
from guanbiao.model.filings import Filing, Mark, Part
from guanbiao.recognise.agreement import HEADER_AGREES, best_headers
from guanbiao.recognise.body.rows import Cells, filled, said
from guanbiao.recognise.by_name import is_heading, whole
from guanbiao.recognise.filing import BookSheet, filing_of
from guanbiao.recognise.joined import Page, put_together
from guanbiao.recognise.lines import department_of, is_line
from guanbiao.recognise.names import Names
from guanbiao.recognise.regions import regions
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Position, text_of
from guanbiao.text.labels import fold_heading
from guanbiao.text.titles import is_continued, is_page_mark

_MOST = 12  # pages of one form: no form has so many blocks
Titles = Sequence[Sequence[Title]]  # by sheet


class FormPage(Page, frozen=True):
    """A range that may be a page of a form: the title above it, None where it has none."""

    title: Title | None

    @property
    def bare(self) -> "FormPage":
        """The page without its title."""
        if self.title is None:
            return self
        rows = [list(row) for row in self.sheet.rows]
        for row in range(self.title.row, self.title.foot + 1):
            rows[row] = [None if type(value) is str and value in self.title.text else value for value in rows[row]]
        return replace(self, sheet=replace(self.sheet, rows=rows))


class Paged(Struct, frozen=True):
    """A filing on several pages: the `title` of its first one, those of the others, the sheets of others without."""

    filing: Filing
    title: Title
    others: tuple[Title, ...]
    untitled: tuple[str, ...]


class Several(Struct, frozen=True, dict=True):
    """The filings of a book on several pages."""

    found: Sequence[Paged]

    @cached_property
    def by_title(self) -> dict[Title, Filing]:
        """The filings by the titles of their first pages."""
        return {each.title: each.filing for each in self.found}

    @cached_property
    def others(self) -> frozenset[Title]:
        """The titles of their other pages."""
        return frozenset(title for each in self.found for title in each.others)

    @cached_property
    def untitled(self) -> frozenset[str]:
        """The sheets that are their pages without a title."""
        return frozenset(name for each in self.found for name in each.untitled)


def paged(book: Book, titles: Titles, usual: int, names: Names) -> list[Paged]:
    """The filings in a book of forms of several blocks that stand on several pages."""
    forms = {form.id: form for of_sheet in titles for title in of_sheet for form in title.forms if form.blocks[1:]}
    found: list[Paged] = []
    for form in forms.values():
        pages = list(_pages(book, titles, form, usual, names))
        while len(pages) > 1:
            ways = (_one(book, pages[:end], form, usual, names) for end in range(min(len(pages), _MOST), 1, -1))
            one = next(filter(None, ways), None)
            found += [one] if one else []
            pages = pages[len(one.filing.parts) :] if one else pages[1:]
    return found


def _pages(book: Book, titles: Titles, form: Form, usual: int, names: Names) -> Iterator[FormPage]:
    """The ranges that may be pages of a form: those under its title, and behind the first of them sheets without any
    title that hold some of it."""
    is_behind = False
    for sheet, of_sheet in zip(book.sheets, titles, strict=True):
        here = BookSheet(book, sheet, usual, names.words)
        for title, area in regions(sheet, of_sheet, usual, names.words):
            if form in title.forms:
                above = range(area[0]) if title is of_sheet[0] and is_behind else ()
                top = next((row for row in above if filled(sheet, row, area)), area[0])
                yield FormPage(sheet, (top, *area[1:]), title)
                is_behind = True
        if is_behind and not of_sheet and _holds_some(here, form, names):
            yield FormPage(sheet, whole(sheet), None)


def _holds_some(here: BookSheet, form: Form, names: Names) -> bool:
    """Whether a sheet without a title holds the header of a block, or an item of a card, and has no other heading."""
    first = next((row for row in here.sheet.rows if any(value not in (None, "") for value in row)), ())
    texts = [text for text in first if isinstance(text, str)]
    if len(texts) == 1 and not is_continued(texts[0]) and is_heading(first, here, names):
        return False
    standing = {fold_heading(value) for row in here.sheet.rows for value in row if type(value) is str}
    items = {label for block in form.blocks if isinstance(block, Card) for label in _items(block)}
    headers = best_headers(here.sheet, form, whole(here.sheet), here.usual, here.words)
    return not standing.isdisjoint(items) or any(header and header.named >= HEADER_AGREES for header in headers)


def _items(card: Card) -> Iterator[str]:
    """The labels of a card's items, but for those that stand as sub-labels, too."""
    subs = {fold_heading(slot.label) for column in card.columns for item in column for slot in item.slots}
    yield from (label for column in card.columns for item in column if (label := fold_heading(item.label)) not in subs)


def _one(book: Book, pages: Sequence[FormPage], form: Form, usual: int, names: Names) -> Paged | None:
    """Pages as one filing, where they are certain to be one."""
    first, *others = pages
    if first.title is None or not _may_be_one(pages):
        return None
    bare = [first, *(page.bare for page in others)]
    order = [(0, row) for row in range(first.area[2] + 1)]
    order += [(at, row) for at, page in enumerate(bare[1:], 1) for row in _own_rows(first, page, names)]
    sheet = put_together(bare, [0] * len(pages), order)
    title = replace(first.title, forms=(form,))
    here = BookSheet(book, sheet, usual, names.words)
    right = max(page.area[3] for page in pages)
    filing, _ = filing_of(here, title, (*first.area[:2], len(order) - 1, right))
    if filing is None or not _is_whole(filing, form, [at for at, _ in order], pages, names.words.set_aside):
        return None
    parts = tuple(Part(page.sheet, page.area, _at(page)) for page in pages)
    years = [page.title.period for page in pages if page.title and page.title.period]
    return Paged(
        replace(filing, parts=parts, period=filing.period or next(iter(years), None)),
        first.title,
        tuple(page.title for page in others if page.title),
        tuple(page.sheet.name for page in others if not page.title),
    )


def _at(page: FormPage) -> Position:
    """The cell of a page's title, else its first."""
    return (page.title.row, page.title.column) if page.title else page.area[:2]


def _may_be_one(pages: Sequence[FormPage]) -> bool:
    """Whether nothing that is said of several pages keeps them from being one form: year, department, and that some of
    them are hidden or of a part of the year."""
    titles = [page.title for page in pages if page.title]
    years = {title.period for title in titles} - {None}
    texts = (value for page in pages for row in _rows(page) for _, value in row if type(value) is str)
    departments = {department_of(text) for text in texts} - {""}
    is_shown = {page.sheet.is_shown for page in pages}
    return len(years) <= 1 and len(departments) <= 1 and len(is_shown) == 1 and not any(title.part for title in titles)


def _rows(page: FormPage) -> Iterator[Cells]:
    yield from (filled(page.sheet, row, page.area) for row in range(page.area[0], page.area[2] + 1))


def _own_rows(first: FormPage, page: FormPage, names: Names) -> Iterator[int]:
    """The rows of a later page without its title: but for the lines that stand on the first page, too, or say that it
    goes on, and the row of its title where nothing stands beside."""
    known = {said(cells) for cells in _rows(first)}
    of_title = range(page.title.row, page.title.foot + 1) if page.title else ()
    for row, cells in enumerate(_rows(page), page.area[0]):
        text = said(cells)
        is_again = is_line(cells, names.words) and (text in known or is_page_mark(text))
        if not is_again and (cells or row not in of_title):
            yield row


def _is_whole(filing: Filing, form: Form, at: Sequence[int], pages: Sequence[FormPage], aside: Sequence[str]) -> bool:
    """Whether a form read on several pages is certain to be one; `at` says of which page each of its rows is."""
    held = {at[row.at] for block in filing.blocks for row in block.rows if row.at < len(at)}
    held |= {at[row] for block in filing.blocks for row, _ in block.slots.values() if row < len(at)}
    marks = [mark for block in filing.blocks for mark in block.marks]
    return (
        len(held) == len(pages)
        and all(block.rows or block.slots for block in filing.blocks)
        and not any(mark.axis == "row" and mark.declared and mark.times > 1 for mark in marks)
        and not any(_is_strange(mark) and pages[at[mark.at[0]]].title is None for mark in marks)
        and not any(is_set_aside(replace(filing, sheet=page.sheet), aside) for page in pages)
        and not any(_stands_twice(block, pages) for block in form.blocks)
        and not any(_is_numbered_twice(filing, index, block) for index, block in enumerate(form.blocks))
    )


def _is_strange(mark: Mark) -> bool:
    return not mark.declared and mark.axis in ("cell", "row")


def _stands_twice(block: Block, pages: Sequence[FormPage]) -> bool:
    """Whether an item of a card stands on several pages."""
    items = set(_items(block)) if isinstance(block, Card) else set()
    standing = [{fold_heading(text_of(value)) for row in _rows(page) for _, value in row} & items for page in pages]
    return len(frozenset().union(*standing)) < sum(map(len, standing))


def _is_numbered_twice(filing: Filing, index: int, block: Block) -> bool:
    """Whether two entries of a list have the same serial number."""
    if not isinstance(block, Register):
        return False
    serials = contents(block, filing.blocks[index], filing.sheet).serials
    return len(set(serials)) < len(serials)
