"""Styles of a text document that rest on one another, whatever format it has: what each says in the end."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

_BASES = 20  # styles that one may rest on, one upon the other: Word allows ten and some


class TextStyle(Struct, frozen=True):
    """A style: the name of the one that it rests on ('' for none), the level of headings that it says itself, and
    whether it strikes text out or hides it; None where it says neither."""

    rests_on: str
    level: int | None
    aside: bool | None


def levels_of(styles: Mapping[str, TextStyle]) -> dict[str, int]:
    """By the name of a style the level of its headings, 0 for running text."""
    return {name: next((each.level for each in _bases(styles, name) if each.level is not None), 0) for name in styles}


def asides_of(styles: Mapping[str, TextStyle]) -> dict[str, bool]:
    """By the name of a style that says so, or rests on one that does, whether its text is struck out or hidden."""
    said = {name: [each.aside for each in _bases(styles, name) if each.aside is not None] for name in styles}
    return {name: asides[0] for name, asides in said.items() if asides}


def _bases(styles: Mapping[str, TextStyle], name: str) -> Iterator[TextStyle]:
    """A style and those that it rests on."""
    for _ in range(_BASES):
        if name not in styles:
            return
        yield styles[name]
        name = styles[name].rests_on
