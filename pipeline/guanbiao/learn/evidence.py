"""Which lines of figures add up to which others, and how sure that is.

A grid is looked at as places in a row (its columns, or its rows) and lines across them. A claim says that the figure at
one place is the sum of those at others, less some. Each line that bears it out counts by how unlikely that is by
chance: the digits of the total. What else might be claimed counts against it: of a hundred claims one fits two digits.
A line that breaks it counts against it, too. What is called a total and adds up what such a one usually does needs
less than another: two lines of several digits each are no chance, and one wrong cell does not hide it."""

from collections.abc import Iterator, Mapping, Sequence
from math import log10

from msgspec import Struct

from guanbiao.learn.hints import is_change, is_part, is_taken_away, is_total

Lines = Sequence[Sequence[float | None]]  # by line, by place: the figure, None for none
Known = dict[int, list["Shown"]]  # by place the claims that hold for its figure
_CALLED, _CHANGED, _UNCALLED = 1.0, 2.5, 6.0  # evidence asked for of what is called a total, a difference, neither
_AGAINST = 1.5  # what a line counts that breaks a claim
_HOPELESS = 6  # lines that break a claim before one bears it out, after which no more are looked at
_MOST_PAIRED = 24  # places among which differences are looked for
_MOST_PLACES = 60  # beyond which only what is called a total is looked at


class Claim(Struct, frozen=True):
    """The figure at place `total` is the sum of those at `parts`, less those at `less`; `ways` is how many claims of
    its kind might have been made, `usual`: what a total of this name adds up."""

    total: int
    parts: tuple[int, ...]
    less: tuple[int, ...] = ()
    ways: int = 1
    usual: bool = False


class Shown(Struct, frozen=True):
    """What figures say of a claim: the lines that bear it out, those where it holds because one part alone is not
    nothing, and those that break it; how much all that is worth."""

    claim: Claim
    held: tuple[int, ...]
    alone: tuple[int, ...]
    broken: tuple[int, ...]
    worth: float


def shown(claim: Claim, lines: Lines) -> Shown:
    """What figures say of a claim.

    >>> found = shown(Claim(2, (0, 1)), [[10, 20, 30], [1, None, 1], [7, 8, 16], [None, None, 4]])
    >>> found.held, found.alone, found.broken
    ((0,), (1,), (2,))
    """
    held: list[int] = []
    alone: list[int] = []
    broken: list[int] = []
    worth = -log10(claim.ways)
    for at, line in enumerate(lines):
        total = line[claim.total]
        added, taken = [line[place] for place in claim.parts], [line[place] for place in claim.less]
        if total is None or all(each is None for each in added):
            continue
        filled = sum(bool(each) for each in (*added, *taken))
        if not _agrees(total, sum(filter(None, added)) - sum(filter(None, taken))):
            broken.append(at)
            worth -= _AGAINST
            if len(broken) >= _HOPELESS and not held and not claim.usual:
                break
        elif filled > 1:
            held.append(at)
            worth += log10(abs(total) + 1)
        elif total:
            alone.append(at)
            worth += 0.2
    return Shown(claim, tuple(held), tuple(alone), tuple(broken), worth)


def _agrees(total: float, added: float) -> bool:
    """Whether a sum gives a total, as it was rounded for print."""
    decimals = len(f"{total:.6f}".rstrip("0").partition(".")[2])
    slack = 0.5 * 10.0**-decimals * 1.001 if decimals or added != int(added) else 0.0
    return abs(total - added) <= slack + 1e-9


def totals_of(lines: Lines, labels: Sequence[str]) -> list[Shown]:
    """The totals that the figures show, each with the best of its claims, in the order of their places."""
    supposed = _supposed(lines, labels)
    accepted: Known = {}
    for _ in range(3):  # a total of totals is seen once these are
        found = {at: _best(at, lines, labels, supposed | accepted) for at in range(len(labels))}
        found = {at: each for at, each in found.items() if each}
        if found == accepted:
            break
        accepted = found
    kept = _uncircled([each for at in sorted(accepted) for each in accepted[at]], labels)
    return sorted((*kept, *_alike(kept, lines, labels)), key=lambda each: each.claim.total)


def _alike(found: Sequence[Shown], lines: Lines, labels: Sequence[str]) -> Iterator[Shown]:
    """What is claimed of figures under one label of the lowest level (册) of those under another (种), where no figure
    breaks it and nothing else is shown of them."""
    place = {label: at for at, label in enumerate(labels)}
    totals = {each.claim.total for each in found}
    others = dict.fromkeys(label.rpartition("/")[2] for label in labels if "/" in label)
    for each in found:
        for other in others:
            claim = _under(each.claim, other, place, labels)
            if claim and claim.total not in totals and not (seen := shown(claim, lines)).broken:
                totals.add(claim.total)
                yield seen


def _under(claim: Claim, other: str, place: Mapping[str, int], labels: Sequence[str]) -> Claim | None:
    """A claim with another label of the lowest level in all its places; None where one has no such place."""
    if any("/" not in labels[at] for at in (claim.total, *claim.parts, *claim.less)):
        return None
    moved = {
        at: place.get(f"{labels[at].rpartition('/')[0]}/{other}", -1) for at in range(len(labels)) if "/" in labels[at]
    }
    parts, less = tuple(moved[at] for at in claim.parts), tuple(moved[at] for at in claim.less)
    is_there = min(moved[claim.total], *parts, *less) >= 0
    return Claim(moved[claim.total], parts, less) if is_there else None


def _best(at: int, lines: Lines, labels: Sequence[str], known: Known) -> list[Shown]:
    """The best claim that holds for a total, and those over other parts that hold as well."""
    called = is_called(labels[at])
    if (len(labels) > _MOST_PLACES and not called) or is_part(labels[at]):
        return []
    every = [shown(claim, lines) for claim in claims(at, labels, known)]
    changed = is_change(labels[at])
    good = sorted((each for each in every if is_shown(each, called=called, changed=changed)), key=_rank)
    kept = good[:1]
    for each in good[1:] if called else ():
        parts = set(each.claim.parts)
        if parts.isdisjoint(known) and all(parts.isdisjoint(other.claim.parts) for other in kept):
            kept.append(each)
    return kept


def _rank(found: Shown) -> tuple[float, ...]:
    claim = found.claim
    is_usual = claim.usual and len(found.held) + len(found.alone) >= 2 * len(found.broken)
    return not is_usual, len(found.broken), -len(found.held) - len(found.alone), -len(claim.parts), -found.worth


def is_shown(found: Shown, *, called: bool, changed: bool = False) -> bool:
    """Whether figures show a claim of a total that is called one, of a difference that is `changed`, or of a figure
    that is called neither."""
    good, bad = len(found.held), len(found.broken)
    if found.claim.usual and called and good:
        is_sure = good >= 2 and 2 * good >= bad and found.worth >= _CALLED
        return is_sure or (good + len(found.alone) >= 2 * bad and found.worth + _AGAINST * bad >= _CALLED)
    if called:
        return good >= 2 * bad and good > 0 and found.worth >= _CALLED
    least = _CHANGED if changed and len(found.claim.less) == 1 else _UNCALLED
    return good >= 2 and good + len(found.alone) * bool(found.claim.less) >= 3 * bad and found.worth >= least


def usual_claim(at: int, labels: Sequence[str], known: Known) -> Claim | None:
    """What a total of this name adds up as a rule; None where nothing stands there."""
    return next((claim for claim in claims(at, labels, known) if claim.usual and not claim.less), None)


def claims(at: int, labels: Sequence[str], known: Known) -> Iterator[Claim]:
    """What may be claimed of the figure at a place."""
    called, every = is_called(labels[at]), range(len(labels))
    head, _, own = labels[at].rpartition("/")
    beside = [other for other in every if head and labels[other].startswith(f"{head}/")]
    alike = [other for other in every if _level(labels, other, -1) == own]
    near = beside if is_total(own) else alike if called and head else []
    kinds = [near, every] if 2 < len(near) < len(labels) else [every]
    for number, places in enumerate(kinds):
        kept = [each for each in places if each == at or not is_part(labels[each])]
        for run, is_all in _runs(at, kept):
            is_usual = is_all and not number and (not near or near is places)
            yield from _variants(at, run, known, usual=is_usual, called=called, ways=len(kept))
    yield from _balances(at, alike if head and len(alike) > 2 else every, labels)
    if is_change(labels[at]):
        yield from _differences(at, every, labels)
    yield from _groups(at, labels)


def is_called(label: str) -> bool:
    """Whether a label, or one above it, is that of a total."""
    return any(map(is_total, label.split("/")))


def _supposed(lines: Lines, labels: Sequence[str]) -> Known:
    """What totals in groups add up by their name alone: what stands beside them."""
    found = {}
    for at, label in enumerate(labels):
        head, _, own = label.rpartition("/")
        parts = tuple(each for each, other in enumerate(labels) if each != at and other.startswith(f"{head}/"))
        if head and is_total(own) and len(parts) > 1:
            found[at] = [shown(Claim(at, parts), lines)]
    return found


def _level(labels: Sequence[str], at: int, level: int) -> str:
    return labels[at].split("/")[level]


def _runs(at: int, places: Sequence[int]) -> Iterator[tuple[list[int], bool]]:
    """The runs of places that end before a place, or begin behind it, and all others; whether one is all of a side."""
    before, after = [each for each in places if each < at], [each for each in places if each > at]
    yield from ((before[start:], not start) for start in range(len(before)))
    yield from ((after[: end + 1], end == len(after) - 1) for end in reversed(range(len(after))))
    if before and after:
        yield before + after, False


def _variants(at: int, run: list[int], known: Known, *, usual: bool, called: bool, ways: int) -> Iterator[Claim]:
    """What a run may add up to: all of it, all but the totals in it, all but the parts of these, all but one or two."""
    totals = [each for each in run if each in known]
    parts = {part for each in totals for found in known[each] for part in (*found.claim.parts, *found.claim.less)}
    kinds = [[each for each in run if each not in totals], [each for each in run if each not in parts]]
    for places in kinds if totals else [run]:
        if len(places) > 1 and at not in parts:
            yield Claim(at, tuple(places), ways=1 if usual else 2 * ways, usual=usual)
            if called and len(places) > 3:
                yield from (Claim(at, rest, ways=2 * ways * len(places)) for rest in _all_but(places, 1))
            if called and 5 < len(places) < 25 and usual:
                yield from (Claim(at, rest, ways=ways * len(places) ** 2) for rest in _all_but(places, 2))


def _all_but(places: list[int], number: int) -> Iterator[tuple[int, ...]]:
    if number == 1:
        yield from (tuple(places[:out] + places[out + 1 :]) for out in range(len(places)))
        return
    for first in range(len(places)):
        rest = places[:first] + places[first + 1 :]
        yield from (tuple(rest[:out] + rest[out + 1 :]) for out in range(first, len(rest)))


def _balances(at: int, places: Sequence[int], labels: Sequence[str]) -> Iterator[Claim]:
    """What was there and came, less what went: the three places before this one."""
    before = [each for each in places if each < at][-3:]
    if len(before) == 3 and is_taken_away(labels[before[2]]):
        yield Claim(at, (before[0], before[1]), (before[2],), ways=2, usual=True)
    if len(before) > 1 and is_taken_away(labels[before[-1]]):
        yield Claim(at, (before[-2],), (before[-1],), ways=4)


def _differences(at: int, places: Sequence[int], labels: Sequence[str]) -> Iterator[Claim]:
    """One figure less another, for what a label says to be a difference."""
    own = [at for at in places if not is_change(labels[at])][:_MOST_PAIRED]
    pairs = [(one, other) for one in own for other in own if len({one, other, at}) == 3]
    yield from (Claim(at, (one,), (other,), ways=len(pairs)) for one, other in pairs)


def _groups(at: int, labels: Sequence[str]) -> Iterator[Claim]:
    """All figures under one label of a level above, for a total that stands outside or under it."""
    heads: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        if "/" in label and place != at:
            heads.setdefault(label.rpartition("/")[0], []).append(place)
    for places in heads.values():
        kept = [each for each in places if not is_part(labels[each])]
        if len(kept) > 1:
            yield Claim(at, tuple(kept), ways=max(len(heads), 1))


def _uncircled(found: list[Shown], labels: Sequence[str]) -> list[Shown]:
    """Without claims of which two say the same: what is called a total goes before its parts, sums before
    differences."""
    kept: list[Shown] = []
    for each in sorted(found, key=lambda each: _weight(each, labels)):
        own = {each.claim.total, *each.claim.parts, *each.claim.less}
        is_said = any(own == {other.claim.total, *other.claim.parts, *other.claim.less} for other in kept)
        if not is_said and not _leads_back(each, kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.claim.total)


def _weight(found: Shown, labels: Sequence[str]) -> tuple[bool, bool, float]:
    called = labels[found.claim.total]
    return not is_called(called), bool(found.claim.less) and not is_change(called), -found.worth


def _leads_back(new: Shown, kept: list[Shown]) -> bool:
    """Whether a total would be a part of one of its own parts."""
    seen: set[int] = set()
    todo = [new.claim.total]
    while todo:
        part = todo.pop()
        above = {each.claim.total for each in kept if part in (*each.claim.parts, *each.claim.less)} - seen
        seen |= above
        todo += above
    return bool(seen & {*new.claim.parts, *new.claim.less})
