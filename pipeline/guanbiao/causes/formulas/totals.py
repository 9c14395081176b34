"""Why the result of a formula parts from the sum of the figures that belong to it, told from the formula itself.

A column of three months and its total, of which the formula is SUM(B2:B3):

         A      B
    1    月份   人次
    2    1月    512        the relation adds B2, B3 and B4, the formula B2 and B3; 876 is what these come to. So
    3    2月    364        B4 is left out: nothing else parts the 876 from the 1220 that the months come to
    4    3月    344
    5    合计   876

Said is only what is proven: what the formula adds must come to the figure that the file holds, so that, cell by cell,
every part of the gap has its reason. A formula that adds exactly what a relation that holds does is right, whatever
another form says."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.formulas.gaps import ALIKE, JOIN, Gap, Wanted, addresses, compared, rows
from guanbiao.causes.formulas.workings import Place, Share, Workings
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfFormula
from guanbiao.model.filings import Filing
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.cells import a1
from guanbiao.text.sums import Addition, Way, addition, moved, other_workbook

MOST_RANGES = 3  # that a sentence tells somebody to add
PROVEN = (
    CauseKind.TEXT_SKIPPED,
    CauseKind.RANGE_TOO_SHORT,
    CauseKind.RANGE_TOO_WIDE,
    CauseKind.CIRCULAR_FORMULA,
    CauseKind.FILTERED_OUT,
    CauseKind.STALE_FORMULA,
)


class Reason(Struct, frozen=True):
    """Why a total is off: the kind, what its sentence needs, what it should be by which link, and whether that is
    proven."""

    kind: CauseKind
    detail: OfFormula
    due: float
    link: int
    is_sure: bool = True


class Known(Enum):
    """What else a look at a total may end in: its formula is right, or nothing is known."""

    RIGHT = "right"
    NOTHING = "nothing"


class Formulas(Struct, frozen=True, dict=True):
    """What the formulas of a year's totals tell, by the network as filed."""

    network: Network
    filings: Sequence[Filing]

    @cached_property
    def _looked(self) -> dict[int, Reason | Known]:
        return {}

    @cached_property
    def _books(self) -> dict[str, Workings]:
        return {}

    def look(self, node: int) -> Reason | Known:
        """Why the figure of a node is off, as far as its formula, or that it has none, tells."""
        if node not in self._looked:
            self._looked[node] = self._look(node)
        return self._looked[node]

    def filing(self, node: int) -> Filing:
        """The filing that a figure stands in."""
        return self.filings[self.network.nodes[node].line.filing]

    def place(self, node: int) -> Place:
        """The cell in which a figure stands in its file."""
        name, row, column = self.filing(node).sheet.origin(*self.network.nodes[node].line.address)
        return name.upper(), row, column

    def workings(self, node: int) -> Workings:
        """The book of a node as its formulas see it."""
        book = self.filing(node).book
        return self._books.setdefault(book.file, Workings(book))

    def is_formula(self, node: int) -> bool:
        """Whether the cell of a node is a formula, be its text known or not."""
        name, row, column = self.place(node)
        sheet = self.workings(node).sheets.get(name)
        return sheet is not None and a1(row, column) in sheet.formulas

    def released(self, change_set: ChangeSet) -> ChangeSet:
        """A change set in which formulas that are right follow from the figures they add, and were not typed wrong."""
        changed = {node for node, _ in change_set.moves}
        follows = tuple(move for move in change_set.roots if self._follows(move[0], changed))
        roots = tuple(move for move in change_set.roots if move not in follows)
        return replace(change_set, roots=roots, following=(*follows, *change_set.following)) if roots else change_set

    def _follows(self, node: int, changed: AbstractSet[int]) -> bool:
        """Whether a figure is the right result of a formula that adds others that are changed."""
        links = (self.network.links[number] for number in self._links(node))
        return self.look(node) is Known.RIGHT and any(not changed.isdisjoint(link.right) for link in links)

    def _look(self, node: int) -> Reason | Known:
        at, book, filed = self.place(node), self.workings(node), self.network.nodes[node].value
        shown, text, links = book.value(at), book.formula(at), list(self._links(node))
        is_off = not self.network.off.keys().isdisjoint(links)
        if isinstance(shown, str | None) or abs(shown - filed) > TOLERANCE or not (text or is_off):
            return Known.NOTHING
        sums = sorted(filter(None, map(self._wanted, links)), key=lambda wanted: wanted.is_cross)
        off = [each for each in sums if not each.holds]
        if not text:
            return Known.NOTHING if self.is_formula(node) else self._typed_over(node, off)
        if not sums:
            return Known.NOTHING
        if workbook := other_workbook(text):
            detail = OfFormula(f"={text}", workbook=workbook)
            told = [Reason(CauseKind.OTHER_WORKBOOK, detail, each.due, each.link, is_sure=False) for each in off[:1]]
            return told[0] if told else Known.NOTHING
        adds = addition(text)
        return self._worked_out(node, adds, float(shown), sums) if adds else Known.NOTHING

    def _links(self, node: int) -> Iterator[int]:
        """The relations that add up to a figure."""
        for number in self.network.at[node]:
            link = self.network.links[number]
            if link.left == node and not link.products and not link.constant and link.right:
                yield number

    def _wanted(self, number: int) -> Wanted | None:
        """What a relation adds up, if all of it stands in one book, by itself and once."""
        link = self.network.links[number]
        file, parts = self.filing(link.left).book.file, dict[Place, tuple[float, float]]()
        for node in link.right:
            factor, line = link.amount(node, 1.0), self.network.nodes[node].line
            if abs(factor) != 1 or self.filings[line.filing].book.file != file or line.address[1] < 0:
                return None
            parts[self.place(node)] = factor, factor * self.network.nodes[node].value
        if len(parts) < len(link.right):
            return None
        return Wanted(number, parts, number not in self.network.off, link.kind is Source.CROSS)

    def _worked_out(self, node: int, adds: Addition, shown: float, sums: Sequence[Wanted]) -> Reason | Known:
        """What a formula that adds tells: its result worked out, without rows that are not shown and with them."""
        at, book = self.place(node), self.workings(node)
        text = f"={book.formula(at)}"
        off = [each for each in sums if not each.holds]
        if off and (circle := book.circle(at)):
            return self._circular(node, circle, book.shares(at, adds, shown_only=False) or {}, off)
        skips = any(each.way is Way.SHOWN for each in adds.addends)
        for shown_only in (True, False) if skips else (False,):
            shares = book.shares(at, adds, shown_only=shown_only)
            if shares is None:
                return Known.NOTHING
            result = sum(each.amount for each in shares.values()) + adds.constant
            best = max(sums, key=lambda each: (round(each.likeness(shares), 6), each.holds))
            is_meant, near = best.likeness(shares) >= ALIKE, TOLERANCE + adds.slack
            if abs(result - shown) <= near:
                return self._calculated(node, adds, shares, best, is_meant=is_meant)
        if is_meant and not best.holds and abs(result - best.due) <= near:
            return Reason(CauseKind.STALE_FORMULA, OfFormula(text), best.due, best.link, not self._is_stated(node))
        return Known.NOTHING

    def _circular(self, node: int, circle: Place, shares: Mapping[Place, Share], off: Sequence[Wanted]) -> Reason:
        """What a formula tells that adds itself, at once or by the formula in the cell `circle`."""
        own = max(off, key=lambda each: round(each.likeness(shares), 6))
        through = self._addresses(node, [circle]) if circle != self.place(node) else ""
        meant, text = "" if through else self._meant(node, own), self.workings(node).formula(self.place(node))
        detail = OfFormula(f"={text}", itself=self.address(node), through=through, meant=meant)
        return Reason(CauseKind.CIRCULAR_FORMULA, detail, own.due, own.link)

    def _is_stated(self, node: int) -> bool:
        """Whether another form agrees with a figure: a part may have been changed since, and be wrong."""
        own = self.network.nodes[node].line.filing
        held = (self.network.members[link] for link in self.network.at[node] if link not in self.network.off)
        return any(self.network.nodes[other].line.filing != own for members in held for other in members)

    def _calculated(
        self, node: int, adds: Addition, shares: Mapping[Place, Share], best: Wanted, *, is_meant: bool
    ) -> Reason | Known:
        """What a formula tells that has the result it should, and is most like one relation."""
        if best.holds:
            return Known.RIGHT if is_meant else Known.NOTHING
        gap = None if adds.constant else compared(shares, best, self.workings(node), self.filing(node))
        return self._of_gap(node, gap, best) if gap else Known.NOTHING

    def _of_gap(self, node: int, gap: Gap, wanted: Wanted) -> Reason:
        """The reason that a gap, told cell by cell, is."""
        at, book = self.place(node), self.workings(node)
        meant = self._meant(node, wanted) if gap.left_out or gap.added else ""
        hidden = {place[1] for place in gap.hidden}
        filtered = hidden & book.hidden(at[0], "filtered_rows")
        detail = OfFormula(
            f"={book.formula(at)}",
            texts=self._addresses(node, gap.texts),
            left_out=self._addresses(node, gap.left_out),
            added=self._addresses(node, gap.added),
            filtered=rows(filtered),
            hidden=rows(hidden - filtered),
            meant=meant,
        )
        return Reason(gap.kind, detail, wanted.due, wanted.link)

    def _typed_over(self, node: int, off: Sequence[Wanted]) -> Reason | Known:
        """A number where the other totals of its line are formulas, of which most would give here what is due."""
        at = self.place(node)
        for wanted in off:
            axis = next((axis for axis in (1, 2) if _runs_along(axis, at, wanted.parts)), 0)
            others = [each for each in self._line(node, axis) if each != node] if axis else []
            alike = [each for each in others if self._gives(each, node, wanted.due)]
            if alike and 2 * len(alike) > len(others):
                beside = self._addresses(node, [self.place(each) for each in alike])
                detail = OfFormula(beside=beside, meant=self._meant(node, wanted))
                return Reason(CauseKind.TYPED_OVER, detail, wanted.due, wanted.link, is_sure=False)
        return Known.NOTHING

    def _line(self, node: int, axis: int) -> Sequence[int]:
        """The totals in the row of a total that adds up a column (axis 1), or in the column of one of a row (2)."""
        line = self.network.nodes[node].line
        return self._totals[line.filing, axis, line.address[axis - 1]]

    @cached_property
    def _totals(self) -> Mapping[tuple[int, int, int], list[int]]:
        """The figures that relations within forms add up, by filing, axis and row or column."""
        found: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        lefts = (link.left for link in self.network.links if link.kind is Source.WITHIN and len(link.weights) > 2)
        for node in dict.fromkeys(each for each in lefts if each >= 0):
            line = self.network.nodes[node].line
            for axis in (1, 2):
                found[line.filing, axis, line.address[axis - 1]].append(node)
        return found

    def _gives(self, other: int, node: int, due: float) -> bool:
        """Whether the formula of another total would, in the place of this one, give what is due."""
        there, at, book = self.place(other), self.place(node), self.workings(node)
        adds = addition(book.formula(there))
        if not adds or there[0] != at[0]:
            return False
        here = moved(adds, at[1] - there[1], at[2] - there[2])
        shares = book.shares(at, here, shown_only=False)
        return (
            shares is not None and abs(sum(each.amount for each in shares.values()) + here.constant - due) <= TOLERANCE
        )

    def _meant(self, node: int, wanted: Wanted) -> str:
        """The cells that belong to a total, where they are few ranges to add."""
        text = self._addresses(node, list(wanted.parts))
        return text if text.count(JOIN) < MOST_RANGES and all(factor > 0 for factor, _ in wanted.parts.values()) else ""

    def address(self, node: int) -> str:
        """The address of a figure in its file."""
        return self._addresses(node, [self.place(node)])

    def _addresses(self, node: int, places: Sequence[Place]) -> str:
        names = {name: sheet.name for name, sheet in self.workings(node).sheets.items()}
        return addresses(places, names, self.place(node)[0])


def _runs_along(axis: int, at: Place, parts: Mapping[Place, tuple[float, float]]) -> bool:
    """Whether a total stands in the column (1) or the row (2) of all its parts."""
    other = 3 - axis
    return all(place[0] == at[0] and place[other] == at[other] for place in parts)
