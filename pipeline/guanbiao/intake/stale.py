"""Formulas worked out again over the values beside them, to find cached results that are out of date.

Only what totals are made of: sums, products, differences, quotients and a few functions over cells of the workbook. Any
other formula is left alone: it is not ours to judge."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import fsum, prod

from guanbiao.model.books import Note
from guanbiao.text.cells import (
    Position,
    Value,
    a1,
    at_address,
)

_REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!:]+)!)?(?P<cells>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)"
)
_WORD = re.compile(r"[A-Z][A-Z0-9.]*\(")
_OVER_RANGES: Mapping[str, Callable[[Sequence[float]], float]] = {
    "SUM(": sum,
    "PRODUCT(": lambda figures: prod(figures) if figures else 0.0,
    "AVERAGE(": lambda figures: fsum(figures) / len(figures),
    "COUNT(": len,
    "MAX(": max,
    "MIN(": min,
}
_FUNCTIONS = frozenset((*_OVER_RANGES, "ROUND("))
_NEAR = 1e-6  # relative: programs add in other orders, and their last digits differ; a wrong total is off by far more
_MOST_CELLS = 20_000  # of a range that is added up: a hundred times the longest column of a form; ranges may say A:A
Rows = Sequence[Sequence[Value]]


class NotOurs(Exception):
    """A formula that is not one of those worked out here, or refers to what is no figure."""


def stale(formulas: Iterable[tuple[Position, str]], rows: Rows, others: Mapping[str, Rows]) -> Iterator[Note]:
    """A note for each cached figure that its formula does not give over the cached figures it refers to: cells of the
    same sheet (`rows`), or of `others`, by name in capitals. `formulas` are positions and texts without `=`.

    >>> rows = [[10, 20, 31]]
    >>> [(note.cell, note.shown, note.expected) for note in stale([((0, 2), "SUM(A1:B1)")], rows, {})]
    [('C1', 31, 30.0)]
    """
    for (row, column), text in formulas:
        shown = _at(rows, row, column)
        if isinstance(shown, int | float) and not isinstance(shown, bool) and text and _is_known(text):
            try:
                due = _Evaluation(text, rows, others, (row, column)).result()
            except (NotOurs, ArithmeticError, ValueError, RecursionError):
                continue
            if abs(due - shown) > _NEAR * max(1.0, abs(due), abs(shown)):
                yield Note("stale", a1(row, column), f"={text}", shown, due)


def _is_known(text: str) -> bool:
    return set(_WORD.findall(text.upper())) <= _FUNCTIONS


def _at(rows: Rows, row: int, column: int) -> Value:
    return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None


class _Evaluation:
    """One formula, in the cell `own`, worked out by recursive descent over its operands and operators."""

    def __init__(self, text: str, rows: Rows, others: Mapping[str, Rows], own: Position) -> None:
        from openpyxl.formula import Tokenizer  # deferred: only workbooks with formulas need it
        from openpyxl.formula.tokenizer import TokenizerError

        self.rows, self.others, self.own = rows, others, own
        try:
            self.tokens = [token for token in Tokenizer(f"={text.upper()}").items if token.type != "WHITE-SPACE"]
        except (TokenizerError, LookupError):  # the latter where a bracket closes that none opened
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
        if word in _OVER_RANGES:
            return self.closed(float(_OVER_RANGES[word](list(self.arguments()))))
        if word == "ROUND(":
            return self.rounded()
        found = _REFERENCE.fullmatch(word)
        if found:
            rows, first, last = self.cells(found)
            if first != last:
                raise NotOurs
            return self.figure(_at(rows, *first))
        return float(word)

    def closed(self, value: float) -> float:
        if self.peek() != ")":
            raise NotOurs
        self.next += 1
        return value

    def cells(self, found: re.Match[str]) -> tuple[Rows, Position, Position]:
        """The rows that a reference points into, and the first and last cell of it; none that hold the formula itself,
        which has no result then however often it is worked out."""
        sheet = (found["sheet"] or "").strip("'").replace("''", "'")
        rows = self.others.get(sheet) if sheet else self.rows
        if rows is None:
            raise NotOurs
        start, _, end = found["cells"].partition(":")
        first, last = at_address(start), at_address(end or start)
        if rows is self.rows and all(one <= at <= other for one, at, other in zip(first, self.own, last, strict=True)):
            raise NotOurs
        return rows, first, last

    def arguments(self) -> Iterator[float]:
        """The figures of a function: those of cells and ranges without texts and blanks, those of anything else as
        they are."""
        while self.peek() != ")":
            found = _REFERENCE.fullmatch(self.peek())
            if found and self.is_argument():
                self.next += 1
                yield from _numbers(*self.cells(found))
            else:
                yield self.sum()
            if self.peek() == ",":
                self.next += 1

    def is_argument(self) -> bool:
        """Whether the operand at hand is an argument of its own, and not a part of one."""
        following = self.tokens[self.next + 1].value if self.next + 1 < len(self.tokens) else ""
        return following in (",", ")")

    def rounded(self) -> float:
        value = self.sum()
        if self.take() != ",":
            raise NotOurs
        digits = self.closed(self.sum())
        unit = Decimal(1).scaleb(-int(digits))
        return float(Decimal(f"{value:.15g}").quantize(unit, ROUND_HALF_UP))  # fifteen digits are what a sheet shows

    def figure(self, value: Value) -> float:
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise NotOurs
        return float(value)


def _numbers(rows: Rows, first: Position, last: Position) -> Iterator[float]:
    """The numbers of a range. Raises NotOurs where it is too large, or an error stands in it."""
    top, bottom = sorted((first[0], last[0]))
    left, right = sorted((first[1], last[1]))
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        raise NotOurs
    for row in rows[top : bottom + 1]:
        for value in row[left : right + 1]:
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield value
            elif isinstance(value, str) and value.startswith("#"):
                raise NotOurs
