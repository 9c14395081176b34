"""What a text in a figure cell says: the one place where a cell's text becomes a number, whole or not at all.

A cell is sums, each followed by asides in parentheses:

    cell    = [label ":"] sum {sum}
    sum     = [sign] operand {sign operand} ["=" operand] {aside}
    operand = [合计 …] number [unit] ["(" word ")"]
    aside   = "(" {sum | words} ")"

`1,234册`, `12+5=17`, `30(成人20 少儿10)` and `总藏量:1.2万册(件)` are figures, not `3-5`, `约300`, `2020-05-03`."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.text.bounds import FIGURE_CHARACTERS
from guanbiao.text.cells import NEVER_CALCULATED
from guanbiao.text.labels import squeeze
from guanbiao.text.tokens import Quantity, Role, Token, Unreadable, pattern_of, tokens_of
from guanbiao.text.traditional import simplified


class State(StrEnum):
    """What a cell is. Blank, 0, none (`无`), dash and unreadable differ; an error is what a formula shows, absent where
    a column was left out, merged below another figure, apart what another part of its form holds and nobody put
    together, doubted a figure of a year before that was never settled."""

    BLANK = "blank"
    NUMBER = "number"
    NONE = "none"
    DASH = "dash"
    ERROR = "error"
    UNREADABLE = "unreadable"
    ABSENT = "absent"
    MERGED = "merged"
    APART = "apart"
    DOUBTED = "doubted"


class Arithmetic(Struct, frozen=True):
    """An equation typed into the cell: the position of its result in `quantities`, and each term as its sign (1 or -1)
    and its position."""

    result: int
    terms: tuple[tuple[int, int], ...]


class Reading(Struct, frozen=True):
    """What a cell says: its state, and where that is NUMBER its quantities, the main one first, with what is added up
    among them. `label` stands before a colon, `note` is words in parentheses."""

    state: State
    quantities: tuple[Quantity, ...] = ()
    arithmetic: tuple[Arithmetic, ...] = ()
    label: str = ""
    note: str = ""


# Words before a figure outside parentheses that say it is a total, and change nothing of it.
PREFIXES = ("合计", "总计", "共计", "共", "计", "总")
_LABEL = re.compile(r"^([^\d=+]*?(?:\([^()]*\))?[^\d=+()]*?):")
_ERRORS = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", NEVER_CALCULATED}
)
_CORRECTED = re.compile("应[为是]|改[为成]|更正|实为|有误|原[为是]|作废")  # 120（应为210): nobody knows which counts
_DASH = re.compile(r"^(?:[-–—―−─]{1,3}|/|\\)$")


@lru_cache(maxsize=262144)
def read_figure(text: str, units: tuple[str, ...] = ()) -> Reading:
    """What the text says; never raises. Full-width forms, thousands commas and characters without width do not matter,
    nor do spaces, except that digits with a space between them are one figure only in thousands: `1 234`, never `12 5`.

    What might be meant otherwise is unreadable: a figure with a mark (`300①`: a note, `5³`: a power), a date, a range
    (`3-5`), words of correction (`12（应为21）`); so is a text longer than any figure. A difference is one where its
    result is stated or another term is added. `units` may stand behind a number besides the usual ones.

    >>> read_figure("１，２３４ 册").quantities
    (Quantity(value=1234.0, unit='册', label='', role='value'),)
    >>> both = read_figure("17(成人12 少儿5)")
    >>> [(each.value, each.label, each.role) for each in both.quantities]
    [(17.0, '', 'value'), (12.0, '成人', 'aside'), (5.0, '少儿', 'aside')]
    >>> read_figure("12+5=17").arithmetic
    (Arithmetic(result=0, terms=((1, 1), (1, 2))),)
    >>> [str(read_figure(text).state) for text in ("", "0", "无", "—", "#REF!", "12(应为21)")]
    ['blank', 'number', 'none', 'dash', 'error', 'unreadable']
    """
    folded = "".join(map(_folded, text)).strip()
    if state := _state(folded):
        return Reading(state)
    label = _LABEL.match(folded)
    try:
        reading = _Parser(tokens_of(folded[label.end() :] if label else folded, pattern_of(units))).whole()
    except Unreadable:
        return Reading(State.UNREADABLE)
    return replace(reading, label=squeeze(label[1])) if label else reading


def _state(folded: str) -> State | None:
    """What a text is that is no figure at first sight; None for every other."""
    if not folded or len(folded) > FIGURE_CHARACTERS or _CORRECTED.search(folded):
        return State.UNREADABLE if folded else State.BLANK
    if folded in ("无", "没有"):
        return State.NONE
    return State.DASH if _DASH.match(folded) else State.ERROR if folded.upper() in _ERRORS else None


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    """A character as it counts in a figure: nothing where it is not seen, a simplified one for a traditional, and a
    mark (①, ³, ½), which NFKC would turn into digits, as it stands."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category == "No" else simplified(unicodedata.normalize("NFKC", character))


class _Parser:
    """The grammar above by recursive descent; quantities and arithmetic are gathered as they are met."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.quantities: list[Quantity] = []
        self.arithmetic: list[Arithmetic] = []
        self.notes: list[str] = []

    def whole(self) -> Reading:
        """The reading of all tokens. Raises Unreadable where any of them does not fit."""
        while self.tokens:
            main, _ = self._sum("value", PREFIXES)
            while self._next() == "open":
                self._aside(main)
        roles = [quantity.role for quantity in self.quantities]
        if "value" not in roles or self._loose():
            raise Unreadable
        return Reading(State.NUMBER, tuple(self.quantities), tuple(self.arithmetic), note=" ".join(self.notes))

    def _loose(self) -> bool:
        """Two open figures and one of them without a unit: nobody can tell what is what."""
        open_values = [quantity for quantity in self.quantities if quantity.role == "value"]
        return len(open_values) > 1 and any(not quantity.unit for quantity in open_values)

    def _next(self) -> str:
        return self.tokens[0].kind if self.tokens else ""

    def _take(self) -> Token:
        return self.tokens.pop(0)

    def _sum(self, role: Role, words: tuple[str, ...] | None) -> tuple[int, bool]:
        """One operand, or several with signs and perhaps a result: where it stands, and whether it is stated."""
        start, signs = len(self.quantities), [self._sign()]
        operands = [self._operand(words)]
        while self._next() == "sign":
            signs.append(self._sign())
            operands.append(self._operand(words))
        result = self._result(words)
        if len(operands) == 1 and result is None:
            self.quantities.append(replace(operands[0], value=operands[0].value * signs[0], role=role))
            return start, True
        if result is None and role == "value" and 1 not in signs[1:]:
            raise Unreadable  # 3-5, 2020-05-03: a range, a date
        stated = result or replace(operands[-1], value=sum(s * o.value for s, o in zip(signs, operands, strict=True)))
        self.quantities.append(replace(stated, role=role, label="" if result is None else stated.label))
        self.quantities += [replace(operand, role="term") for operand in operands]
        terms = tuple((sign, start + 1 + at) for at, sign in enumerate(signs))
        self.arithmetic.append(Arithmetic(start, terms))
        return start, result is not None

    def _sign(self) -> int:
        if self._next() != "sign":
            return 1
        return 1 if self._take().text == "+" else -1

    def _result(self, words: tuple[str, ...] | None) -> Quantity | None:
        if self._next() != "equals":
            return None
        self._take()
        sign = self._sign()
        stated = self._operand(words)
        return replace(stated, value=sign * stated.value)

    def _operand(self, words: tuple[str, ...] | None) -> Quantity:
        """A number, perhaps with words before it and a label in parentheses behind it."""
        label = self._word(words)
        if self._next() != "number":
            raise Unreadable
        quantity = self._take().quantity
        assert quantity is not None
        if [token.kind for token in self.tokens[:3]] == ["open", "word", "close"]:
            label = label or self.tokens[1].text
            del self.tokens[:3]
        return replace(quantity, label=label)

    def _word(self, words: tuple[str, ...] | None) -> str:
        if self._next() != "word":
            return ""
        word = self._take().text.strip(":,。;")
        if words is not None and word not in words:
            raise Unreadable
        return "" if words is not None else word

    def _aside(self, main: int) -> None:
        """What stands in parentheses: the arithmetic of the figure before it, figures of its own, or words."""
        self._take()
        while self._next() not in ("close", ""):
            if self._next() == "word" and (len(self.tokens) < 2 or self.tokens[1].kind != "number"):
                self.notes.append(self._take().text)
                continue
            place, stated = self._sum("aside", None)
            if not stated:
                self._belongs_to(main, place)
        if not self.tokens:
            raise Unreadable
        self._take()

    def _belongs_to(self, main: int, place: int) -> None:
        """A sum in parentheses without a result of its own is the arithmetic of the figure before them."""
        del self.quantities[place]
        terms = tuple((sign, at - 1) for sign, at in self.arithmetic.pop().terms)
        self.arithmetic.append(Arithmetic(main, terms))


def exact(value: float | None) -> float | int | None:
    """A figure as a cell or JSON should hold it: a whole number as an int; None stays None.

    >>> exact(12.0), exact(12.5), exact(None)
    (12, 12.5, None)
    """
    return int(value) if value is not None and float(value).is_integer() else value
