"""What a text lists, and the figure that says how many they are: names before it, days behind it."""

import re

from guanbiao.model.claims import Verdict
from guanbiao.prose.times import has_days, is_whole_year
from guanbiao.prose.told import Told
from guanbiao.text.clauses import (
    AFTER_NAME,
    AND,
    BETWEEN_NAMES,
    ENUMERATED,
    OPEN_LIST,
    PAIR,
    PARENTHESES,
    PARTY,
    QUOTES,
    TIMES,
)
from guanbiao.text.periods import periods

LONG_LIST = 5  # names from which on a figure behind them counts them, though nothing says so
LEAST_DAYS = 3  # days listed from which on they may be what a figure before them counts
MOST_LISTED = 300  # characters before a figure in which names are looked for
_LISTED = re.compile(ENUMERATED)


def names_listed(text: str, told: Told) -> tuple[int, Verdict] | None:
    """How many names stand in a list right before a figure, and whether it counts them rightly; None where it may count
    something else. After 等 there may be more names than are listed.

    >>> from guanbiao.forms.prose import Lexicon
    >>> from guanbiao.model.documents import Paragraph
    >>> from guanbiao.prose.frames import told_in
    >>> text = "机构有办公室、外借部、阅览部共3个部门"
    >>> (told,) = told_in(Paragraph(1, text), Lexicon(), 2020)
    >>> names_listed(text, told)
    (3, <Verdict.AGREES: 'agrees'>)
    """
    claim, before = told.claim, text[max(told.claim.start - MOST_LISTED, 0) : told.claim.start]
    plain = QUOTES.sub("", AFTER_NAME.sub("，", PARENTHESES.sub("", before)))
    match = _LISTED.search(plain)
    if party := PARTY.search(plain):
        return _met(len(BETWEEN_NAMES.findall(party[0])) + 1, told)
    if not match or claim.low != claim.high:
        return (2, Verdict.AGREES) if claim.value == 2 and PAIR.search(plain) else None
    count, said = match[1].count("、") + 1, match[2] or ""
    if claim.value in (count, count + len(AND.findall(match[1].rpartition("、")[2]))):
        return round(claim.value), Verdict.AGREES
    if said == OPEN_LIST:
        return (count, Verdict.DIFFERS) if claim.value < count else None
    sure = count >= LONG_LIST and abs(claim.value - count) <= 2
    is_plain = PARENTHESES.search(before, max(len(before) - len(match[0]), 0)) is None
    return (count, Verdict.DIFFERS) if is_plain and (sure or (said and claim.value < 2 * count)) else None


def days_listed(text: str, told: Told) -> tuple[int, Verdict] | None:
    """How many days a text lists behind a figure that counts what was held, where they are as many (活动4场次，1月5日 …
    1月12日 … 1月19日 … 9月13日); None where it may count something else."""
    if told.claim.unit not in TIMES or (told.period and not is_whole_year(told.period)):
        return None
    behind = [each for each in periods(text) if each.start >= told.claim.end and has_days(each)]
    return _met(len(behind), told) if len(behind) >= LEAST_DAYS else None


def _met(count: int, told: Told) -> tuple[int, Verdict] | None:
    """That a figure counts so many; nothing where it does not: it may count something else."""
    return (count, Verdict.AGREES) if told.claim.low == told.claim.high == count else None
