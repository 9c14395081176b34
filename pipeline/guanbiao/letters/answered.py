"""A slip with answers that were given elsewhere than in the slip itself: on the page. It is a return slip like any
other, with the rows that were answered alone, so that files stay the one truth."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.letters.drafts import Answerable
from guanbiao.letters.slip import with_record
from guanbiao.model.slips import Issued, Line, SlipKind
from guanbiao.pages.page import Page, Placed
from guanbiao.pages.table import Entry, answer_page, line, title
from guanbiao.words import slips as words

_PRINTED = {
    SlipKind.SLIP: (words.SLIP_TITLE, words.SLIP_HEAD),
    SlipKind.APPROVAL: (words.APPROVAL_TITLE, words.APPROVAL_HEAD),
}
_SIGNED, _HEAD = 1, 2  # rows, below the title
_WIDTH, _WIDE = 14.0, 50.0


class Reply(Struct, frozen=True):
    """An answer: the line of a slip that it is of, what is to be done or decided, and the words."""

    line: Line
    action: str
    text: str


def answered_slip(path: str, issued: Issued, replies: Sequence[Reply], who: str) -> Answerable:
    """The slip that was issued, as the workbook at a path, with the rows that are answered, the answers, and who gave
    them."""
    heading, head = _PRINTED[issued.kind]
    heading = heading.format(library=issued.library, year=issued.year, department=issued.department)
    printed = (heading, words.SIGNED, *head)
    moved = tuple(replace(each.line, at=at) for at, each in enumerate(replies, _HEAD + 1))
    page = _page(heading, head, replies, who)
    slip = with_record([page], replace(issued, lines=moved, printed=printed, copies=()))
    return Answerable(path, heading, slip.pages, slip.properties)


def _page(heading: str, head: Sequence[str], replies: Sequence[Reply], who: str) -> Page:
    cells = [title(heading, len(head)), Placed(_SIGNED, 0, words.SIGNED, "text small")]
    cells += [Placed(_SIGNED, 1, who, "text small entry", _SIGNED, len(head) - 1)]
    cells += [Placed(_HEAD, column, text, "head small") for column, text in enumerate(head)]
    for at, each in enumerate(replies, _HEAD + 1):
        shown = [Entry(text or None, "text small") for text in each.line.shown]
        answers = [Entry(text or None, "text small entry") for text in (each.action, each.text)]
        cells += line(at, [*shown, *answers])
    widths = (_WIDE, *(_WIDTH for _ in head[2:]), _WIDE)
    return answer_page(head[0], cells, widths, _HEAD, None)
