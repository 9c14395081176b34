"""The order of the administrative divisions (行政区划), in which offices list their libraries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from guanbiao.text.libraries import called
from guanbiao.text.places import by_province, kind_of

Place = tuple[int, int]  # of a division: the number of its province, and its own there
_NOWHERE = (1_000, 0)


def in_divisions(name: str) -> tuple[Place, str]:
    """What libraries are sorted by: province by province, its prefectures, then its counties; those of no known place
    behind, by name.

    >>> sorted(["海城市图书馆", "金陵图书馆", "岫岩图书馆", "鞍山市图书馆", "唐山图书馆"], key=in_divisions)
    ['唐山图书馆', '鞍山市图书馆', '岫岩图书馆', '海城市图书馆', '金陵图书馆']
    """
    parts = called(name)
    found = _named(parts.stem, parts.kind) or _named(parts.stem)
    provinces = {province for province, _ in _named(kind_of(parts.within)[0])} if parts.within else set()
    near = [each for each in found if each[0] in provinces]
    return min(near or found, default=_NOWHERE), name


def _named(stem: str, kind: str = "") -> Sequence[Place]:
    return _divisions().get((stem, kind), ())


@cache
def _divisions() -> Mapping[tuple[str, str], Sequence[Place]]:
    """The divisions by the stem of their name and their kind, and by their stem alone."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for province, names in enumerate(by_province()):
        for at, name in enumerate(names):
            stem, kind = kind_of(name)
            found[stem, kind].append((province, at))
            found[stem, ""].append((province, at))
    return found
