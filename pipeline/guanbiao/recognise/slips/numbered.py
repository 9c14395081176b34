"""Answers that name their question by its number alone: `3：已更正为 120`, `第5题 七月闭馆`, or a row that begins so.

A number that stands before words may also count reasons (1. …, 2. …). It is a question's where it is called one or
stands in a cell of its own, where the numbers are not just the first few, where every question of the slip has one, or
where each says what is to be done."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.slips import Line, Written
from guanbiao.recognise.slips.known import NUMBERED
from guanbiao.recognise.slips.said import together
from guanbiao.words.actions import action_of
from guanbiao.words.questions import QUESTION, has_words, is_label, numbers_said
from guanbiao.words.slips import in_a_line

_BEGINS = re.compile(rf"(?:^|(?<=[\n;；。]))\s*{QUESTION}")


class Part(Struct, frozen=True):
    """Words behind the numbers of questions (none: they stand before the first), what they were written with, and
    whether the numbers are called so."""

    numbers: tuple[str, ...]
    words: str
    written: Written
    is_called: bool = False


def numbered_lines(lines: Sequence[Line]) -> dict[str, Line]:
    """The lines of a slip by their numbers."""
    found = ((NUMBERED.match(line.shown[0]), line) for line in lines if line.shown)
    return {number[0][:-1]: line for number, line in found if number}


def by_number(written: Sequence[Written], lines: Mapping[str, Line]) -> list[Written]:
    """What is written on one sheet, that of no line put under the question of its number, as far as it names one."""
    loose = [each for each in written if each.line is None and each.cells] if lines else []
    parts = [part for each in loose for part in _parts(each, lines)]
    if not _are_questions(parts, lines):
        return list(written)
    placed = [each for part in parts for each in _written(part, lines)]
    return [*(each for each in written if each not in loose), *placed]


def _are_questions(parts: Sequence[Part], lines: Mapping[str, Line]) -> bool:
    own = [part for part in parts if part.numbers]
    if any(part.is_called for part in own):
        return True
    numbers = [number for part in own for number in part.numbers]
    problems = {number for number in lines if "." not in number}
    acts = [bool(action_of(part.words.strip())[0]) for part in own]
    says = (act or has_words(part.words) for act, part in zip(acts, own, strict=True))
    is_list = numbers == [str(at) for at in range(1, len(numbers) + 1)]
    return bool(own) and all(says) and (not is_list or problems == {*numbers} or all(acts))


def _parts(written: Written, lines: Mapping[str, Line]) -> Iterator[Part]:
    first, *others = written.cells
    called, numbers = numbers_said(first)
    if others and numbers and lines.keys() >= {*numbers}:
        yield Part(numbers, "\n".join(others), written, called or any(map(has_words, others)))
        return
    text = "\n".join(written.cells)
    found = [each for each in _BEGINS.finditer(text) if lines.keys() >= {*_said(each[0])} != set()]
    starts = [each.start() for each in found]
    yield Part((), text[: starts[0]] if starts else text, written)
    for each, end in zip(found, (*starts[1:], len(text)), strict=False):
        called, numbers = numbers_said(each[0].strip())
        yield Part(numbers, text[each.end() : end], written, called)


def _said(text: str) -> tuple[str, ...]:
    return numbers_said(text.strip())[1]


def _written(part: Part, lines: Mapping[str, Line]) -> Iterator[Written]:
    """A part as it is written, of each of its questions; none where nothing but labels is left."""
    texts = [text.strip(" ;；") for text in part.words.split("\n")]
    own = [text for text in texts if text and not is_label(text)]
    texts = own if own or not part.numbers else [*filter(None, texts)]
    term = replace(part.written.term, raw=in_a_line(texts))
    if texts and not part.numbers:
        yield replace(part.written, term=term, cells=tuple(texts))
    yield from (together(lines[number], texts, term, texts) for number in part.numbers if texts)
