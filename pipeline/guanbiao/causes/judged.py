"""Relations that could be judged, one by one, and whether they would hold with other figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import polars as pl
from msgspec import Struct

from guanbiao.causes.nodes import CellKey, cell_key
from guanbiao.facts.frames import MetLine, RelationLine, lines
from guanbiao.model.findings import Verdict


class MetRelation(Struct, frozen=True):
    """A relation that could be judged: its number, its terms, whether it is an equation, by how much its sides may
    differ, and whether they do by more."""

    relation: int
    lines: tuple[MetLine, ...]
    is_equal: bool
    tolerance: float
    is_broken: bool

    @property
    def is_share(self) -> bool:
        """Whether it holds a printed figure against one count divided by another."""
        return sorted(line.power or 0 for line in self.lines) == [-1, 0, 1]

    @property
    def is_sum(self) -> bool:
        """Whether it holds figures against each other to the last unit."""
        return self.is_equal and not self.is_share

    def holds(self, values: Mapping[CellKey, float]) -> bool:
        """Whether it would hold if some of its figures were these values."""
        both = self.sides(values)
        if both is None:
            return False
        difference = round(both[0] - both[1], 6)
        return (abs(difference) if self.is_equal else difference) <= self.tolerance

    def sides(self, values: Mapping[CellKey, float]) -> tuple[float, float] | None:
        """What both sides would come to if some of its figures were these values; None where one is divided by 0."""
        sides, products = [0.0, 0.0], dict[tuple[int, int], float]()
        for line in self.lines:
            figure = values.get(cell_key(line), line.figure)
            if not line.power:
                sides[line.side] += line.factor * figure
            elif line.power < 0 and not figure:
                return None
            else:
                at = line.side, line.order
                products[at] = products.get(at, line.factor) * figure**line.power
        for (side, _), product in products.items():
            sides[side] += product
        return round(sides[0], 6), round(sides[1], 6)


def met_relations(judged: pl.DataFrame, terms: pl.DataFrame) -> Iterator[MetRelation]:
    """The relations of a frame (RelationLine) with their terms, those of them that are in `terms` (TermLine); each of
    them could be judged."""
    by_relation: dict[int, list[MetLine]] = defaultdict(list)
    for term in lines(terms.join(judged, on="relation", how="semi", maintain_order="left"), MetLine):
        by_relation[term.relation].append(term)
    for line in lines(judged, RelationLine):
        is_broken = line.verdict == Verdict.BROKEN.value
        yield MetRelation(line.relation, tuple(by_relation[line.relation]), line.equal, line.tolerance, is_broken)
