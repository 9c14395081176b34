"""Libraries as a catalogue names them, and titles that name the library whose form it is."""

from msgspec import Struct

from guanbiao.text.libraries import place_of


class Library(Struct, frozen=True):
    """A library whose forms are awaited beside the catalogue's own: its full name, and what else it is called by than
    its place, with or without 市 or 县, and 图书馆 (岫岩满族自治县图书馆 is 岫岩县图书馆 or 岫岩 in any case)."""

    name: str
    called: tuple[str, ...] = ()


def titled(wording: str, library: str) -> str:
    """A title as declared, for one library: {library} is its full name, {place} that without 图书馆.

    >>> titled("{library}馆藏表（{year}年）", "鞍山市图书馆"), titled("{place}少年儿童图书馆馆藏表", "鞍山市图书馆")
    ('鞍山市图书馆馆藏表（{year}年）', '鞍山市少年儿童图书馆馆藏表')
    """
    return wording.replace("{library}", library).replace("{place}", place_of(library))
