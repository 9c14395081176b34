"""Lines of running text that stand over those below them as headings do, though no style says so: `12月主要数据：`,
`五、少儿部`, each followed by items."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.documents import Paragraph
from guanbiao.text.amounts import amounts
from guanbiao.text.clauses import COLONS, ENDS_SENTENCE, ITEM, LEVELS, STARTS_ITEM

LONGEST = 40  # characters of a line that leads others
SHORT = 16  # characters of one that nothing says of that it does
LEVELLED = len(LEVELS)  # the level of a line that has no number


class _Lead(Struct, frozen=True):
    """A line that stands over those below it, and its level: that of its number, from 0 on."""

    text: str
    level: int


def with_leads(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of a report, each below the lines that lead it, too: up to the next heading, and to the next line
    with a number of their own level, or without one."""
    over: list[_Lead] = []
    above: tuple[str, ...] = ()
    for each in paragraphs:
        if each.level or each.headings != above or each.inside:
            over, above = [], each.headings
        if each.level or each.inside or not each.text.strip():
            yield each
            continue
        level = _level_of(each.text)
        lead = _lead_of(each.text, level)
        if level < LEVELLED or lead:
            over = [other for other in over if other.level < level]
        yield replace(each, headings=(*each.headings, *(other.text for other in over)))
        over += [lead] if lead else []


def _level_of(text: str) -> int:
    """The level of the number with which a paragraph begins: 一、 (一) 1. (1) from 0 on, that of none behind them."""
    return next((level for level, number in enumerate(LEVELS) if number.match(text)), LEVELLED)


def _lead_of(text: str, level: int) -> _Lead | None:
    """A paragraph as a line that leads others: short, no sentence and no item of a list itself, and with a colon at its
    end, with a number, or very short; one without a colon tells no figure."""
    plain = text.strip()
    if len(plain) > LONGEST or ENDS_SENTENCE.search(plain) or (STARTS_ITEM.match(plain) and plain[-1] not in COLONS):
        return None
    if plain[-1] in COLONS:
        return _Lead(plain, level)
    is_plain = not ITEM.search(plain) and not amounts(plain)
    return _Lead(plain, level) if is_plain and (level < LEVELLED or len(plain) <= SHORT) else None
