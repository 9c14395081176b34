"""Figures of entries that running text mentions by their names: confirmed, never accused."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.prose.chronicle import Met
from guanbiao.prose.listed import Entry, plain_of
from guanbiao.prose.told import Told
from guanbiao.text.clauses import NUMBERED, SENTENCE

LEAST = 5  # characters of a name, of what stands in quotes in it or between words of any name, that it is mentioned by
Names = Mapping[str, Sequence[tuple[str, Entry]]]  # by the characters that they begin with


def names_of(entries: Sequence[Entry]) -> Names:
    """What entries are mentioned by."""
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        parts = [each for part in (entry.plain, *entry.parts) for each in NUMBERED.split(part) if len(each) >= LEAST]
        for name in dict.fromkeys([*parts, *(each for each in entry.quoted if len(each) >= LEAST)]):
            found[name[:LEAST]].append((name, entry))
    return found


def mentioned(text: str, told: Sequence[Told], names: Names) -> Iterator[tuple[int, Met]]:
    """The figures right before which the name of one entry stands, by their positions, each with its cell."""
    for at, each in enumerate(told):
        since = told[at - 1].claim.end if at else 0
        ends = (match.end() for match in SENTENCE.finditer(text, since, each.claim.start))
        before = plain_of(text[max(ends, default=since) : each.claim.start])
        unit = each.frame.unit
        ranked = [(size, entry) for size, entry in _named(before, names) if unit in entry.figures]
        most = max((size for size, _ in ranked), default=0)
        own = {id(entry): entry for size, entry in ranked if size == most}
        if len(own) == 1:
            (entry,) = own.values()
            yield at, Met((entry.figures[unit],), entry.name, is_sure=False)


def _named(text: str, names: Names) -> Iterator[tuple[int, Entry]]:
    """The entries whose names stand in a text, each with how many characters of them do."""
    for start in range(len(text) - LEAST + 1):
        for name, entry in names.get(text[start : start + LEAST], ()):
            if text.startswith(name, start):
                yield len(name), entry
