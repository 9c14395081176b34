"""What learning gives: forms drafted, with what a person has to decide about each."""

import re

from msgspec import Struct

from guanbiao.forms.catalogue import Adds, Block, Form
from guanbiao.model.books import Sheet

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NEAR = range(-9, 2)  # years beside the period's that labels of comparisons name


class Doubt(Struct, frozen=True):
    """Something about a draft that a person has to decide: its `kind`, what it is about, and numbers or texts that its
    sentence needs. `adds` is a total that figures do not show well enough, for the `way` down or across."""

    kind: str
    about: str = ""
    said: tuple[str, ...] = ()
    adds: Adds | None = None
    way: str = ""


class Learned(Struct, frozen=True):
    """A block as it was learned, and what is in doubt about it."""

    block: Block
    doubts: tuple[Doubt, ...] = ()


class Draft(Struct, frozen=True):
    """A form drafted from a sheet: the declaration, the library that its title names ('' for none), the year that it
    was filled in for (None: nothing says), what is in doubt, and the units of its figures that are not known anyway."""

    form: Form
    sheet: Sheet
    library: str
    year: int | None
    doubts: tuple[Doubt, ...]
    units: tuple[str, ...] = ()


def dated(text: str, year: int | None) -> str:
    """A label as a template of the year.

    >>> dated("2020年比2019年", 2020), dated("2020年比2019年", None), dated("1998年大事", 2020)
    ('{year}年比{year-1}年', '2020年比2019年', '1998年大事')
    """
    return _YEAR.sub(lambda found: _template(int(found[1]), year), text) if year else text


def _template(named: int, year: int) -> str:
    offset = named - year
    if offset not in _NEAR:
        return str(named)
    return f"{{year{offset:+d}}}" if offset else "{year}"
