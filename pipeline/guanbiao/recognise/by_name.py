"""The filing on a sheet without a title: by the sheet's name, or the file's, over the table that it names.

A name is no proof: tabs are copied with their sheets, and files are saved under old names. So the table must be that of
the form, nothing else may stand above it where a title would, and no other form's header may be there instead."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from string import digits

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Card, Form
from guanbiao.model.books import Sheet
from guanbiao.model.explained import Unfit
from guanbiao.model.filings import Titled
from guanbiao.recognise.agreement import HEADER_AGREES, agreement, headers_of, year_in_labels
from guanbiao.recognise.by_header import has_numbers, held_against
from guanbiao.recognise.files import about_sheet
from guanbiao.recognise.filing import BookSheet, Outcome, filing_of, meant_by
from guanbiao.recognise.lines import is_line
from guanbiao.recognise.names import Names
from guanbiao.recognise.titles import LENGTHS, Title
from guanbiao.text.cells import Range, Value
from guanbiao.text.labels import fold_heading
from guanbiao.text.titles import bare_name, subject
from guanbiao.text.years import years_in

# Excel cuts off what is longer than a sheet's name may be: such a name is the beginning of a title.
_LONGEST = 31


class Name(Struct, frozen=True):
    """A name as a title, and whether it says just one form (`exact`): by its title or by what it is called."""

    title: Title
    exact: bool


def filing_by_name(here: BookSheet, names: Names) -> Outcome:
    """The filing of the form that the sheet's name or the file's says, where the sheet is that form. A finding where
    the two say different ones and the sheet may be either; neither where no name says any."""
    held = [(name.title, form_named(here, name, names)) for name in names_of_sheet(here, names)]
    fitting = {form.id: replace(title, forms=(form,)) for title, form in reversed(held) if isinstance(form, Form)}
    if not fitting:
        return None, None
    if len(fitting) > 1:
        forms = tuple(form for _, form in held if isinstance(form, Form))
        return None, about_sheet("form_untitled", here.book, here.sheet, Title(forms, -1, 0, -1, ""))
    return filing_of(here, next(iter(fitting.values())), whole(here.sheet))


def names_of_sheet(here: BookSheet, names: Names) -> Iterator[Name]:
    """The names of the sheet and of the file that may be titles, each with the year that stands above the table."""
    for titled, text in _said(here):
        bare = bare_name(text)
        exact = _exact(bare, names, cut=titled is Titled.SHEET_NAME and len(text) >= _LONGEST)
        forms = exact or (names.near(bare) if len(bare) in LENGTHS else ())
        if forms:
            official = names.key(bare) in names.forms
            yield Name(Title(forms, -1, 0, -1, bare, official, titled, _year_on_top(here.sheet, names)), bool(exact))


def _said(here: BookSheet) -> Iterator[tuple[Titled, str]]:
    """The names of a sheet: its own, and the file's where nothing else in the file could be meant by it."""
    yield Titled.SHEET_NAME, here.sheet.name
    if sum(any(value not in (None, "") for row in sheet.rows for value in row) for sheet in here.book.sheets) == 1:
        yield Titled.FILE_NAME, PurePosixPath(here.book.file).stem


def _exact(text: str, names: Names, *, cut: bool) -> tuple[Form, ...]:
    """The one form whose title a name is, or which is called so, or whose title it begins where it was `cut`."""
    key = names.key(text)
    if key in names.forms:
        return (names.forms[key],)
    short = {key, subject(key)} - {""}
    called = tuple(form for form in names.forms.values() if names.key(form.name) in short)
    start = key.rstrip(digits)
    begun = tuple(form for name, form in names.forms.items() if cut and len(start) > 1 and name.startswith(start))
    return next((forms for forms in (called, begun) if len(forms) == 1), ())


def form_named(here: BookSheet, name: Name, names: Names) -> Form | Unfit:
    """The form that a name means, where the sheet is that form; else why it is not."""
    title, area = name.title, whole(here.sheet)
    form = title.forms[0] if name.exact else meant_by(here, title, area, names)[0]
    if form is None:
        return Unfit.UNCLEAR
    head = _head_of(here, title, form, area)
    if head is None:
        return Unfit.HEADER
    top, foot, score = head
    if has_numbers(here.sheet, top) or any(is_heading(row, here, names) for row in here.sheet.rows[:top]):
        return Unfit.ABOVE
    upper = replace(here.sheet, rows=here.sheet.rows[: foot + 1])
    others = held_against(upper, names.forms.values(), title.period or here.usual, here.words)
    return Unfit.OTHER if any(other > score for other, _ in others) else form


def _head_of(here: BookSheet, title: Title, form: Form, area: Range) -> tuple[int, int, float] | None:
    """The first and the last row of the head of a form's table, and how well it agrees; None where the form is not
    there: the header of one of its blocks, or more than half of the items of a card."""
    sheet, first = here.sheet, form.blocks[0]
    headers = headers_of(sheet, form, area, title.period or year_in_labels(sheet, form, area) or here.usual, here.words)
    if len(headers) < len(form.blocks):
        return None
    if isinstance(first, Card):
        return _items_of(sheet, first)
    header = headers[0]
    assert header is not None  # only cards have none
    score = agreement(sheet, form, area, title.period, here.usual, here.words)
    return (header.top, header.top + header.depth - 1, score) if score >= HEADER_AGREES else None


def _items_of(sheet: Sheet, card: Card) -> tuple[int, int, float] | None:
    """The row in which a card begins, twice, and the share of its items that are there; None for too few."""
    items = {fold_heading(item.label) for column in card.columns for item in column}
    labels = items | {fold_heading(head) for head in card.heading}
    rows = [{fold_heading(value) for value in cells if isinstance(value, str)} for cells in sheet.rows]
    top = next((row for row, texts in enumerate(rows) if texts & labels), 0)
    share = len(items & set().union(*rows)) / len(items)
    return (top, top, share) if share >= HEADER_AGREES else None


def is_heading(row: Sequence[Value], here: BookSheet, names: Names) -> bool:
    """Whether a row above a table says something else than department, unit, library and year, as a title does."""
    cells = [(column, value) for column, value in enumerate(row) if isinstance(value, str) and value.strip()]
    return bool(cells) and not is_line(cells[:1], here.words) and any(names.key(str(value)) for _, value in cells)


def _year_on_top(sheet: Sheet, names: Names) -> str:
    """The text with a year that stands alone where a title would, but for the library's name; '' for none."""
    first = next((row for row in sheet.rows if any(value is not None for value in row)), ())
    texts = [value for value in first if isinstance(value, str) and value.strip()]
    return next((text for text in texts if years_in(text)), "") if not any(map(names.key, texts)) else ""


def whole(sheet: Sheet) -> Range:
    """All of a sheet."""
    return 0, 0, len(sheet.rows) - 1, max((len(row) for row in sheet.rows), default=0) - 1
