"""The entries of all libraries' lists, one below the other: those of the first libraries, in their order, as many as a
page takes."""

from collections.abc import Mapping

import polars as pl
from msgspec import Struct

from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.scan import of_libraries, table

MOST_ENTRIES = 2000  # of one list on its page: what somebody may still look through
_LIST = ("form", "block", "at")


class Entry(Struct, frozen=True):
    """An entry: the place of its library, and what was typed, by the key of the column."""

    library: int
    typed: Mapping[str, str]


class Listed(Struct, frozen=True):
    """The entries of a list: those that its page shows, and how many there are in all."""

    shown: tuple[Entry, ...]
    count: int


Lists = Mapping[tuple[str, int], Listed]  # by form and block


def lists(facts: pl.LazyFrame, together: Together) -> Lists:
    """The entries of every list, of all libraries that filed it. The facts are gone through twice, the second time
    those of the libraries alone that fill a page."""
    own = of_libraries(facts, together, together.year).filter(pl.col("role") == "entry")
    counts = own.group_by("form", "block", "at").agg(pl.col("seq").n_unique()).collect(engine="streaming")
    by_list: dict[tuple[str, int], dict[int, int]] = {}
    for form, block, library, count in counts.sort("form", "block", "at").iter_rows():
        by_list.setdefault((form, block), {})[library] = count
    wanted = {place: _first(each) for place, each in by_list.items()}
    entries = _entries(facts, wanted, together)
    return {
        place: Listed(tuple(entries.get(place, ())[:MOST_ENTRIES]), sum(each.values()))
        for place, each in by_list.items()
    }


def _first(counts: Mapping[int, int]) -> list[int]:
    """The libraries whose entries fill a page."""
    taken: list[int] = []
    room = MOST_ENTRIES
    for library, count in counts.items():
        if room > 0:
            taken.append(library)
        room -= count
    return taken


def _entries(
    facts: pl.LazyFrame, wanted: Mapping[tuple[str, int], list[int]], together: Together
) -> dict[tuple[str, int], list[Entry]]:
    """The entries of lists, of some libraries each."""
    names = sorted({together.names[at] for libraries in wanted.values() for at in libraries})
    places = [(form, block, at) for (form, block), libraries in wanted.items() for at in libraries]
    own = of_libraries(facts.filter(pl.col("library").is_in(names)), together, together.year)
    met = own.filter(pl.col("role") == "entry").join(table(_LIST, places), on=_LIST, how="semi")
    typed = met.select(*_LIST, "seq", "column", "raw").collect(engine="streaming")
    found: dict[tuple[str, int], list[Entry]] = {}
    ordered = typed.unique([*_LIST, "seq", "column"], keep="any").sort(*_LIST, "seq", "column")
    for (form, block, at, _), lines in ordered.group_by(*_LIST, "seq", maintain_order=True):
        entry = Entry(int(str(at)), dict(lines.select("column", "raw").iter_rows()))
        found.setdefault((str(form), int(str(block))), []).append(entry)
    return found
