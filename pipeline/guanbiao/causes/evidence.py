"""Evidence: what slip of a hand or a sheet would have put this figure where that one belongs.

Each kind of slip has a weight: how much likelier it makes a change than one that nothing but arithmetic speaks for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from guanbiao.causes.network import Change, Link, Network
from guanbiao.model.causes import PLAIN, Told
from guanbiao.model.filings import Filing
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.cells import Value, text_of
from guanbiao.text.years import for_year

NOTHING = "arithmetic"
_DISTINCT = 1_000  # a figure below this stands in many places by chance
_GROUP = 4  # most columns that one may leave out together
TEN_THOUSAND = 10_000


class Evidence(Struct, frozen=True):
    """A kind of slip, how much it weighs, and what its sentence needs."""

    kind: str = NOTHING
    weight: float = 0.0
    told: Told = PLAIN


class Pattern(Struct, frozen=True):
    """A kind of slip of many cells, the changes that undo it with those that merely follow, what its sentence needs,
    and whether nothing else of its kind would do."""

    kind: str
    changes: tuple[Change, ...]
    told: Told = PLAIN
    following: tuple[Change, ...] = ()
    is_sure: bool = True


def repeated_entries(network: Network, filings: Sequence[Filing]) -> frozenset[int]:
    """The figures of entries that say the same as one above them, but for how they are numbered."""
    entries = [(node.line, at) for at, node in enumerate(network.nodes) if node.line.row is None]
    seen: dict[tuple[int, tuple[str, ...]], int] = {}
    found = set()
    for line, at in sorted(entries, key=lambda entry: (entry[0].filing, entry[0].at_row)):
        cells = map(text_of, filings[line.filing].sheet.rows[line.at_row])
        told = line.filing, tuple(cell for cell in cells if cell != line.label)
        found |= {at} if seen.setdefault(told, line.at_row) != line.at_row else set()
    return frozenset(found)


class Scene(Struct, frozen=True, dict=True):
    """What evidence is looked for in: the network, the filings its figures were read from, by relation that counts
    entries, the form whose entries it counts, and the figures of entries that were `repeated`."""

    network: Network
    filings: Sequence[Filing]
    year: int
    listed: Mapping[int, str] = {}
    repeated: frozenset[int] = frozenset()

    @cached_property
    def by_value(self) -> dict[float, list[int]]:
        """The nodes by what they hold."""
        found: dict[float, list[int]] = defaultdict(list)
        for at, node in enumerate(self.network.nodes):
            found[abs(node.value)].append(at)
        return dict(found)

    def held(self, node: int) -> int:
        """How many equations that hold vouch for a figure."""
        return sum(link not in self.network.off for link in self.network.at[node])

    def typed(self, node: int) -> Value:
        """What stands in the cell of a node, as the file has it."""
        line = self.network.nodes[node].line
        return self.filings[line.filing].sheet.rows[line.address[0]][line.address[1]]

    def is_formula(self, node: int) -> bool:
        """Whether the cell of a node is a formula."""
        line = self.network.nodes[node].line
        return line.address in self.filings[line.filing].sheet.formulas

    @cached_property
    def _weighed(self) -> dict[Change, Evidence]:
        return {}

    def weigh(self, node: int, suggested: float) -> Evidence:
        """The strongest evidence for a figure being wrong and `suggested` being right; it is looked for once."""
        if (node, suggested) not in self._weighed:
            self._weighed[node, suggested] = self._strongest(node, suggested)
        return self._weighed[node, suggested]

    def _strongest(self, node: int, suggested: float) -> Evidence:
        found = (
            *_slips_of_the_hand(self.network.nodes[node].value, suggested),
            *self._slips_of_the_sheet(node, suggested),
        )
        return max(found, key=lambda each: each.weight, default=Evidence())

    def _slips_of_the_sheet(self, node: int, suggested: float) -> Iterator[Evidence]:
        own = self.network.nodes[node]
        if own.is_blank:
            yield Evidence("left_blank", 1.0)
            return
        if not suggested and node in self.repeated:
            yield Evidence("entry_repeated", 4.5)
        for number in self.network.at[node]:
            link = self.network.links[number]
            if link.left == node and number in self.network.off and len(link.weights) > 2:
                yield from self._slips_of_adding(link, suggested - own.value)
        yield from self._copies(node)

    def _slips_of_adding(self, link: Link, lacking: float) -> Iterator[Evidence]:
        """The total lacks one of its parts or several, or has one twice."""
        parts = {
            node: -weight / link.weights[link.left] * self.network.nodes[node].value
            for node, weight in link.weights.items()
            if node != link.left and self.network.nodes[node].value
        }
        if self.is_formula(link.left):
            yield Evidence("stale_formula", 4.5)
        for node, amount in parts.items():
            if abs(amount - lacking) <= TOLERANCE:
                yield self._left_out(link, node)
            if abs(amount + lacking) <= TOLERANCE:
                yield Evidence("part_twice", 3.0, Told(part=self.name(node)))
        if not any(abs(amount - lacking) <= TOLERANCE for amount in parts.values()):
            group = left_out(parts, lacking)
            if group:
                yield Evidence("group_left_out", 2.0, Told(part="、".join(self.name(node) for node in group)))

    def _left_out(self, link: Link, part: int) -> Evidence:
        told = Told(part=self.name(part))
        if isinstance(self.typed(part), str) and not isinstance(self.typed(link.left), str):
            return Evidence("text_skipped", 4.0, told)
        rows = [self.network.nodes[node].line.at_row for node in link.weights if node != link.left]
        line = self.network.nodes[part].line
        if line.row is None and line.at_row == max(rows):
            return Evidence("not_updated", 3.5, told)
        return Evidence("part_left_out", 3.0, told)

    def _copies(self, node: int) -> Iterator[Evidence]:
        """The same figure stands elsewhere, where it belongs: another form, another measure, another year."""
        own = self.network.nodes[node]
        if abs(own.value) < _DISTINCT:
            return
        linked = {other for link in self.network.at[node] for other in self.network.members[link]}
        for other in self.by_value[abs(own.value)]:
            there = self.network.nodes[other].line
            told = Told(source=self.name(other), source_form=there.form)
            same_row = there.form == own.line.form and there.row == own.line.row
            if same_row and there.column == _year_before(own.line.column):
                yield Evidence("last_year", 3.5, told)
            elif other not in linked and (there.form, there.column) != (own.line.form, own.line.column):
                is_other_measure = there.unit != own.line.unit
                yield Evidence("copied", 2.6 if is_other_measure else 2.5, told)

    def name(self, node: int) -> str:
        """A figure's row and column in words."""
        line = self.network.nodes[node].line
        column = for_year(line.column, self.year - (line.back or 0)) + (f"·{line.measure}" if line.measure else "")
        return "，".join(part for part in (line.label or "", column) if part)


def _year_before(column: str) -> str | None:
    """The column that states the same of the year before; None where the column speaks of no year."""
    before = column.replace("{year}", "{year-1}")
    return before if before != column else None


def left_out(parts: Mapping[int, float], lacking: float) -> tuple[int, ...]:
    """The few parts that together are what a total lacks, or () where none or more than one choice is."""
    for size in range(2, _GROUP + 1):
        if len(parts) ** size > 30_000:
            break
        choices = zip(combinations(parts, size), combinations(parts.values(), size), strict=True)
        found = [chosen for chosen, amounts in choices if abs(sum(amounts) - lacking) <= TOLERANCE]
        if found:
            return found[0] if len(found) == 1 else ()
    return ()


def _slips_of_the_hand(filed: float, meant: float) -> Iterator[Evidence]:
    """Digits swapped, wrong, lost or one too many; the sign; ten thousands for ones."""
    if meant == -filed and filed:
        yield Evidence("sign", 4.0)
    if filed and meant and not -TEN_THOUSAND < meant < TEN_THOUSAND and _is_in_ten_thousands(filed, meant):
        yield Evidence("ten_thousands", 4.0)
    one, other = _digits(filed), _digits(meant)
    if not one or not other or (filed < 0) != (meant < 0):
        return
    size = min(len(one), len(other))
    if len(one) == len(other):
        apart = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
        if len(apart) == 2 and _swapped(one, other, *apart):
            near = apart[1] == apart[0] + 1
            yield Evidence("digits_swapped", (3.0 if near else 1.5) * (1.0 if size > 2 else 0.6))
        if len(apart) == 1 and size > 1:
            yield Evidence("digit_wrong", 1.5 if size > 3 else 0.8)
    elif len(one) == len(other) + 1 and size > 1 and _without_one(one, other):
        yield Evidence("digit_added", 3.0 if size > 2 else 1.5)
    elif len(other) == len(one) + 1 and size > 1 and _without_one(other, one):
        yield Evidence("digit_lost", 3.0 if size > 2 else 1.5)


def _is_in_ten_thousands(filed: float, meant: float) -> bool:
    """43.87 for 438711: the figure in ten thousands, to the digits that were given."""
    text = f"{filed:.6f}".rstrip("0")
    places = len(text.partition(".")[2])
    return abs(round(meant / TEN_THOUSAND, places) - filed) <= TOLERANCE


def _digits(value: float) -> str:
    return f"{abs(value):.0f}" if float(value).is_integer() else f"{abs(value):.6f}".rstrip("0")


def _swapped(one: str, other: str, first: int, second: int) -> bool:
    return one[first] == other[second] and one[second] == other[first]


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
