"""Drafts: what is to be written for a department, as plain data, before any writer is involved."""

from dataclasses import dataclass

from pipeline.page import Page


@dataclass(frozen=True, slots=True)
class Letter:
    """A page in the manner of official documents: its title, whom it is for, its paragraphs, and how it closes."""

    title: str
    to: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packet:
    """What a department gets to answer: a slip, the letter it is enclosed in, and a draft mail with both. `names` are
    those of the three files in `folder`; `address` is where the mail goes ('' for nobody yet)."""

    folder: str
    names: tuple[str, str, str]
    subject: str
    pages: tuple[Page, ...]
    letter: Letter
    text: str
    address: str
