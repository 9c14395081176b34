"""What is written on the row of one question, or on none, and names others: it is said of these too where it is certain
which they are, else they stand beside it as those that it may be of (`Written.also`).

Numbers are those printed before questions. What is above, below or left of a row is so on the sheet as it came back;
where questions are named together, those that were answered by themselves are left out."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.slips import Line, Written
from guanbiao.recognise.slips.said import together
from guanbiao.text.cells import at_address
from guanbiao.words.naming import Group, Named, named_in
from guanbiao.words.questions import has_words
from guanbiao.words.slips import in_a_line

_EITHER = (Group.ABOVE, Group.BELOW, Group.BEFORE, Group.NEXT, Group.ALL)  # said on a row, of its question as well
_OF_ANY = (Group.ABOVE, Group.REST, Group.ALL)  # said below them, of no row
_SPACES = re.compile(r"(\s)\s+")
_BETWEEN = " \t\n,，、;；。:：(（)）"


class Asked(Struct, frozen=True):
    """The questions on a sheet: each with its row, from the top down, and all lines by their numbers; which of them
    were answered by themselves."""

    order: Sequence[tuple[int, Line]]
    numbers: Mapping[str, Line]
    answered: Collection[Line]


class _Part(Struct, frozen=True):
    """A part of a text, the names of questions in it, and whether it says more than these."""

    text: str
    names: tuple[Named, ...] = ()
    says_more: bool = True


def asked_on(rows: Mapping[int, Line | None], numbers: Mapping[str, Line], written: Sequence[Written]) -> Asked:
    """The questions on a sheet, by the lines of its rows, of which some are single relations and left out."""
    problems = {id(line) for number, line in numbers.items() if "." not in number}
    standing = ((at, line) for at, line in rows.items() if line and id(line) in problems)
    order = {id(line): (at, line) for at, line in sorted(standing, key=lambda each: -each[0])}
    before = [line for line in numbers.values() if line.action or line.text]
    return Asked(sorted(order.values(), key=lambda each: each[0]), numbers, [*before, *_answered(written)])


def _answered(written: Sequence[Written]) -> Iterator[Line]:
    return (each.line for each in written if each.line and (each.action or each.text))


def for_others(written: Sequence[Written], asked: Asked) -> list[Written]:
    """What is written on a sheet, what is said of other questions too before what is said of these themselves."""
    others, own = list[Written](), list[Written]()
    for each in written:
        names = [name for name in named_in(_text(each)) if each.anew and asked.order]
        said = list(_said(each, _text(each), names, asked)) if names else []
        others += [one for one in said if one.line is not each.line]
        own += [one for one in said if one.line is each.line] if any(one.line for one in said) else [each]
    return [*others, *own]


def _text(written: Written) -> str:
    """What is written, with one white space wherever several stand."""
    return _SPACES.sub(r"\1", written.text if written.line else "\n".join(written.cells))


def _said(written: Written, text: str, names: Sequence[Named], asked: Asked) -> Iterator[Written]:
    """Each part of a text of the questions that it is of: of those it names, and of that of its row where nothing says
    that it is only of others."""
    may_be: list[Line] = []
    own = list[str]()
    for part in _parts(text, names):
        found = [_lines(name, written, asked) for name in part.names]
        may_be += [line for lines, is_certain in found if not is_certain for line in lines]
        certain = [line for lines, is_certain in found if is_certain and part.says_more for line in lines]
        yield from (_of(written, line, part) for line in dict.fromkeys(certain) if line != written.line)
        if not certain or (written.line and (written.line in certain or any(map(_takes_in_own, part.names)))):
            own.append(part.text)
    yield from _own(written, text, own, [line for line in dict.fromkeys(may_be) if line != written.line])


def _own(written: Written, text: str, own: Sequence[str], may_be: Sequence[Line]) -> Iterator[Written]:
    """What is left of a text for the question of its row, or for none."""
    if written.line is None and own:
        yield replace(written, term=replace(written.term, raw=in_a_line(own)), cells=tuple(own))
    elif written.line and not own:
        yield replace(written, action="", text="", has_figure=False, also=(written.line,))
    elif written.line and len(own) == 1 and own[0] == text.strip(_BETWEEN):
        yield replace(written, also=tuple(may_be))
    elif written.line:
        said = together(written.line, own, written.term, own, who=written.who)
        yield replace(said, action=said.action or written.action, also=tuple(may_be))


def _takes_in_own(name: Named) -> bool:
    return name.is_same or name.with_own or name.group in _EITHER


def _parts(text: str, names: Sequence[Named]) -> Iterator[_Part]:
    """A text, cut before each name of which it says something of its own; the first part is of the row itself."""
    cuts = [name for name in names if not name.is_same and name.is_certain]
    bounds = [0, *(name.start for name in cuts), len(text)]
    for at, (start, end) in enumerate(pairwise(bounds)):
        inner = tuple(name for name in names if start <= name.start < end)
        part = text[cuts[at - 1].words if at else start : end].strip(_BETWEEN)
        if part:
            yield _Part(part, inner, at > 0 or has_words(_without(text, start, end, inner)))


def _without(text: str, start: int, end: int, names: Sequence[Named]) -> str:
    """What stands between two places of a text, but for the names in it."""
    bounds = [start, *(at for name in names for at in (name.start, min(name.end, end))), end]
    return "".join(text[bounds[at] : bounds[at + 1]] for at in range(0, len(bounds), 2))


def _lines(name: Named, written: Written, asked: Asked) -> tuple[Sequence[Line], bool]:
    """The questions that a name may be of, and whether it is certain that it is of just these."""
    if name.numbers:
        called = [asked.numbers[number] for number in name.numbers if number in asked.numbers]
        is_called = name.is_called or written.line in called
        return called, name.is_certain and is_called and len(called) == len(name.numbers)
    own = {*written.line.cases} if written.line else set()
    row = at_address(written.term.cell)[0] if written.term.cell else -1
    others = [(at, line) for at, line in asked.order if not own or own.isdisjoint(line.cases)]
    lines, is_certain = _together(
        name, [line for at, line in others if at < row], [line for at, line in others if at > row]
    )
    is_whole = written.line is not None or (not name.is_same and name.group in _OF_ANY and not name.count)
    return [line for line in lines if line not in asked.answered], is_certain and is_whole and name.is_certain


def _together(name: Named, above: Sequence[Line], below: Sequence[Line]) -> tuple[Sequence[Line], bool]:
    """The questions that are named together, and whether their number fits: how many are above, with the row itself or
    without it, or, where they are only to be told that the same holds for them, the next so many."""
    if name.group in (Group.BEFORE, Group.NEXT):
        return (above[-1:] if name.group is Group.BEFORE else below[:1]), True
    if name.group in (Group.ABOVE, Group.BELOW):
        lines = above if name.group is Group.ABOVE else below
        if not name.count or name.count in (len(lines), len(lines) + 1):
            return lines, True
        return (above[-name.count :] if name.group is Group.ABOVE else below[: name.count]), name.is_same
    others = [*above, *below]
    return others, name.count in (0, len(others) + (name.group is Group.ALL))


def _of(written: Written, line: Line, part: _Part) -> Written:
    """A part as it is said of another question, with what the row says is to be done."""
    term = replace(written.term, raw=part.text)
    said = together(line, [part.text], term, [part.text], who=written.who, anew=written.anew)
    return said if said.action else replace(said, action=written.action)
