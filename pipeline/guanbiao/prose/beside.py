"""What stands beside a figure in its sentence that may make it another than its words say."""

from collections.abc import Sequence

from guanbiao.forms.prose import Lexicon
from guanbiao.prose.lexicon import goes_without_saying, read
from guanbiao.prose.told import Told
from guanbiao.text.amounts import amounts
from guanbiao.text.clauses import (
    APART,
    ASIDE_BEHIND,
    BY_HOW_MUCH,
    CLAUSE_BEFORE,
    CLOSED,
    LABEL_ASIDE,
    LABELLED,
    OPENED,
    OTHERWISE,
    RESTRICTS,
    SAID_BEHIND,
    SENTENCE,
)

NEAR = 24  # characters before a figure that may say that it is otherwise


def in_sentence(text: str, before: Sequence[Told], told: Told) -> list[Told]:
    """The figures before one in its sentence, as far as no label with a colon begins another matter behind them."""
    start = max((match.end() for match in SENTENCE.finditer(text, 0, told.claim.start)), default=0)
    own = [each for each in before if each.claim.start >= start]
    label = max((match.start() for match in LABELLED.finditer(text, start, told.claim.start)), default=0)
    return [each for each in own if each.claim.end > label and not _is_aside(text, each, told)]


def _is_aside(text: str, before: Told, told: Told) -> bool:
    """Whether a figure stands in parentheses that have ended before another one."""
    between = text[before.claim.end : told.claim.start]
    opened = [match.start() for match in OPENED.finditer(between)]
    closed = CLOSED.search(between)
    return closed is not None and (not opened or closed.start() < opened[0])


def is_otherwise(text: str, told: Told, lexicon: Lexicon) -> bool:
    """Whether words right before a figure, or an aside in its clause, say that it is not just what its clause is of."""
    start, near = told.claim.start, max(told.claim.start - NEAR, 0)
    changed = len(told.frame.years) < 2 and BY_HOW_MUCH.search(text, near, start)
    own = {facet for facet, _ in told.frame.concepts}
    clause = CLAUSE_BEFORE.search(text, 0, start)
    asides = APART.findall(clause[0]) if clause else []
    said = (concept for each in asides for concept in read(each, lexicon).concepts)
    is_of_several = len(own) < len(told.frame.concepts)  # 成人与少儿两部门共 …: which of them is said
    is_otherwise = OTHERWISE.search(text, near, start) is not None and not is_of_several
    is_apart = any(facet not in own for facet, _ in said)
    label = LABEL_ASIDE.search(text, 0, start)
    is_apart |= label is not None and bool(read(label[1], lexicon).foreign)
    return bool(changed) or is_otherwise or is_apart or _is_narrowed(text, told, lexicon)


def _is_narrowed(text: str, told: Told, lexicon: Lexicon) -> bool:
    """Whether an aside right behind a figure, or a clause that speaks of it (均为小学生), says of what of it that is,
    in words that nobody knows, or that are not said of it."""
    every = (pattern.match(text, told.claim.end) for pattern in (ASIDE_BEHIND, SAID_BEHIND))
    own = {facet for facet, _ in told.frame.concepts}
    said = (each[each.lastindex or 0] for each in every if each and not amounts(each[0]))
    words = (read(each, lexicon) for each in said if not _leaves_out_nothing(each, told, lexicon))
    return any(each.foreign or any(facet not in own for facet, _ in each.concepts) for each in words)


def _leaves_out_nothing(said: str, told: Told, lexicon: Lexicon) -> bool:
    """Whether words only leave out what a figure is not of, as its own words say (外借窗口 … 人次（不包括分馆）)."""
    return RESTRICTS.match(said) is not None and goes_without_saying(said, told.frame.concepts, lexicon)
