"""The network of a year from its relations: those that must hold exactly and could be judged.

Of-which relations and rounded shares give no figure to solve for, and are no links."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

import polars as pl

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import CellKey, Link, Node, Series, cell_key
from guanbiao.facts.frames import MetLine, RelationLine, lines
from guanbiao.facts.possible import may_be_negative, must_not_be_negative
from guanbiao.facts.whole import must_be_whole
from guanbiao.forms.catalogue import Catalogue, Level
from guanbiao.forms.relation import Relation
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.judge import TOLERANCE, Reconciled
from guanbiao.text.figures import State


def network_of(
    reconciled: Reconciled, period: int, catalogue: Catalogue, without: Collection[int] = frozenset()
) -> Network:
    """The network of a period: its mandatory equations that could be judged, and the figures they met; `without` some
    of them, by number."""
    is_judged = pl.col("verdict") != Verdict.UNVERIFIABLE.value
    wanted = is_judged & ~pl.col("relation").is_in(list(without)) if without else is_judged
    return _network(reconciled, period, catalogue, wanted)


def open_network_of(reconciled: Reconciled, period: int, catalogue: Catalogue) -> Network:
    """The same with those equations that are open though all their figures are there: nobody knows the unit of some."""
    return _network(reconciled, period, catalogue, pl.col("missing") == 0)


def _network(reconciled: Reconciled, period: int, catalogue: Catalogue, wanted_ones: pl.Expr) -> Network:
    judged = reconciled.relations_of(period).filter(
        wanted_ones & pl.col("equal") & (pl.col("tolerance") < 2 * TOLERANCE)
    )
    relations = reconciled.plan.relations
    hard = [line for line in lines(judged, RelationLine) if relations[line.relation].rule.level is Level.MANDATORY]
    wanted = pl.DataFrame({"relation": [line.relation for line in hard]}, schema={"relation": pl.Int32})
    terms: dict[int, list[MetLine]] = defaultdict(list)
    for line in lines(reconciled.terms_of(period).join(wanted, on="relation", how="semi"), MetLine):
        terms[line.relation].append(line)
    signs = must_not_be_negative(catalogue), may_be_negative(catalogue)
    return _assembled(hard, terms, relations, must_be_whole(catalogue), *signs)


def _assembled(
    hard: Sequence[RelationLine],
    terms: Mapping[int, Sequence[MetLine]],
    relations: Sequence[Relation],
    is_counted: Callable[[MetLine], bool],
    is_unsigned: Callable[[MetLine], bool],
    is_signed: Callable[[MetLine], bool],
) -> Network:
    """The relations `hard` with their terms as links; figures are said to be counted one by one, and never below 0 or
    changes, which may be."""
    numbers: dict[CellKey, int] = {}
    met: list[MetLine] = []

    def number(line: MetLine) -> int:
        key = cell_key(line)
        if key not in numbers:
            numbers[key] = len(met)
            met.append(line)
        return numbers[key]

    links = [_link(line.relation, relations[line.relation], terms[line.relation], number) for line in hard]
    whole = _whole_columns(met)
    counted = _counted(links, [at for at, line in enumerate(met) if is_counted(line)])
    nodes = tuple(
        Node(
            line,
            line.figure,
            line.state == State.BLANK,
            whole[line.form, line.column],
            at in counted,
            is_unsigned(line),
            is_signed(line),
        )
        for at, line in enumerate(met)
    )
    off = {at: gap for at, line in enumerate(hard) if abs(gap := line.difference or 0.0) > line.tolerance}
    return Network(nodes, tuple(links), off)


def _link(number: int, relation: Relation, terms: Sequence[MetLine], node: Callable[[MetLine], int]) -> Link:
    """A relation as a link; `node` gives the number of the node for a term. Entries that are counted are constants, and
    so are figures of a year before, which nothing that is found this year changes; the two factors of a product follow
    each other."""
    weights: dict[int, float] = defaultdict(float)
    products: list[tuple[float, int, int]] = []
    constant = 0.0
    lefts: list[int] = []
    pending: MetLine | None = None
    for line in terms:
        weight = float(line.factor if line.side == 0 else -line.factor)
        if line.state == State.MERGED:
            continue  # it counts nothing: the figure that is merged over it stands in its first cell
        if line.at_column is None or (line.back and not line.power):
            constant += weight * line.figure
        elif line.power and pending is None:
            pending = line
        elif line.power and pending is not None:
            products.append((weight, node(pending), node(line)))
            pending = None
        else:
            at = node(line)
            weights[at] += weight
            lefts += [at] if line.side == 0 else []
    left = lefts[0] if len(lefts) == 1 else -1
    return Link(number, relation.kind, dict(weights), tuple(products), constant, left)


def _counted(links: Sequence[Link], stated: Sequence[int]) -> frozenset[int]:
    """The nodes that are of what is counted one by one: those `stated` as such, and what only adds up with them."""
    sums: dict[int, list[int]] = defaultdict(list)
    left = dict[int, Link]()  # the sums that no node of what is counted was met in yet: each is gone through once
    for at, link in enumerate(links):
        if not link.products and all(abs(weight) == 1 for weight in link.weights.values()):
            left[at] = link
            for node in link.weights:
                sums[node].append(at)
    found, pending = set(stated), list(stated)
    while pending:
        met = [left.pop(at) for at in sums.pop(pending.pop(), ()) if at in left]
        fresh = {node for link in met for node in link.weights} - found
        found |= fresh
        pending += fresh
    return frozenset(found)


def _whole_columns(terms: Sequence[MetLine]) -> dict[Series, bool]:
    """By column, whether its figures are whole numbers."""
    whole: dict[Series, bool] = defaultdict(lambda: True)
    for line in terms:
        whole[line.form, line.column] &= line.figure.is_integer()
    return whole
