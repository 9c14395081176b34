"""A text of a figure cell cut into pieces: numbers with their scale and unit, signs, parentheses, words."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from guanbiao.text.cells import MOST_DIGITS

Role = Literal["value", "aside", "term"]


class Quantity(Struct, frozen=True):
    """A number with its unit as typed, per cent as a share of one. `role`: value (outside parentheses), aside (inside
    them), term (of arithmetic); `label`: the word that stands with it, `成人` in `12(成人)`."""

    value: float
    unit: str = ""
    label: str = ""
    role: Role = "value"


# Units as the official forms print them and people type them: of what is lent, held or read; of people, events and
# things; of measures. The longest that fits is taken (册次 before 册).
UNITS = (
    *("册(件)", "册、件", "册件", "册次", "册", "件", "种", "条次", "条", "份", "篇", "节", "张", "盘"),
    *("人次", "人", "名", "户", "家", "次", "期", "场", "个", "项", "台"),
    *("学时", "小时", "课时", "时", "天", "米", "万元", "元", "GB", "TB", "MB", "G", "T", "M", "%"),
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:\.\d+)?(?![\d.,_])"
_SCALES = {"万": 10**4, "亿": 10**8}


class Unreadable(Exception):
    """The text is not a figure; turned into a state at once."""


class Token(Struct, frozen=True):
    """A piece of a cell: its kind (number, sign, equals, open, close, word), its text, and the quantity of a number."""

    kind: str
    text: str
    quantity: Quantity | None = None


@lru_cache
def pattern_of(units: tuple[str, ...]) -> re.Pattern[str]:
    """What a text is cut into, with these units besides the usual ones."""
    unit = "|".join(re.escape(each) for each in sorted((*UNITS, *units), key=len, reverse=True))
    return re.compile(
        rf"\s*(?:(?P<number>(?<![\d.]){_NUMBER})\s*(?P<scale>[万亿](?!元))?\s*(?P<unit>{unit})?"
        r"|(?P<sign>\+|[-−]{1,2})|(?P<equals>=)|(?P<open>\()|(?P<close>\))|(?P<word>[^\d\s()=+−]+))",
    )


def tokens_of(text: str, token: re.Pattern[str]) -> list[Token]:
    """The pieces of a text, nothing left out. Raises Unreadable where there is none of these kinds."""
    tokens: list[Token] = []
    at = 0
    while at < len(text.rstrip()):
        match = token.match(text, at)
        if match is None:
            raise Unreadable
        if sum(each.isdigit() for each in match["number"] or "") > MOST_DIGITS:
            raise Unreadable
        kind = str(match.lastgroup if match["number"] is None else "number")
        tokens.append(Token(kind, match[0].strip(), _quantity(match) if kind == "number" else None))
        at = match.end()
    return tokens


def _quantity(match: re.Match[str]) -> Quantity:
    value = Decimal(re.sub("[, ]", "", match["number"])) * _SCALES.get(match["scale"] or "", 1)
    unit = match["unit"] or ""
    return Quantity(float(value / 100 if unit == "%" else value), unit)
