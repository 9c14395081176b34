"""Figures told in a row: `2018年、2019年分别为 A 和 B`, `讲座、展览的观众依次为 A、B人次`."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.prose.lexicon import Concept, of_facet, read
from guanbiao.prose.times import is_of_years, is_whole_year, months_of
from guanbiao.text.amounts import Amount
from guanbiao.text.clauses import CLAUSE, RESPECTIVELY, ROW, SHARE, TO, TOTAL
from guanbiao.text.periods import Period

_FAR = 6  # characters that stand at most between 分别 and the first figure


class Label(Struct, frozen=True):
    """What one figure of a row is of: a period, or a concept; or as many things as were counted before it, which are
    `like` its own (the position of that figure). `unit`: that of the whole row, where its own is not typed."""

    period: Period | None = None
    concept: Concept | None = None
    like: int = -1
    unit: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it is known what the figure is of."""
        return self.period is not None or self.concept is not None or self.like >= 0


def labels_of(
    text: str, found: Sequence[Amount], every: Sequence[Period], ends: Sequence[int], lexicon: Lexicon
) -> Mapping[int, Label]:
    """By position of a figure that stands in a row, what it is of."""
    labels: dict[int, Label] = {}
    for match in RESPECTIVELY.finditer(text):
        first = next((at for at, each in enumerate(found) if each.start >= match.end()), len(found))
        row = _row(text, found, first) if first < len(found) else []
        if len(row) > 1 and _is_of_row(text[match.end() : found[first].start]):
            start = max((end for end in ends if end <= match.start()), default=0)
            labels.update(_labels(text, (start, match.start()), row, found, every, lexicon))
    for first in range(len(found) - 1):
        if first not in labels and first - 1 not in labels:
            labels |= _named_before(text, found, first, ends, lexicon)
    return labels


def _named_before(
    text: str, found: Sequence[Amount], first: int, ends: Sequence[int], lexicon: Lexicon
) -> Mapping[int, Label]:
    """What figures are of that follow as many names in their clause: 讲座、展览70场、41场."""
    row, end = _row(text, found, first), found[first].start
    if len(row) < 2 or len({found[at].unit for at in row}) > 1:
        return {}
    marks = (mark.end() for mark in CLAUSE.finditer(text, 0, end))
    start = max([*marks, *(each for each in ends if each <= end), *(found[at].end for at in range(first))], default=0)
    concepts = _told_apart(text[start:end], len(row), lexicon) if not TOTAL.search(text, start, end) else ()
    return {at: Label(concept=each) for at, each in zip(row, concepts, strict=True)} if concepts else {}


def _is_of_row(between: str) -> bool:
    """Whether what stands between 分别 and a figure leaves the two together: 分别占总流通人次的."""
    return len(between) <= _FAR or SHARE.fullmatch(between) is not None


def _row(text: str, found: Sequence[Amount], first: int) -> list[int]:
    """The figures of a row: of two and more in one unit, those that count something else are no part of it
    (分别为3册和5册，两个月 …)."""
    row = [first]
    while row[-1] + 1 < len(found) and ROW.fullmatch(text, found[row[-1]].end, found[row[-1] + 1].start):
        row.append(row[-1] + 1)
    alike = next((at for at, each in enumerate(row) if found[each].unit != found[first].unit), len(row))
    return row[:alike] if alike > 1 and found[first].unit else row


def _labels(
    text: str,
    head: tuple[int, int],
    row: Sequence[int],
    found: Sequence[Amount],
    every: Sequence[Period],
    lexicon: Lexicon,
) -> Mapping[int, Label]:
    """What the figures of a row are of: as many times, concepts of one facet or figures as stand before it."""
    start, end = head
    since = max(start, *(found[at].end for at in range(row[0])), 0) if row[0] else start
    unit = found[row[-1]].unit
    clause = max((mark.end() for mark in CLAUSE.finditer(text, since, end)), default=since)
    concepts = _told_apart(text[clause:end], len(row), lexicon)
    times = [each for each in every if since <= each.start < end and _is_of_one(each)]
    times = _each_year(text, times)
    if not concepts and len(times) == len(row):
        return {at: Label(period=each, unit=unit) for at, each in zip(row, times, strict=True)}
    concepts = concepts or _told_apart(text[since:end], len(row), lexicon)
    if concepts:
        return {at: Label(concept=each, unit=unit) for at, each in zip(row, concepts, strict=True)}
    before = [at for at in range(row[0]) if found[at].start >= start]
    if len(before) > len(row):
        before = [at for at in before if found[at].unit == found[row[0] - 1].unit]
    if len(before) == len(row):
        return {at: Label(like=each, unit=unit) for at, each in zip(row, before, strict=True)}
    return {at: Label(unit=unit) for at in row}


def _is_of_one(period: Period) -> bool:
    """Whether figures of a row may be of a period, or each of one of its years."""
    return is_whole_year(period) or is_of_years(period) or months_of(period) is not None


def _told_apart(text: str, count: int, lexicon: Lexicon) -> tuple[Concept, ...]:
    """As many concepts of one facet as there are figures; none where there are not."""
    concepts = read(text, lexicon).concepts
    said = (of_facet(concepts, facet) for facet in lexicon.by_name)
    return next((each for each in said if len(each) == count), ())


def _each_year(text: str, times: list[Period]) -> list[Period]:
    """Every year from one to another, where a text says no more than that."""
    first, last = (times[0], times[-1]) if times else (None, None)
    if first is None or last is None or len(times) > 2:
        return times
    until = last.year if len(times) > 1 else first.last_year
    is_span = len(times) == 1 or TO.fullmatch(text, first.end, last.start) is not None
    if not is_span or not first.year or until <= first.year:
        return times
    return [replace(first, year=year, last_year=year) for year in range(first.year, until + 1)]
