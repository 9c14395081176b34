"""Drafts of what is to be written for departments, as plain data that can be handed to another process."""

from collections.abc import Mapping

from msgspec import Struct

from guanbiao.pages.page import Page
from guanbiao.words.letters import Field


class Letter(Struct, frozen=True):
    """A letter: the name of its template, what stands in the fields of that, and the folder with a library's own
    templates ('' for none)."""

    template: str
    fields: Mapping[str, Field]
    folder: str = ""


class Packet(Struct, frozen=True):
    """What a department gets to answer: a slip, the letter it is enclosed in, and a draft mail with both. `names` are
    those of the three files in `folder`; `address` is where the mail goes ('' for nobody yet)."""

    folder: str
    names: tuple[str, str, str]
    subject: str
    pages: tuple[Page, ...]
    letter: Letter
    text: str
    address: str
    properties: Mapping[str, str] = {}


class Answerable(Struct, frozen=True):
    """A workbook on its own that is there to be answered in, by the path of its file: its title, its pages, and the
    properties by which it is known again."""

    path: str
    title: str
    pages: tuple[Page, ...]
    properties: Mapping[str, str]


class Reminder(Struct, frozen=True):
    """A letter on its own, by the path of its file: what a department gets that owes forms, or has
    settled all it was asked."""

    path: str
    letter: Letter
