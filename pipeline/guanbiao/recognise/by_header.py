"""The filing on a sheet without any title that we know: by a header that only one form has."""

from collections.abc import Iterable

from guanbiao.forms.catalogue import Form
from guanbiao.model.books import Sheet
from guanbiao.recognise.agreement import agreement, headers_of, year_in_labels
from guanbiao.recognise.files import about_sheet
from guanbiao.recognise.filing import BookSheet, Outcome, filing_of
from guanbiao.recognise.lines import Words
from guanbiao.recognise.names import Names
from guanbiao.recognise.titles import Title, heading
from guanbiao.text.cells import Range

# How well a header must agree to name a form by itself: of a form of ten columns one may be missing, or one stand
# beside them that it does not know. In the sample only forms with the very same header reach it over each other's (18
# of 812 pairs), and nobody can tell those apart without a title; any other agrees by half at most.
HEADER_ALONE = 0.9
# How far down a header without a title is looked for: more than twice the longest form of the sample (84 rows). A list
# of 10,000 rows that is no form would cost 0.7 s instead of 0.01.
_HEADER_ROWS = 200


def filing_by_header(here: BookSheet, names: Names) -> Outcome:
    """The filing of the only form whose header agrees best, and well enough, with one on the sheet. A finding where
    several forms have that header, neither where none has.

    A form of one column, or a card, has no header that could name it. A header below a table names no form either: it
    is that of a part of a larger one."""
    sheet = here.sheet
    scored = held_against(sheet, names.forms.values(), here.usual, here.words)
    best = max((score for score, _ in scored), default=0.0)
    forms = tuple(form for score, form in scored if score == best >= HEADER_ALONE)
    if not forms:
        return None, None
    top = top_of(sheet)
    year = year_in_labels(sheet, forms[0], top) or here.usual
    below = min(header.top for header in headers_of(sheet, forms[0], top, year, here.words) if header)
    if has_numbers(sheet, below):
        return None, None
    row, column, text = heading(sheet, below, here.words)
    title = Title(forms, row, column, row, text, official=False)
    if len(forms) > 1:
        code = "form_unclear" if text else "form_untitled"
        return None, about_sheet(code, here.book, sheet, title)
    return filing_of(here, title, (0, 0, len(sheet.rows) - 1, top[3]))


def top_of(sheet: Sheet) -> Range:
    """Where a header without a title above it is looked for."""
    return 0, 0, min(len(sheet.rows), _HEADER_ROWS) - 1, max((len(row) for row in sheet.rows), default=0) - 1


def held_against(
    sheet: Sheet, forms: Iterable[Form], usual: int, words: Words | None = None
) -> list[tuple[float, Form]]:
    """Those of the forms that have more than one column, with how well their first header agrees with one at the top of
    a sheet: 1 for just its labels, 0 for none."""
    wide = [form for form in forms if len(form.blocks[0].leaves) > 1]
    return [(agreement(sheet, form, top_of(sheet), None, usual, words), form) for form in wide]


def has_numbers(sheet: Sheet, below: int) -> bool:
    """Whether a number stands above a row: there is a table of its own there."""
    return any(isinstance(value, int | float) for row in sheet.rows[:below] for value in row)
