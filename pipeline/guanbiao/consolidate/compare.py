"""Libraries compared: ranks, and figures that stand apart from what the others state.

Libraries differ in size by multiples, so that a figure is far from the others if it is many times as large or as small:
what is measured is the logarithm of figures above 0, and of the change since the year before. Far is what lies more
than 3.5 times the scaled median deviation from the median (Iglewicz and Hoaglin), and for want of a spread nothing is;
a median is moved by no single figure, however wrong it is."""

from collections.abc import Mapping
from math import exp, log
from statistics import median

from msgspec import Struct

from guanbiao.consolidate.indicators import Values

LEAST_LIBRARIES = 5  # below, nobody can say what is usual
_FAR = 3.5
_SCALE = 1.4826  # makes the median deviation of a normal distribution its standard deviation
_LEAST_TIMES = 2.0  # however alike the others are, less is not far
_LEAST_GROWTH = 1.3
_MOST_ARE = 0.75  # of the libraries; what so many have is missed where it is 0


class Spread(Struct, frozen=True):
    """How the figures of an indicator lie: how many there are, their median, and between what half of those above 0
    lie, where that can be told."""

    count: int
    median: float
    low: float | None = None
    high: float | None = None


class Far(Struct, frozen=True):
    """How a figure stands apart: `times` the median (0: it is 0, and most are not), or `growth` times its own of the
    year before, where that of most libraries is `usual`."""

    times: float | None = None
    growth: float | None = None
    usual: float = 1.0


def ranks(values: Values) -> dict[int, int]:
    """The place of each library among all, the largest first; equals share a place.

    >>> ranks({0: 5, 1: 9, 2: 5, 3: 1})
    {1: 1, 0: 2, 2: 2, 3: 4}
    """
    ordered = sorted(values.items(), key=lambda each: (-each[1], each[0]))
    first: dict[float, int] = {}
    for at, (_, value) in enumerate(ordered, 1):
        first.setdefault(value, at)
    return {library: first[value] for library, value in ordered}


def spread_of(values: Values) -> Spread | None:
    """How figures lie; None where there are none."""
    if not values:
        return None
    logs = [log(value) for value in values.values() if value > 0]
    if len(logs) < LEAST_LIBRARIES:
        return Spread(len(values), median(values.values()))
    middle = median(logs)
    deviation = median(abs(each - middle) for each in logs)
    return Spread(len(values), median(values.values()), exp(middle - deviation), exp(middle + deviation))


def far_off(values: Values, before: Values) -> dict[int, Far]:
    """The figures that stand apart, by library: in size, else in their change since the year before."""
    sizes = {library: value for library, value in values.items() if value > 0}
    growths = {library: value / last for library, value in sizes.items() if (last := before.get(library)) and last > 0}
    changed = {library: Far(growth=each, usual=usual) for library, each, usual in _far(growths, _LEAST_GROWTH)}
    large = {library: Far(times=each / usual) for library, each, usual in _far(sizes, _LEAST_TIMES)}
    return _nothing(values, sizes) | changed | large


def _nothing(values: Values, sizes: Values) -> dict[int, Far]:
    """The libraries that state 0 where nearly all others do not."""
    if len(values) < LEAST_LIBRARIES or len(sizes) < _MOST_ARE * len(values):
        return {}
    return {library: Far(times=0.0) for library, value in values.items() if value == 0}


def _far(values: Mapping[int, float], least: float) -> list[tuple[int, float, float]]:
    """What is far from the median, with the median; at least so many times as much, or as little."""
    if len(values) < LEAST_LIBRARIES:
        return []
    logs = {library: log(value) for library, value in values.items()}
    middle = median(logs.values())
    deviation = median(abs(each - middle) for each in logs.values())
    if not deviation:
        return []
    limit = max(_FAR * _SCALE * deviation, log(least))
    return [(at, values[at], exp(middle)) for at, each in logs.items() if abs(each - middle) > limit]
