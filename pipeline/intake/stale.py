"""Formulas worked out again over the values beside them, to find cached results that are out of date.

Only what totals are made of: sums, products, differences, quotients and ROUND over cells of the same sheet. Any other
formula is left alone: it is not ours to judge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from pipeline.books import Cell, Note, Value, a1, at_address

_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}")
_KNOWN = re.compile(r"[-+*/(),:.$\dA-Z \t\r\n]*")
_WORD = re.compile(r"[A-Z]+\(")
_FUNCTIONS = frozenset(("SUM(", "ROUND("))
_NEAR = 1e-6
_MOST_CELLS = 20_000
Rows = Sequence[Sequence[Value]]


class NotOurs(Exception):
    """A formula that is not one of those worked out here."""


def stale(formulas: Iterable[tuple[Cell, str]], rows: Rows) -> Iterator[Note]:
    """A note for each cached figure that its formula does not give over the cached figures it refers to."""
    for (row, column), text in formulas:
        shown = _at(rows, row, column)
        if isinstance(shown, int | float) and not isinstance(shown, bool) and _is_known(text):
            try:
                due = _Evaluation(text, rows).result()
            except (NotOurs, ArithmeticError, RecursionError):
                continue
            if abs(due - shown) > _NEAR * max(1.0, abs(due), abs(shown)):
                yield Note("stale", a1(row, column), f"={text}", shown, due)


def _is_known(text: str) -> bool:
    upper = text.upper()
    return bool(_KNOWN.fullmatch(upper)) and set(_WORD.findall(upper)) <= _FUNCTIONS


def _at(rows: Rows, row: int, column: int) -> Value:
    return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None


class _Evaluation:
    """One formula worked out by recursive descent over its operands and operators."""

    def __init__(self, text: str, rows: Rows) -> None:
        from openpyxl.formula import Tokenizer  # deferred: only workbooks with formulas need it
        from openpyxl.formula.tokenizer import TokenizerError

        self.rows = rows
        try:
            self.tokens = [token for token in Tokenizer(f"={text.upper()}").items if token.type != "WHITE-SPACE"]
        except TokenizerError:
            raise NotOurs from None
        self.next = 0

    def result(self) -> float:
        value = self.sum()
        if self.next < len(self.tokens):
            raise NotOurs
        return value

    def peek(self) -> str:
        return str(self.tokens[self.next].value) if self.next < len(self.tokens) else ""

    def take(self) -> str:
        word = self.peek()
        if not word:
            raise NotOurs
        self.next += 1
        return word

    def sum(self) -> float:
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> float:
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = value * self.factor() if self.take() == "*" else value / self.factor()
        return value

    def factor(self) -> float:
        word = self.take()
        if word in ("+", "-"):
            return self.factor() if word == "+" else -self.factor()
        if word == "(":
            return self.closed(self.sum())
        if word == "SUM(":
            return self.closed(sum(self.arguments()))
        if word == "ROUND(":
            return self.rounded()
        if _REFERENCE.fullmatch(word):
            return self.figure(_at(self.rows, *at_address(word)))
        try:
            return float(word)
        except ValueError:
            raise NotOurs from None

    def closed(self, value: float) -> float:
        if self.peek() != ")":
            raise NotOurs
        self.next += 1
        return value

    def arguments(self) -> Iterator[float]:
        """The figures of a SUM: those of ranges without their texts, those of anything else as they are."""
        while self.peek() != ")":
            first, separator, last = self.peek().partition(":")
            if separator and _REFERENCE.fullmatch(first) and _REFERENCE.fullmatch(last):
                self.next += 1
                yield from self.range(at_address(first), at_address(last))
            else:
                yield self.sum()
            if self.peek() == ",":
                self.next += 1

    def range(self, first: Cell, last: Cell) -> Iterator[float]:
        if (abs(last[0] - first[0]) + 1) * (abs(last[1] - first[1]) + 1) > _MOST_CELLS:
            raise NotOurs
        top, bottom = sorted((first[0], last[0]))
        left, right = sorted((first[1], last[1]))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                value = _at(self.rows, row, column)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield value
                elif isinstance(value, str) and value.startswith("#"):
                    raise NotOurs

    def rounded(self) -> float:
        value = self.sum()
        if self.take() != ",":
            raise NotOurs
        digits = self.closed(self.sum())
        unit = Decimal(1).scaleb(-int(digits))
        return float(Decimal(repr(value)).quantize(unit, ROUND_HALF_UP))

    def figure(self, value: Value) -> float:
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise NotOurs
        return float(value)
