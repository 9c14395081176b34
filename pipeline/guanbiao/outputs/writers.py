"""Drafts written: each kind by the writer whose library it takes, loaded where it is used, so that drafts can be handed
to another process."""

import importlib
from typing import Any

from msgspec import Struct

from guanbiao.letters.drafts import Packet, Reminder

Files = dict[str, bytes]
_WRITERS = ("guanbiao.letters.docx", "guanbiao.outputs.web")


class WebPage(Struct, frozen=True):
    """The report as a web page: the name of its file, and what its template is filled with."""

    path: str
    facts: dict[str, Any]


Draft = Packet | Reminder | WebPage


def load_writers() -> None:
    """Load all writers, before there is anything to write."""
    for module in _WRITERS:
        importlib.import_module(module)


def write(draft: Draft) -> Files:
    """The files of a draft, by their paths in the year's folder."""
    match draft:
        case Packet():
            from guanbiao.letters.docx import write_packet

            return write_packet(draft)
        case Reminder(path, letter):
            from guanbiao.letters.docx import write_letter

            return {path: write_letter(letter)}
        case WebPage(path, facts):
            from guanbiao.outputs.web import write_page

            return {path: write_page(facts)}
