"""Drafts written: each kind by the writer whose library it takes, loaded where it is used, so that drafts can be handed
to another process."""

import importlib

from msgspec import Struct

from guanbiao.chapter.drafts import Chapter
from guanbiao.letters.drafts import Answerable, Packet, Reminder
from guanbiao.outputs.html_page import HtmlPage

Files = dict[str, bytes]
_WRITERS = ("guanbiao.letters.mail", "guanbiao.outputs.html", "guanbiao.chapter.word")


class Html(Struct, frozen=True):
    """A web page by the path of its file."""

    path: str
    page: HtmlPage


Draft = Packet | Answerable | Reminder | Html | Chapter


def load_writers() -> None:
    """Load all writers, before there is anything to write."""
    for module in _WRITERS:
        importlib.import_module(module)


def write(draft: Draft) -> Files:
    """The files of a draft, by their paths in the year's folder."""
    match draft:
        case Packet():
            from guanbiao.letters.mail import write_packet

            return write_packet(draft)
        case Answerable():
            from guanbiao.letters.mail import write_answerable

            return write_answerable(draft)
        case Reminder(path, letter):
            from guanbiao.letters.docx import write_letter

            return {path: write_letter(letter)}
        case Html(path, page):
            from guanbiao.outputs.html import write_page

            return {path: write_page(page)}
        case Chapter():
            from guanbiao.chapter.word import write_chapter

            return {draft.path: write_chapter(draft)}
