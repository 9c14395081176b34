"""What somebody said on the row of a line: all that the line was not issued with, in whatever column."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.findings import Term
from guanbiao.model.slips import Line, Written
from guanbiao.recognise.slips.cells import Cell, term_at, text_of
from guanbiao.recognise.slips.columns import Columns
from guanbiao.recognise.slips.known import LONG, NUMBER_LEFT, NUMBERED, norm, place_of
from guanbiao.text.cells import a1, at_address
from guanbiao.words.actions import ACTIONS, action_of, has_figure, is_as_due, is_figure
from guanbiao.words.questions import takes_back
from guanbiao.words.slips import SLIP_HEAD, edit_text, in_a_line, is_assent, is_edit, is_tick

_NO_COLUMNS = Columns()


def said_on(file: str, sheet: str, line: Line, cells: Sequence[Cell], at: int, columns: Columns) -> Iterator[Written]:
    """What is written on the row of a line, and what stood there when it was issued and was deleted, as far as the
    columns to answer in are there."""
    before = {norm(text) for text in (line.action, line.text) if text}
    left = [cell for cell in _left(line, cells, columns) if not cell.is_struck]
    said = [(cell, text) for cell in left if (text := _edit(cell, line, columns) or _said(cell, line))]
    gone = before - {cell.norm for cell, _ in said} if columns.words is not None else set()
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
        term = term_at(file, sheet, a1(at, columns.words or 0), [cleared])
        yield Written(line, "", "", term, cells=(cleared,), cleared=cleared)


def _left(line: Line, cells: Sequence[Cell], columns: Columns = _NO_COLUMNS) -> Iterator[Cell]:
    """What stands on a row besides the texts of its line, each of which stands there once, a figure rather in its own
    column: one that is written again is an answer. What is left of a sentence of which some was deleted is none."""
    issued = Counter(norm(text) for text in line.shown if text)
    issued[place_of(line)] += place_of(line) not in issued
    sentence, every = norm(line.shown[0]), {cell.norm for cell in cells}
    own = [cell for cell in cells if (text := _printed_in(cell, line, columns)) and cell.norm == norm(text)]
    issued -= Counter(cell.norm for cell in own)
    for cell in (cell for cell in cells if cell not in own):
        is_rest = sentence not in every and len(cell.norm) * 2 > len(sentence) and cell.norm in sentence
        if is_rest and not cell.is_beside:
            continue
        if issued[cell.norm] and not cell.is_beside:
            issued[cell.norm] -= 1
        else:
            yield cell


def _printed_in(cell: Cell, line: Line, columns: Columns) -> str | None:
    """The figure that was printed where a cell stands, '' for a blank one; None where no figure has its place."""
    at = columns.figures.get(at_address(cell.address)[1]) if columns.figures and not cell.is_beside else None
    return None if at is None or len(line.shown) <= at else line.shown[at]


def _edit(cell: Cell, line: Line, columns: Columns) -> str:
    """That a figure of a line was changed where it is printed, in words; '' where a cell holds none."""
    before, after = _printed_in(cell, line, columns), text_of(cell.value)
    if before is None or not is_figure(after):
        return ""
    label = SLIP_HEAD[columns.figures[at_address(cell.address)[1]]]
    return edit_text(line.shown[1].partition(" ")[0], label, before, after)


def _said(cell: Cell, line: Line) -> str:
    """What somebody wrote in a cell: of a sentence that was gone on with, what was added."""
    text = text_of(cell.value)
    if len(sentence := norm(line.shown[0])) < LONG or sentence not in cell.norm:
        return text
    before, found, added = text.partition(NUMBERED.sub("", line.shown[0]))
    if not found:
        return cell.norm.replace(sentence, "", 1)
    return in_a_line((NUMBER_LEFT.sub("", before.strip()), added.strip()))


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
    parted = [("", text) if norm(text) == known or is_edit(text) else action_of(text, filed) for text in every]
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
