"""What adds up in a table of fixed rows: by formulas, else by figures; weak claims become doubts."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import Adds, Column, Grid
from guanbiao.learn import hints
from guanbiao.learn.drafted import Doubt
from guanbiao.learn.evidence import Claim, Known, Lines, Shown, is_called, shown, totals_of, usual_claim
from guanbiao.learn.found import Table, amount
from guanbiao.text.cells import a1
from guanbiao.text.sums import addition


class Adding(Struct, frozen=True):
    """The sums of a grid down and across, and what is in doubt about others."""

    down: tuple[Adds, ...]
    across: tuple[Adds, ...]
    doubts: tuple[Doubt, ...]


class _Way(Struct, frozen=True):
    """A grid looked at in one direction: the keys of its places and of its lines, the figures, and where they stand."""

    name: str
    places: tuple[str, ...]
    lines: tuple[str, ...]
    figures: Lines
    cells: tuple[tuple[tuple[int, int], ...], ...]
    every: tuple[str, ...]  # keys of all lines that a sum without `only` would hold on


def adding(table: Table, grid: Grid, keys: Mapping[int, str]) -> Adding:
    """What adds up in a table; `keys` are those of its columns in the grid."""
    rows = {at: key for at, key, row in zip(table.rows, grid.row_keys, grid.rows, strict=True) if not row.spans}
    columns = {at: leaf for (at, _), leaf in zip(sorted(keys.items()), grid.leaves, strict=True)}
    numeric = {at: keys[at] for at, leaf in columns.items() if leaf.key in grid.numeric}
    summed = {at: key for at, key in numeric.items() if _is_summed(columns[at].column)}
    down = _way("down", table, rows, summed, tuple(numeric.values()))
    across = _way("across", table, rows, summed, tuple(rows.values()))
    below, beside = _found(table, down), _found(table, across)
    return Adding(
        tuple(_declared(each, down) for each in below),
        tuple(_declared(each, across) for each in beside),
        (*_doubts(table, down, below), *_doubts(table, across, beside)),
    )


def _is_summed(column: Column) -> bool:
    """Whether the figures of a column may be added up: no shares, no means, one figure a cell."""
    return not (column.share or column.measures or hints.is_mean(column.label))


def _way(name: str, table: Table, rows: Mapping[int, str], columns: Mapping[int, str], every: tuple[str, ...]) -> _Way:
    places, lines = (rows, columns) if name == "down" else (columns, rows)
    cells = tuple(tuple((at, on) if name == "down" else (on, at) for at in places) for on in lines)
    figures = [[amount(table.value(*cell)) for cell in line] for line in cells]
    return _Way(name, tuple(places.values()), tuple(lines.values()), figures, cells, every)


def _found(table: Table, way: _Way) -> list[Shown]:
    """The totals of a direction: what formulas add goes before what figures show."""
    stated = {total: shown(claim, way.figures) for total, claim in _formulas(table, way).items()}
    seen = [each for each in totals_of(way.figures, way.places) if each.claim.total not in stated]
    parts = {(each.claim.total, part) for each in stated.values() for part in each.claim.parts}
    seen = [each for each in seen if not any((part, each.claim.total) in parts for part in each.claim.parts)]
    return sorted((*stated.values(), *seen), key=lambda each: each.claim.total)


def _formulas(table: Table, way: _Way) -> dict[int, Claim]:
    """What the formulas of each place add in its own line, where most lines have the same."""
    if not table.sheet.formulas:
        return {}
    said: dict[int, Counter[Claim]] = {}
    for line in way.cells:
        places = {cell: place for place, cell in enumerate(line)}
        for cell, place in places.items():
            claim = _claim_of(table.sheet.formulas.get(a1(*cell), ""), place, places)
            if claim:
                said.setdefault(place, Counter())[claim] += 1
    best = {place: claims.most_common(1)[0] for place, claims in said.items()}
    return {place: claim for place, (claim, times) in best.items() if times * 2 > sum(said[place].values())}


def _claim_of(formula: str, total: int, places: Mapping[tuple[int, int], int]) -> Claim | None:
    """The claim that a formula makes; None for one that adds anything else than cells of its own line."""
    adds = addition(formula) if formula else None
    if adds is None or adds.constant or any(each.sheet or abs(each.factor) != 1 for each in adds.addends):
        return None
    signed: dict[int, float] = {}
    for each in adds.addends:
        top, left, bottom, right = each.cells
        if (bottom - top) * (right - left) or bottom - top + right - left > len(places) * 3:
            return None
        for cell in ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)):
            if cell not in places:
                return None
            signed[places[cell]] = each.factor
    parts = tuple(place for place in sorted(signed) if signed[place] > 0 and place != total)
    less = tuple(place for place in sorted(signed) if signed[place] < 0)
    return Claim(total, parts, less) if parts and len(parts) + len(less) > 1 else None


def _declared(found: Shown, way: _Way) -> Adds:
    claim = found.claim
    named = [tuple(way.places[at] for at in places) for places in (claim.parts, claim.less)]
    return Adds(way.places[claim.total], named[0], named[1], only=_only(found, way))


def _only(found: Shown, way: _Way) -> tuple[str, ...]:
    """The lines on which a sum holds, where it does not on all: not where nobody adds up, nor on lines of a kind
    (种, 册) of which all break it."""
    out = set(way.every) - set(way.lines)
    kinds: dict[str, list[int]] = {}
    for at, key in enumerate(way.lines):
        kinds.setdefault(key.rpartition("/")[2], []).append(at)
    kept = {*found.held, *found.alone}
    for own in kinds.values():
        if (
            len(own) > 1
            and len(kinds) < len(way.lines)
            and kept.isdisjoint(own)
            and not set(found.broken).isdisjoint(own)
        ):
            out |= {way.lines[at] for at in own}
    out |= {way.lines[at] for at in found.broken if _is_mean(way.figures[at], found.claim)}
    return tuple(key for key in way.every if key not in out) if out else ()


def _is_mean(line: Sequence[float | None], claim: Claim) -> bool:
    """Whether a figure that is no sum lies among its parts: an average, a highest one."""
    parts = [value for place in claim.parts if (value := line[place]) is not None]
    total = line[claim.total]
    return len(parts) > 1 and total is not None and min(parts) <= total <= max(parts) and not claim.less


def _doubts(table: Table, way: _Way, found: Sequence[Shown]) -> list[Doubt]:
    """Cells that break a total, and totals by name that figures do not show."""
    doubts = []
    known: Known = {}
    for each in found:
        known.setdefault(each.claim.total, []).append(each)
        off = [at for at in each.broken if not _is_out(_declared(each, way), way.lines[at])]
        if off:
            cells = tuple(a1(*way.cells[at][each.claim.total]) for at in off[:5])
            doubts.append(Doubt("broken", way.places[each.claim.total], (str(len(off)), "、".join(cells))))
    for at, key in enumerate(way.places):
        claim = usual_claim(at, way.places, known) if at not in known and is_called(key) else None
        if claim and (seen := shown(claim, way.figures)) and (seen.held or seen.alone or seen.broken):
            said = (str(len(seen.held) + len(seen.alone)), str(len(seen.broken)))
            doubts.append(Doubt("unshown", key, said, _declared(seen, way), way.name))
    return doubts


def _is_out(adds: Adds, line: str) -> bool:
    return bool(adds.only) and line not in adds.only
