"""Evidence: what slip of a hand or a sheet would have put this figure where that one belongs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.formulas.totals import Formulas, Known, Reason
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Link, Move
from guanbiao.causes.slips import Clue, Evidence, slips_of_the_hand
from guanbiao.forms.equations import Entries
from guanbiao.model.causes import OfPart, OfSource
from guanbiao.model.filings import Filing
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.cells import Value, text_of
from guanbiao.text.years import for_year

# Measured by benchmarks.tuning, as the constants of search.py.
LEAST_TELLING = 1_000  # smaller figures stand in many places by chance. 100: 86.8 % first; 5000: 86.6 %
MOST_GROUPED = 4  # parts that a total may lack together: sums of more meet any gap by chance. 3 and 6 find the same
MOST_CHOICES = 30_000  # ordered choices of parts, beyond which no more are tried: 31 parts by threes, 13 by fours


def repeated_entries(network: Network, filings: Sequence[Filing]) -> frozenset[int]:
    """The figures of entries that say the same as one above them, but for how they are numbered."""
    entries = [(node.line, at) for at, node in enumerate(network.nodes) if node.line.row is None]
    seen: dict[tuple[int, tuple[str, ...]], int] = {}
    found = set()
    for line, at in sorted(entries, key=lambda entry: (entry[0].filing, entry[0].at_row)):
        cells = map(text_of, filings[line.filing].sheet.rows[line.at_row])
        said = line.filing, tuple(cell for cell in cells if cell != line.label)
        found |= {at} if seen.setdefault(said, line.at_row) != line.at_row else set()
    return frozenset(found)


class Scene(Struct, frozen=True, dict=True):
    """What evidence is looked for in: the network as filed, the filings its figures were read from, the year, by
    relation, the entries that it counts or adds up (`aggregates`), the figures of entries that repeat one above them
    (`repeated`), and those that causes found before say are wrong (`blamed`)."""

    network: Network
    filings: Sequence[Filing]
    year: int
    aggregates: Mapping[int, Entries] = {}
    repeated: frozenset[int] = frozenset()
    blamed: frozenset[int] = frozenset()

    def listed(self, relation: int) -> str:
        """The form whose entries a relation counts; '' where it counts none."""
        entries = self.aggregates.get(relation)
        return entries.form if entries and entries.counted else ""

    def without(self, blamed: frozenset[int]) -> "Scene":
        """The scene in which nothing is the copy of a figure that is wrong itself."""
        return self if blamed == self.blamed else replace(self, blamed=blamed)

    @cached_property
    def by_value(self) -> dict[float, list[int]]:
        """The nodes by what they hold, whatever its sign."""
        found: dict[float, list[int]] = defaultdict(list)
        for at, node in enumerate(self.network.nodes):
            found[abs(node.value)].append(at)
        return dict(found)

    def held(self, node: int) -> int:
        """How many equations that hold a figure stands in: each of them speaks for it."""
        return sum(link not in self.network.off for link in self.network.at[node])

    def typed(self, node: int) -> Value:
        """What stands in the cell of a node, as the file has it."""
        line = self.network.nodes[node].line
        return self.filings[line.filing].sheet.rows[line.address[0]][line.address[1]]

    @cached_property
    def formulas(self) -> Formulas:
        """What the formulas of its totals tell, as they were filed."""
        return Formulas(self.network.origin or self.network, self.filings)

    @cached_property
    def _weighed(self) -> dict[Move, Evidence]:
        return {}

    def weigh(self, node: int, suggested: float) -> Evidence:
        """The strongest evidence for a figure being wrong and `suggested` being right; it is looked for once."""
        if (node, suggested) not in self._weighed:
            self._weighed[node, suggested] = self._strongest(node, suggested)
        return self._weighed[node, suggested]

    def _strongest(self, node: int, suggested: float) -> Evidence:
        own = self.network.nodes[node].value
        known = self.formulas.look(node)
        if isinstance(known, Reason) and abs(known.due - suggested) <= TOLERANCE:
            return Clue.told(known)
        if known is Known.RIGHT or (isinstance(known, Reason) and known.is_sure):
            return Clue.KNOWN_FORMULA.evidence()
        found = (
            *slips_of_the_hand(own, suggested),
            *self._slips_of_the_sheet(node, suggested),
        )
        return max(found, key=lambda each: each.weight, default=Evidence())

    def _slips_of_the_sheet(self, node: int, suggested: float) -> Iterator[Evidence]:
        own = self.network.nodes[node]
        if own.is_blank:
            yield from [Clue.LEFT_BLANK.evidence()] if self._is_gap(node) else []
            return
        if not suggested and node in self.repeated:
            yield Clue.ENTRY_REPEATED.evidence()
        for number in self.network.at[node]:
            link = self.network.links[number]
            if link.left == node and number in self.network.off and len(link.weights) > 2:
                yield from self._slips_of_adding(link, suggested - own.value)
            elif link.left == node and number in self.network.off and not link.right and self.formulas.is_formula(node):
                yield Clue.FORMULA_DIFFERS.evidence()  # it counts entries, and counts wrong
        yield from self._copies(node)

    def _is_gap(self, node: int) -> bool:
        """Whether a blank stands among figures: where most of its row or of its column is blank, nothing was to be
        stated."""
        line, nodes = self.network.nodes[node].line, self.network.nodes
        for axis in Axis:
            beside = self.network.series(axis).get((line.form, line.key(axis)), {}).values()
            if 2 * sum(nodes[other].is_blank for other in beside) > len(beside):
                return False
        return True

    def _slips_of_adding(self, link: Link, lacking: float) -> Iterator[Evidence]:
        """The total lacks one of its parts or several, or has one twice."""
        values = {node: self.network.nodes[node].value for node in link.right}
        parts = {node: link.amount(node, value) for node, value in values.items() if value}
        if self.formulas.is_formula(link.left):
            yield Clue.FORMULA_DIFFERS.evidence()
        for node, amount in parts.items():
            if abs(amount - lacking) <= TOLERANCE:
                yield self._left_out(link, node)
            if abs(amount + lacking) <= TOLERANCE:
                yield Clue.PART_TWICE.evidence(OfPart(self.name(node)))
        if not any(abs(amount - lacking) <= TOLERANCE for amount in parts.values()):
            group = left_out(parts, lacking)
            if group:
                yield Clue.SEVERAL_LEFT_OUT.evidence(OfPart("、".join(self.name(node) for node in group)))

    def _left_out(self, link: Link, part: int) -> Evidence:
        """Why a total lacks exactly this part: it is a text, it is the last entry, or it was passed over."""
        detail = OfPart(self.name(part))
        if isinstance(self.typed(part), str) and not isinstance(self.typed(link.left), str):
            return Clue.TEXT_SKIPPED.evidence(detail)
        line = self.network.nodes[part].line
        if line.row is None and line.at_row == max(self.network.nodes[node].line.at_row for node in link.right):
            return Clue.NOT_UPDATED.evidence(detail)
        return Clue.PART_LEFT_OUT.evidence(detail)

    def _copies(self, node: int) -> Iterator[Evidence]:
        """The same figure stands elsewhere, where it belongs: another form, another measure, another year."""
        own = self.network.nodes[node]
        if abs(own.value) < LEAST_TELLING:
            return
        linked = {other for link in self.network.at[node] for other in self.network.members[link]}
        for other in self.by_value[abs(own.value)]:
            if other in self.blamed:
                continue
            there = self.network.nodes[other].line
            detail = OfSource(there.form, self.name(other))
            same_row = there.form == own.line.form and there.row == own.line.row
            if same_row and there.column == _year_before(own.line.column):
                yield Clue.LAST_YEAR.evidence(detail)
            elif other not in linked and (there.form, there.column) != own.column:
                is_other_measure = there.unit != own.line.unit
                yield (Clue.OTHER_MEASURE_COPIED if is_other_measure else Clue.COPIED).evidence(detail)

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
    """The two to MOST_GROUPED parts that together are what a total lacks; () where none are, or more than one choice
    is."""
    for size in range(2, MOST_GROUPED + 1):
        if len(parts) ** size > MOST_CHOICES:
            break
        choices = zip(combinations(parts, size), combinations(parts.values(), size), strict=True)
        found = [chosen for chosen, amounts in choices if abs(sum(amounts) - lacking) <= TOLERANCE]
        if found:
            return found[0] if len(found) == 1 else ()
    return ()
