"""Total rows of a register that do not stand as declared: label and figures in one cell, figures elsewhere in the row.

            A                          B         C       D
      2     序号                       日期      地点    人次
      3     1                          3月5日    一楼    40
      4     合计：1 场 40 人次                                   count 1, sum 40
      5     合计                       1 场              40      as declared

What a figure counts is told by its unit or by the word before it; where neither says it, and more than one figure is
wanted, it is left where it is."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from guanbiao.forms.catalogue import Register, Total
from guanbiao.forms.rows import IN_ALL, SUBTOTAL, UNITS_OF_ENTRIES
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Given
from guanbiao.recognise.body.rows import Cells
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words
from guanbiao.text.bounds import FIGURE_CHARACTERS
from guanbiao.text.cells import Value
from guanbiao.text.figures import PREFIXES, State, read_figure
from guanbiao.text.labels import fold, squeeze, without_footnote

_BETWEEN = r"[\s,，、;；。:：]"
_PIECE = re.compile(
    rf"{_BETWEEN}*(?P<label>[^\d\s,，、;；。:：]*){_BETWEEN}*"
    rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)\s*(?P<unit>[^\d\s,，、;；。]*){_BETWEEN}*"
)


class Piece(Struct, frozen=True):
    """One figure of a text: the word before it, its unit, and itself with its unit as typed."""

    label: str
    unit: str
    text: str

    @property
    def typed(self) -> str:
        """The figure with the word before it."""
        return f"{self.label}{self.text}"


class _Wanted(Struct, frozen=True):
    """A figure that a total row should hold: its leaf, the labels that it may have, its unit ('' for none)."""

    leaf: int
    labels: frozenset[str]
    unit: str
    is_count: bool


def total_word(value: Value, words: Collection[str], units: tuple[str, ...]) -> str:
    """The word for a total that a cell says, alone, with a unit in parentheses or with figures behind it; '' for none.

    >>> [total_word(text, ("合计",), ()) for text in ("合 计", "合计（场）", "合计：41场", "合计（41）", "合计一下")]
    ['合计', '合计', '合计', '合计', '']
    """
    if not isinstance(value, str) or not words or len(value) > FIGURE_CHARACTERS:
        return ""
    found = _pattern(tuple(words)).match(_folded(value))
    if not found or (_rest(found) and not pieces_of(_rest(found), units)):
        return ""
    return squeeze(found[1])


def pieces_of(text: str, units: tuple[str, ...]) -> list[Piece]:
    """The figures that a text lists, each with its unit; [] where it says anything else.

    >>> [(piece.label, piece.unit, piece.text) for piece in pieces_of("共41场，3,120人次", ())]
    [('', '场', '41场'), ('', '人次', '3,120人次')]
    """
    folded, at, found = _folded(text) if len(text) <= FIGURE_CHARACTERS else "", 0, []
    while at < len(folded):
        match = _PIECE.match(folded, at)
        piece = _piece(match, units) if match else None
        if match is None or piece is None:
            return []
        found.append(piece)
        at = match.end()
    return found


def _piece(match: re.Match[str], units: tuple[str, ...]) -> Piece | None:
    """A figure of a list; its unit is as much of the words behind it as is one (场 of 场次)."""
    label = "" if match["label"] in PREFIXES else match["label"]
    for end in range(len(match["unit"]), 0 if match["unit"] else -1, -1):
        text = f"{match['number']}{match['unit'][:end]}"
        reading = read_figure(text, units)
        if reading.state is State.NUMBER and len(reading.quantities) == 1:
            return Piece(label, reading.quantities[0].unit, text)
    return None


@lru_cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word for a total, then a unit in parentheses, then the rest, which may be in parentheses, too."""
    spaced = (r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True) if word)
    return re.compile(rf"\s*({'|'.join(spaced)})\s*(?:\([^()\d]*\))?[\s:]*(?:\(([^()]*)\)|(.*?))\s*$", re.DOTALL)


def _rest(found: re.Match[str]) -> str:
    """What stands behind the word for a total."""
    return found[2] or found[3] or ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", without_footnote(text))


class _Row(Struct, frozen=True):
    """A total row as it stands: its sheet row, its cells by sheet column, and of those that say the word for a total,
    that word."""

    at: int
    cells: Mapping[int, Value]
    named: Mapping[int, str]


def given_in_total(
    block: Register, order: int, header: Header, cells: Mapping[int, Value], at: int, sheet: Sheet, words: Words
) -> tuple[list[Given], Cells]:
    """What a total row (number `order` of its block, in sheet row `at`) says elsewhere than under its own columns, and
    the figures that belong to none of them, each with its sheet column."""
    labels = tuple({fold(block.totals[order].label), *words.totals, SUBTOTAL, IN_ALL} - {""})
    named = {column: word for column, value in cells.items() if (word := total_word(value, labels, words.units))}
    row = _Row(at, cells, named)
    wanted = [each for each in _wanted(block, block.totals[order]) if _is_open(each, row, header, words.units)]
    given = {
        each.leaf: Given(each.leaf, (at, column), "") for each in wanted if (column := _own(each, header)) in named
    }
    under = {column: leaf for leaf, column in header.columns.items() if column in cells}
    loose: Cells = []
    for column, pieces in _listing(row, under, labels, words):
        found = _assigned(pieces, [each for each in wanted if not _has(given, each)])
        if column in named and under[column] not in given:
            given[under[column]] = Given(under[column], (at, column), named[column])
        given |= {leaf: Given(leaf, (at, column), piece.text) for leaf, piece in found.items()}
        loose += [(column, piece.typed) for piece in pieces if piece not in found.values()]
    left = [each for each in wanted if not _has(given, each)]
    return [*given.values(), *_merged_over(left, header, at, sheet, words)], loose


def _own(wanted: _Wanted, header: Header) -> int:
    return header.columns.get(wanted.leaf, -1)


def _is_open(wanted: _Wanted, row: _Row, header: Header, units: tuple[str, ...]) -> bool:
    """Whether a figure is not given where it should stand: nothing stands there, or the word for a total, or a list of
    several figures where one is wanted."""
    own = _own(wanted, header)
    value = row.cells.get(own)
    return own >= 0 and (own in row.named or value is None or (wanted.is_count and len(_pieces(value, units)) > 1))


def _has(given: Mapping[int, Given], wanted: _Wanted) -> bool:
    """Whether a figure is given somewhere."""
    return wanted.leaf in given and given[wanted.leaf].text != ""


def _listing(
    row: _Row, under: Mapping[int, int], labels: tuple[str, ...], words: Words
) -> Iterator[tuple[int, list[Piece]]]:
    """The cells under columns of the form that list figures: behind the word for a total, or several of them."""
    for column in under:
        pieces = _listed(row.cells[column], column in row.named, labels, words)
        if len(pieces) >= (1 if column in row.named else 2):
            yield column, pieces


def _listed(value: Value, is_label: bool, labels: tuple[str, ...], words: Words) -> list[Piece]:
    """The figures in a cell of words, behind the word for a total where that stands in it."""
    found = _pattern(labels).match(_folded(value)) if is_label and isinstance(value, str) else None
    return _pieces(_rest(found) if found else value, words.units)


def _pieces(value: Value, units: tuple[str, ...]) -> list[Piece]:
    return pieces_of(value, units) if isinstance(value, str) else []


def _wanted(block: Register, total: Total) -> Iterator[_Wanted]:
    """The figures that a total row holds: how many entries there are, then their sums."""
    units = [leaf.column.unit for leaf in block.leaves]
    keys = [fold(leaf.key) for leaf in block.leaves]
    for name in (total.count, *total.sums):
        leaf = keys.index(fold(name)) if fold(name) in keys else -1
        if leaf >= 0:
            is_count = name == total.count
            unit = total.unit if is_count else units[leaf]
            label = keys[leaf].rpartition("/")[2]
            known = {label, label.partition("(")[0], unit} - {""}
            yield _Wanted(leaf, frozenset(known if not is_count else {unit} - {""}), unit, is_count)


def _assigned(pieces: Sequence[Piece], wanted: Sequence[_Wanted]) -> dict[int, Piece]:
    """By leaf, the figure that is meant: by the word before it, by its unit, or by being the only one left."""
    left, free, found = list(pieces), list(wanted), dict[int, Piece]()
    for fits in (_by_label, _by_unit, _by_kin, _by_counting):
        for piece in tuple(left):
            meant = [each for each in free if fits(piece, each)]
            if len(meant) == 1 and sum(fits(other, meant[0]) for other in left) == 1:
                found[meant[0].leaf] = piece
                left.remove(piece)
                free.remove(meant[0])
    if len(left) == len(free) == 1 and not left[0].unit and not left[0].label:
        found[free[0].leaf] = left[0]
    return found


def _by_label(piece: Piece, wanted: _Wanted) -> bool:
    return bool(piece.label) and fold(piece.label) in wanted.labels


def _by_unit(piece: Piece, wanted: _Wanted) -> bool:
    return bool(piece.unit) and squeeze(piece.unit) == wanted.unit


def _by_kin(piece: Piece, wanted: _Wanted) -> bool:
    """By a unit that is the beginning of the other: 人 for 人次."""
    return bool(piece.unit and wanted.unit) and not wanted.is_count and wanted.unit.startswith(piece.unit)


def _by_counting(piece: Piece, wanted: _Wanted) -> bool:
    return wanted.is_count and piece.unit in UNITS_OF_ENTRIES


def _merged_over(wanted: Sequence[_Wanted], header: Header, at: int, sheet: Sheet, words: Words) -> Iterator[Given]:
    """The figures that are merged from the left over the column that they belong to."""
    places = {header.columns[each.leaf]: each.leaf for each in wanted if each.leaf in header.columns}
    for top, left, bottom, right in sheet.merges if places else ():
        own = [column for column in places if left < column <= right]
        value = value_at(sheet.rows, top, left)
        is_over = top == at == bottom and len(own) == 1 and left not in places
        if is_over and read_figure(str(value or ""), words.units).state is State.NUMBER:
            yield Given(places[own[0]], (at, left))
