"""Formulas that add up cells, as what they add: `SUM(E5:E16)-B3` is the cells E5 to E16 and, taken away, B3.

Read are sums, differences and references, SUM, SUBTOTAL and AGGREGATE where they add, also rounded and in the usual
guards (`IF(SUM(A1:A9)=0,"",SUM(A1:A9))`). Any other formula is none of these."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.text.cells import Range, at_address

MOST_CHARACTERS = 2_000  # of a formula that is read: reading takes as many steps, and one of a form has at most 200
_MOST_NESTED = 40  # brackets in brackets; what nests deeper nobody has typed
_CELL = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_REFERENCE = re.compile(
    rf"(?:\$?(?P<sheet>'(?:[^'\[\]]|'')+'|[^'!:\[\]]+)[!.])?"
    rf"(?P<first>{_CELL}|\$?[A-Z]{{1,3}}(?=:)|\$?[1-9]\d{{0,6}}(?=:))(?::(?P<last>{_CELL}|\$?[A-Z]{{1,3}}|\$?[1-9]\d{{0,6}}))?"
)
_OUTSIDE, _FILE = re.compile(r"'?[^'!\[]*\[([^\]]+)\][^!]*!"), re.compile(r"'file:/+(?:[^'/]*/)*([^'/]+)'#")
_END_ROW, _END_COLUMN = 1_048_575, 16_383


class Way(StrEnum):
    """How a cell is added: by an operator, which makes a number of a text where it can; by a function, which skips
    texts; by one that skips rows that are not shown as well."""

    EACH = "each"
    SUM = "sum"
    SHOWN = "shown"


class Addend(Struct, frozen=True):
    """Cells that a formula adds, times a factor; `sheet` is '' for its own."""

    cells: Range
    way: Way = Way.SUM
    factor: float = 1.0
    sheet: str = ""


class Addition(Struct, frozen=True):
    """What a formula adds up, a constant besides, and by how much its result may be off for having been rounded."""

    addends: tuple[Addend, ...]
    constant: float = 0.0
    slack: float = 0.0


class _NoSum(Exception):
    """A formula that does anything else than to add."""


@lru_cache(maxsize=4096)
def addition(text: str) -> Addition | None:
    """What a formula (without `=`) adds up; None for one that does anything else, or is too long to tell.

    >>> addition("SUM(E5:E16)-$B$3").addends
    (Addend(cells=(4, 4, 15, 4), way=<Way.SUM: 'sum'>, factor=1.0, sheet=''), \
Addend(cells=(2, 1, 2, 1), way=<Way.EACH: 'each'>, factor=-1.0, sheet=''))
    >>> addition("VLOOKUP(A1,B1:C9,2)")
    """
    try:
        return _Reader(_tokens(text)).read()
    except _NoSum:
        return None


def moved(adds: Addition, down: int, across: int) -> Addition:
    """What a formula would add if it were copied so many cells away, all of its references relative.

    >>> moved(addition("SUM(E5:E16)"), 0, -2).addends[0].cells
    (4, 2, 15, 2)
    """
    return replace(adds, addends=tuple(replace(each, cells=_moved(each.cells, down, across)) for each in adds.addends))


def _moved(cells: Range, down: int, across: int) -> Range:
    top, left, bottom, right = cells
    return max(0, top + down), max(0, left + across), max(0, bottom + down), max(0, right + across)


def other_workbook(text: str) -> str:
    """The other workbook that a formula takes figures from, as it is written there; '' where it takes none.

    >>> other_workbook("SUM('D:/[报表.xlsx]1月'!B2:B9)"), other_workbook("SUM(B2:B9)")
    ('报表.xlsx', '')
    """
    if found := _FILE.search(text):
        return found[1]
    try:
        tokens = _tokens(text) if "[" in text else []
    except _NoSum:
        return ""
    outside = (_OUTSIDE.match(word) for word, kind in tokens if kind == "RANGE")
    return next((each[1] for each in outside if each), "")


def _tokens(text: str) -> list[tuple[str, str]]:
    """The words of a formula with their kinds: operands by theirs, all else by their type."""
    if not text or len(text) > MOST_CHARACTERS:
        raise _NoSum
    from openpyxl.formula import Tokenizer  # deferred: few runs meet formulas that are wrong
    from openpyxl.formula.tokenizer import TokenizerError

    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, LookupError):  # the latter where a bracket closes that none opened
        raise _NoSum from None
    return [
        (each.value, each.subtype if each.type == "OPERAND" else each.type) for each in tokens if each.value.strip()
    ]


class _Reader:
    """One formula read by recursive descent; what it adds gathers in `addends` and `constant`."""

    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self.tokens, self.next, self.depth = tokens, 0, 0
        self.addends: list[Addend] = []
        self.constant = self.slack = 0.0

    def read(self) -> Addition:
        self.expression(1.0)
        if self.next < len(self.tokens):
            raise _NoSum
        return Addition(tuple(self.addends), self.constant, self.slack)

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.next] if self.next < len(self.tokens) else ("", "")

    def take(self, *words: str) -> str:
        """The next word; one of these, where any are given."""
        word = self.peek()[0].upper()
        if not word or (words and word not in words):
            raise _NoSum
        self.next += 1
        return word

    def expression(self, sign: float) -> None:
        self.depth += 1
        if self.depth > _MOST_NESTED:
            raise _NoSum
        self.factor(sign)
        while self.peek()[0] in ("+", "-"):
            self.factor(sign if self.take() == "+" else -sign)
        self.depth -= 1

    def factor(self, sign: float) -> None:
        while self.peek()[0] in ("+", "-"):
            sign = sign if self.take() == "+" else -sign
        kind = self.peek()[1]
        word = self.take()
        if word == "(":
            self.expression(sign)
            self.take(")")
        elif word in _FUNCTIONS:
            _FUNCTIONS[word](self, sign)
        elif kind == "NUMBER":
            self.constant += sign * float(word)
        else:
            self.cells(word, sign, Way.EACH)

    def cells(self, word: str, sign: float, way: Way) -> None:
        found = _REFERENCE.fullmatch(word)
        if not found:
            raise _NoSum
        area = _area(found["first"], found["last"] or found["first"])
        if way is Way.EACH and area[:2] != area[2:]:
            raise _NoSum
        self.addends.append(Addend(area, way, sign, (found["sheet"] or "").strip("'").replace("''", "'")))

    def arguments(self, sign: float, way: Way = Way.SUM) -> None:
        """What a function adds, up to its end: ranges one by one, anything else as it would be by itself."""
        while True:
            following = self.tokens[self.next + 1][0] if self.next + 1 < len(self.tokens) else ""
            if self.peek()[1] == "RANGE" and following in (",", ")"):
                self.cells(self.take(), sign, way)
            else:
                self.expression(sign)
            if self.take(",", ")") == ")":
                return

    def shown(self, sign: float) -> None:
        """SUBTOTAL, where it adds."""
        self.take("9", "109")
        self.take(",")
        self.arguments(sign, Way.SHOWN)

    def aggregate(self, sign: float) -> None:
        """AGGREGATE, where it adds."""
        self.take("9")
        self.take(",")
        self.take("0", "1", "2", "3", "4", "5", "6", "7")
        self.take(",")
        self.arguments(sign, Way.SHOWN)

    def rounded(self, sign: float) -> None:
        self.expression(sign)
        self.take(",")
        self.slack += 0.5 * 10.0 ** -int(self.take("0", "1", "2", "3", "4", "5", "6"))
        self.take(")")

    def guarded(self, sign: float) -> None:
        """IFERROR: what stands in place of an error is a text or 0."""
        self.expression(sign)
        self.take(",")
        self.nothing()
        self.take(")")

    def chosen(self, sign: float) -> None:
        """IF with a text or 0 as one of its two results: the other one."""
        self.skip()
        self.take(",")
        if self.peek()[1] == "TEXT" or self.peek()[0] == "0":
            self.nothing()
            self.take(",")
            self.expression(sign)
            self.take(")")
        else:
            self.guarded(sign)

    def nothing(self) -> None:
        if self.peek()[1] != "TEXT":
            self.take("0")
        else:
            self.take()

    def skip(self) -> None:
        """Go to the comma after an argument."""
        depth = 0
        while depth or self.peek()[0] != ",":
            kind = self.peek()[1]
            word = self.take()
            depth += (word.endswith("(") and kind != "TEXT") - (word == ")")


def _area(first: str, last: str) -> Range:
    """The range of two addresses; of whole columns and rows all of them."""
    one, other = _corner(first, end=False), _corner(last, end=True)
    (top, bottom), (left, right) = (sorted(pair) for pair in zip(one, other, strict=True))
    return top, left, bottom, right


def _corner(address: str, *, end: bool) -> tuple[int, int]:
    plain = address.replace("$", "")
    if plain.isalpha():
        return (_END_ROW if end else 0), at_address(f"{plain}1")[1]
    if plain.isdigit():
        return int(plain) - 1, (_END_COLUMN if end else 0)
    return at_address(plain)


_FUNCTIONS = {
    "SUM(": _Reader.arguments,
    "SUBTOTAL(": _Reader.shown,
    "AGGREGATE(": _Reader.aggregate,
    "ROUND(": _Reader.rounded,
    "IFERROR(": _Reader.guarded,
    "IF(": _Reader.chosen,
}
