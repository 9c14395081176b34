"""manifest.json: what went in and which program it was; no clock."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from msgspec import Struct, json

from guanbiao.model.books import Book
from guanbiao.model.exports import PROGRAM
from guanbiao.text.personal import masked
from guanbiao.version import __version__


class Input(Struct, frozen=True):
    """A file and its hash: one that was dropped by its path under the drop folder, an output by its name."""

    file: str
    sha256: str


class Manifest(Struct, frozen=True):
    """What a year's outputs were made from, and by which version of the program; of the outputs by which a later year
    knows this one, the hashes (versions before there were any wrote none)."""

    program: str
    version: str
    period: int
    inputs: tuple[Input, ...]
    kept: tuple[Input, ...] = ()


def inputs_of(books: Sequence[Book]) -> tuple[Input, ...]:
    """The files that were dropped, in their order; what is about persons in their names is masked."""
    return tuple(Input(masked(book.file), book.sha256) for book in books)


def manifest_json(year: int, inputs: tuple[Input, ...], kept: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """manifest.json of the contract; `kept` are the outputs by which a later year knows this one."""
    sealed = tuple(Input(name, sha256(content).hexdigest()) for name, content in kept.items())
    whole = Manifest(PROGRAM, __version__, year, inputs, sealed)
    return json.format(json.encode(whole), indent=1) + b"\n"
