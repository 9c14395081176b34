"""Entries of two lists that are the same: as they stand, else wherever they stand, else what is most alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

ALIKE = 0.5  # of the cells that either has: an entry with more of them otherwise is another one
_MOST = 300  # entries of each list that are held against each other one by one; the longest form of the sample has 83
Entry = Mapping[str, str]  # by column, what its cell says
Pair = tuple[int | None, int | None]  # the places of an entry in the two lists; None where it is in one only


def paired(own: Sequence[Entry], its: Sequence[Entry]) -> Iterator[Pair]:
    """Which entries of two lists are one, by their places, and those that are in one list only.

    >>> one = [{"名称": "甲", "人次": "1"}, {"名称": "乙", "人次": "2"}]
    >>> list(paired(one, [{"名称": "乙", "人次": "3"}]))
    [(1, 0), (0, None)]
    """
    left, right = set(range(len(own))), set(range(len(its)))
    for find in (_in_order, _anywhere, _alike):
        for at, other in [*find(own, its, sorted(left), sorted(right))]:
            left.discard(at)
            right.discard(other)
            yield at, other
    yield from ((at, None) for at in sorted(left))
    yield from ((None, other) for other in sorted(right))


def _key(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((column, text) for column, text in entry.items() if text))


def _in_order(
    own: Sequence[Entry], its: Sequence[Entry], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, [_key(own[at]) for at in left], [_key(its[at]) for at in right], autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        yield from ((left[start + at], right[other + at]) for at in range(size))


def _anywhere(
    own: Sequence[Entry], its: Sequence[Entry], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    places: dict[tuple[tuple[str, str], ...], list[int]] = defaultdict(list)
    for at in right:
        places[_key(its[at])].append(at)
    for at in left:
        if found := places[_key(own[at])]:
            yield at, found.pop(0)


def _alike(
    own: Sequence[Entry], its: Sequence[Entry], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    scored = [
        (-_likeness(own[at], its[other]), abs(at - other), at, other) for at in left[:_MOST] for other in right[:_MOST]
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for score, _, at, other in sorted(scored):
        if -score >= ALIKE and at not in taken[0] and other not in taken[1]:
            taken[0].add(at)
            taken[1].add(other)
            yield at, other


def _likeness(one: Entry, other: Entry) -> float:
    """The share of cells that say the same among those that either entry has."""
    columns = [column for column in one.keys() | other.keys() if one.get(column) or other.get(column)]
    return sum(one.get(column) == other.get(column) for column in columns) / len(columns) if columns else 1.0
