"""How long something lasted, held against the days that its sentence names."""

from guanbiao.model.claims import Verdict
from guanbiao.prose.told import Told
from guanbiao.text.clauses import DAYS, LASTED_FOR, MONTHS_LONG

BEFORE = 8  # characters before a figure that say that something lasted so long
MONTH = 30.0  # days of a month that has begun
NEAR = 0.5  # months by which people round


def lasted(text: str, told: Told) -> tuple[float, Verdict] | None:
    """How long the time is that a sentence names, in the unit of its figure, where that says how long it was: confirmed
    as people round, never accused."""
    claim, period = told.claim, told.period
    if period is None or not LASTED_FOR.search(text, max(claim.start - BEFORE, 0), claim.start):
        return None
    if period.first_day is None or period.last_day is None or period.last_year not in (0, period.year):
        return None
    (first, since), (last, until) = period.first_day, period.last_day
    months = last - first + (until - since + 1) / MONTH
    if claim.unit not in (*MONTHS_LONG, *DAYS) or months <= 0:
        return None
    length, near = (months, NEAR) if claim.unit in MONTHS_LONG else (round(months * MONTH), 1.0)
    if not claim.low - near <= length <= claim.high + near:
        return None
    return length, Verdict.AGREES if length == claim.value else Verdict.ROUNDED
