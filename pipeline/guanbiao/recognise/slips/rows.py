"""The rows of a slip: which line each is of, and what stands in it that was not issued with it.

A row is known by its texts, wherever they stand; what else stands on it was written, in whatever column, in a merged
cell that reaches over it, in a comment or a text box beside it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.books import Sheet
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Line, Written
from guanbiao.recognise.slips.known import LONG, NUMBER_LEFT, NUMBERED, Lines, norm, place_of, shown_on
from guanbiao.recognise.slips.struck import struck_at
from guanbiao.text.cells import NEVER_CALCULATED, Value, a1, at_address
from guanbiao.text.labels import fold
from guanbiao.text.remarks import words_in
from guanbiao.words.questions import takes_back
from guanbiao.words.slips import (
    ACTIONS,
    APPROVAL_HEAD,
    ELSEWHERE_HEAD,
    SIGNED,
    SLIP_HEAD,
    action_of,
    has_figure,
    in_a_line,
    is_as_due,
    is_assent,
    is_line,
    is_printed,
    is_signature,
    is_tick,
    without_marks,
)

_SIGNING = re.compile(rf"\s*{SIGNED[:-1]}\s*[:：]?")
_TO_ANSWER_IN = frozenset(map(fold, SLIP_HEAD[4:]))
_TO_DECIDE_IN = frozenset(map(fold, APPROVAL_HEAD[5:]))
_WAITING = frozenset(map(fold, ELSEWHERE_HEAD))  # of the list of what others are asked


class Cell(Struct, frozen=True):
    """A text on a row: as typed, as it is compared, and the address it stands at. `top` and `bottom` are the rows that
    it reaches over; `is_beside`: it is a comment or a text box; `is_struck`: it is struck out."""

    value: Value
    norm: str
    address: str
    top: int
    bottom: int
    is_beside: bool = False
    is_struck: bool = False


def cells_of(sheet: Sheet) -> dict[int, list[Cell]]:
    """By row, what stands on it: its cells, those that reach over it from above, comments and text boxes."""
    tall = {(top, left): bottom for top, left, bottom, _ in sheet.merges if bottom > top}
    struck = struck_at(sheet)
    found: dict[int, list[Cell]] = defaultdict(list)
    for at, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if value not in (None, ""):
                bottom = tall.get((at, column), at)
                typed = _typed(sheet, a1(at, column), value)
                address = a1(at, column)
                cell = Cell(typed, norm(typed), address, at, bottom, is_struck=address in struck)
                for row in range(at, bottom + 1):
                    found[row].append(cell)
    for address, text in sheet.remarks.items():
        at, words = at_address(address)[0], without_marks(words_in(text))
        found[at] += [] if not words else [Cell(words, norm(words), address, at, at, True)]
    return dict(sorted(found.items()))


def decided_on(file: str, sheet: Sheet) -> Iterator[Written]:
    """What is decided on an approval sheet that was put into the slip of a department, where it decides nothing."""
    every = cells_of(sheet)
    first = _first_to_answer_in(every.values())
    for cells in every.values():
        every_own = (cell for cell in cells if cell.is_beside or at_address(cell.address)[1] >= first)
        own = [text_of(cell.value) for cell in every_own if not cell.is_struck]
        if own and not all(map(is_printed, own)):
            term = term_at(file, sheet.name, cells[0].address, own)
            yield Written(None, "", "", term, approved=in_a_line(own), cells=tuple(own), anew=False)


def _typed(sheet: Sheet, address: str, value: Value) -> Value:
    """What a cell holds; of a formula without a result what was typed."""
    return f"={sheet.formulas.get(address, '')}" if value == NEVER_CALCULATED else value


def written_on(file: str, sheet: Sheet, lines: Lines, printed: Set[str]) -> Iterator[Written]:
    """What is written on a sheet of a slip, row by row; of a row that is of no known line all that was not `printed`,
    which, where it is not known what was printed, is an answer if anything stands in the columns to answer in."""
    every = cells_of(sheet)
    of_rows = {at: _line_of(cells, lines, printed, at) for at, cells in every.items()}
    first = 0 if printed else _first_to_answer_in(every.values())
    remains = lines.remains({at: _own_texts(at, cells) for at, cells in every.items() if not of_rows[at]})
    answered_in = _answered_in(every.values())
    for at, cells in every.items():
        if is_signed(cells):
            yield from _signed(file, sheet.name, [cell for cell in cells if cell.norm not in printed])
        elif (line := of_rows[at]) and not _goes_on(at, line, of_rows, every):
            more = (each for each in _rows_below(at, line, of_rows, every))
            yield from _on_line(file, sheet.name, line, [*cells, *more], at, answered_in)
        elif line:
            continue
        else:
            left = [cell for cell in cells if cell.norm not in printed and not _is_taken_back(cell, printed, first)]
            own = [cell for cell in left if cell.top == at and not _reaches(cell, of_rows)]
            if own and at not in remains:
                texts = [text_of(cell.value) for cell in own]
                anew = any(cell.is_beside or at_address(cell.address)[1] >= first for cell in own) or _is_alone(texts)
                term = term_at(file, sheet.name, own[0].address, texts)
                yield Written(None, "", "", term, cells=tuple(texts), anew=anew)


def _is_taken_back(cell: Cell, printed: Set[str], first: int) -> bool:
    """Whether a cell is struck out and was written: a row that is of no known line is known by what was printed."""
    return cell.is_struck and bool(printed or at_address(cell.address)[1] >= first > 0)


def _goes_on(at: int, line: Line, of_rows: Mapping[int, Line | None], every: Mapping[int, Sequence[Cell]]) -> bool:
    """Whether a row is a part of the one above, which was split: all that is there of its line reaches over it."""
    return of_rows.get(at - 1) is line and shown_on(line).isdisjoint(_own_texts(at, every[at]))


def _rows_below(
    at: int, line: Line, of_rows: Mapping[int, Line | None], every: Mapping[int, Sequence[Cell]]
) -> Iterator[Cell]:
    """What stands on the further rows into which the row of a line was split."""
    while (at := at + 1) in every and of_rows[at] is line and _goes_on(at, line, of_rows, every):
        yield from (cell for cell in every[at] if cell.top == at)


def _line_of(cells: Sequence[Cell], lines: Lines, printed: Set[str], at: int) -> Line | None:
    """The line that a row is of. One with another sentence that was printed, as of what waits for others, is of none,
    though it names the same place."""
    texts = {cell.norm for cell in cells}
    is_other = any(len(text) >= LONG and text in printed for text in texts)
    return lines.line_of(texts, at, by_place=not is_other)


def _own_texts(at: int, cells: Sequence[Cell]) -> Set[str]:
    """What stands on a row alone, without what reaches over it from above."""
    return {cell.norm for cell in cells if cell.top == at}


def _is_alone(texts: Sequence[str]) -> bool:
    """Whether a single text stands on a row, and is none of those that the program writes so."""
    return len(texts) == 1 and not is_line(texts[0]) and not is_printed(texts[0])


def _first_to_answer_in(rows: Iterable[Sequence[Cell]]) -> int:
    """The first column to answer in; 0 where no header says which it is."""
    for cells in rows:
        places = {cell.norm: at_address(cell.address)[1] for cell in cells}
        for labels in (_TO_ANSWER_IN, _TO_DECIDE_IN):
            if places.keys() >= labels:
                return min(places[label] for label in labels)
        if places.keys() >= _WAITING:
            return max(places[label] for label in _WAITING) + 1
    return 0


def _reaches(cell: Cell, of_rows: Mapping[int, Line | None]) -> bool:
    """Whether a cell reaches over a row that is of a line, which it is then said of."""
    return any(of_rows.get(row) for row in range(cell.top, cell.bottom + 1))


def term_at(file: str, sheet: str, address: str, texts: Iterable[str]) -> Term:
    """Where something is written in a slip, with the words."""
    return Term(Role.CELL, "", "", "", None, in_a_line(texts), file, sheet, address)


def _on_line(
    file: str, sheet: str, line: Line, cells: Sequence[Cell], at: int, answered_in: int | None
) -> Iterator[Written]:
    """What is written on the row of a line, and what stood there when it was issued and was deleted, as far as the
    columns to answer in are there."""
    before = {norm(text) for text in (line.action, line.text) if text}
    said = [(cell, text) for cell in _left(line, cells) if not cell.is_struck and (text := _said(cell, line))]
    gone = before - {cell.norm for cell, _ in said} if answered_in is not None else set()
    gone |= {cell.norm for cell in cells if cell.is_struck} & before
    cleared = (line.text or line.action) if gone and {cell.norm for cell, _ in said} <= {norm(line.action)} else ""
    new = [text for cell, text in said if cell.norm not in before]
    if new and all(map(takes_back, new)):
        said, cleared = [], line.text or line.action or in_a_line(new)
    if said:
        texts = [text for _, text in said]
        anew = bool(gone) or any(cell.norm not in before for cell, _ in said)
        term = term_at(file, sheet, said[0][0].address, texts)
        yield replace(together(line, texts, term, texts, anew=anew), cleared=cleared)
    elif cleared:
        term = term_at(file, sheet, a1(at, answered_in or 0), [cleared])
        yield Written(line, "", "", term, cells=(cleared,), cleared=cleared)


def _answered_in(rows: Iterable[Sequence[Cell]]) -> int | None:
    """The column in which words are asked for; None where a sheet has lost the columns to answer in."""
    for cells in rows:
        places = {cell.norm: at_address(cell.address)[1] for cell in cells}
        if places.keys() >= _TO_ANSWER_IN:
            return places[norm(SLIP_HEAD[5])]
    return None


def _left(line: Line, cells: Sequence[Cell]) -> Iterator[Cell]:
    """What stands on a row besides the texts of its line, each of which stands there once: a figure that is written
    again is an answer. What is left of a sentence of which some was deleted is no answer."""
    issued = Counter(norm(text) for text in line.shown if text)
    issued[place_of(line)] += place_of(line) not in issued
    sentence, every = norm(line.shown[0]), {cell.norm for cell in cells}
    for cell in cells:
        is_rest = sentence not in every and len(cell.norm) * 2 > len(sentence) and cell.norm in sentence
        if is_rest and not cell.is_beside:
            continue
        if issued[cell.norm] and not cell.is_beside:
            issued[cell.norm] -= 1
        else:
            yield cell


def _said(cell: Cell, line: Line) -> str:
    """What somebody wrote in a cell: of a sentence that was gone on with, what was added."""
    text = text_of(cell.value)
    if len(sentence := norm(line.shown[0])) < LONG or sentence not in cell.norm:
        return text
    before, found, added = text.partition(NUMBERED.sub("", line.shown[0]))
    if not found:
        return cell.norm.replace(sentence, "", 1)
    return in_a_line((NUMBER_LEFT.sub("", before.strip()), added.strip()))


def text_of(value: Value) -> str:
    """A value as a text, whole figures without a point."""
    return (f"{value:.10g}" if isinstance(value, float) else str(value)).strip()


def together(
    line: Line | None,
    texts: Sequence[str],
    term: Term,
    cells: Sequence[str] = (),
    *,
    who: str = "",
    approved: str = "",
    anew: bool = True,
) -> Written:
    """What was written on a row, its action apart from its words; a tick beside words says no more than they do."""
    filed, due = (norm(text) if text else "" for text in (*line.shown[2:4], "", "")[:2]) if line else ("", "")
    known = norm(line.text) if line and line.text else ""  # what was said before is said as it was
    assents = [text for text in texts if is_assent(text) and norm(text) != known] if len(texts) > 1 else []
    approved = in_a_line((approved, *assents))
    every = (text for text in texts if text not in assents)
    parted = [action_of(text, filed) if norm(text) != known else ("", text) for text in every]
    action = next((action for action, _ in parted if action), "")
    words = [rest for _, rest in parted if rest and rest not in ACTIONS]
    words = [each for each in words if not is_tick(each)] or words
    figure = any(has_figure(each) or (due and is_as_due(each)) for each in words)
    return Written(line, action, in_a_line(dict.fromkeys(words)), term, who, approved, figure, tuple(cells), anew)


def reread(written: Written, line: Line) -> Written | None:
    """What is written on a row of which the line was not known before: all on it that is not of the line, unless its
    columns have told already what was written. None for nothing."""
    if written.text or written.action:
        return replace(written, line=line)
    cells = [Cell(text, norm(text), "", -1, -1) for text in written.cells]
    texts = [said for cell in _left(line, cells) if (said := _said(cell, line))]
    who, approved = written.who, written.approved
    return together(line, texts, written.term, texts, who=who, approved=approved) if texts or approved else None


def _signed(file: str, sheet: str, left: Sequence[Cell]) -> Iterator[Written]:
    """Who signed for all that is written, on a row of its own; what is no name or date is words of no problem."""
    texts = [(cell, _behind(cell)) for cell in left]
    who = in_a_line(text for _, text in texts)
    yield Written(None, "", "", term_at(file, sheet, "", [who]), who, anew=False)
    for cell, text in texts:
        if not is_signature(text):
            yield Written(None, "", "", term_at(file, sheet, cell.address, [text]), cells=(text,))


def _behind(cell: Cell) -> str:
    """What stands in a cell, but for the words that ask to sign."""
    return text_of(cell.value) if not _asks_to_sign(cell) else _SIGNING.sub("", text_of(cell.value), 1).strip()


def _asks_to_sign(cell: Cell) -> bool:
    return cell.norm.startswith(norm(SIGNED))


def is_signed(cells: Iterable[Cell]) -> bool:
    """Whether a row is the one on which those who answer sign."""
    return any(map(_asks_to_sign, cells))
