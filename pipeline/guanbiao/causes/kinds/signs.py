"""Changes typed without their signs: what grew and what shrank stand alike in a column, or stand the other way round.

|      | 2019 | 2020 | 变动 |
| 成人 |  130 |  110 |   20 |     20 less, and 5 more, typed as how much each of them changed: 变动 is -20 for
| 少儿 |   40 |   45 |    5 |     成人 and -15 in all, and no figure of the years is wrong.
| 合计 |  170 |  155 |   15 |
"""

from collections.abc import Iterator

from guanbiao.causes.kinds.patterns import Pattern
from guanbiao.causes.kinds.wanted import wanted_series
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind

LEAST_SIGNS = 2  # figures with the other sign: one alone is a slip of the hand


def sign_patterns(network: Network) -> Iterator[Pattern]:
    """The columns and rows of which several figures are wanted with the other sign."""
    for axis in Axis:
        for _, moves in wanted_series(network, axis):
            turned = tuple((node, value) for node, value in moves if value == -network.nodes[node].value)
            if len(turned) >= LEAST_SIGNS:
                yield Pattern(CauseKind.SIGN, ChangeSet(turned))
