"""manifest.json: what went in and which program it was; no clock."""

from collections.abc import Sequence

from msgspec import Struct, json

from guanbiao.model.books import Book
from guanbiao.model.exports import PROGRAM
from guanbiao.text.personal import masked
from guanbiao.version import __version__


class Input(Struct, frozen=True):
    """A dropped file: its path under the drop folder, and its hash."""

    file: str
    sha256: str


class Manifest(Struct, frozen=True):
    """What a year's outputs were made from, and by which version of the program."""

    program: str
    version: str
    period: int
    inputs: tuple[Input, ...]


def inputs_of(books: Sequence[Book]) -> tuple[Input, ...]:
    """The files that were dropped, in their order; what is about persons in their names is masked."""
    return tuple(Input(masked(book.file), book.sha256) for book in books)


def manifest_json(year: int, inputs: tuple[Input, ...]) -> bytes:
    """manifest.json of the contract."""
    whole = Manifest(PROGRAM, __version__, year, inputs)
    return json.format(json.encode(whole), indent=1) + b"\n"
