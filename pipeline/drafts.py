"""What an aide is handed, as plain data: cells to validate, and drafts of what is to be written."""

from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.page import Page

if TYPE_CHECKING:
    import polars as pl

Failure = tuple[int, str]
Failures = tuple[list[list[Failure]], list[Failure]]


class Case(Struct, frozen=True):
    """A form's cells, one a line: `state` is its place and state (`人次=unreadable`), of which those `accepted` pass;
    `unsigned` and `share` hold figures at least 0 and at most 1, as far as the form declares such (`ranged`)."""

    frame: "pl.DataFrame"
    accepted: tuple[str, ...]
    ranged: tuple[str, ...]


class Letter(Struct, frozen=True):
    """A page in the manner of official documents: its title, whom it is for, its paragraphs, and how it closes."""

    title: str
    to: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]


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
