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
from guanbiao.recognise.slips.rows import together
from guanbiao.words.questions import QUESTION, has_words, is_label, number_said
from guanbiao.words.slips import action_of, in_a_line

_BEGINS = re.compile(rf"(?:^|(?<=[\n;；。]))\s*{QUESTION}")


class Part(Struct, frozen=True):
    """Words behind the number of a question (None: they stand before the first), what they were written with, and
    whether the number is called one."""

    number: str | None
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
    placed = [*filter(None, (_written(part, lines) for part in parts))]
    return [*(each for each in written if each not in loose), *placed]


def _are_questions(parts: Sequence[Part], lines: Mapping[str, Line]) -> bool:
    numbers = [part.number for part in parts if part.number]
    problems = {number for number in lines if "." not in number}
    first = [str(at) for at in range(1, len(numbers) + 1)]
    acts = [bool(action_of(part.words.strip())[0]) for part in parts if part.number]
    if any(part.is_called for part in parts):
        return True
    says = (act or has_words(part.words) for act, part in zip(acts, filter(_has_number, parts), strict=True))
    return bool(numbers) and all(says) and (numbers != first or problems == {*numbers} or all(acts))


def _has_number(part: Part) -> bool:
    return part.number is not None


def _parts(written: Written, lines: Mapping[str, Line]) -> Iterator[Part]:
    first, *others = written.cells
    called, number = number_said(first)
    if number in lines and others:
        yield Part(number, "\n".join(others), written, called or any(map(has_words, others)))
        return
    text = "\n".join(written.cells)
    found = [each for each in _BEGINS.finditer(text) if number_said(each[0].strip())[1] in lines]
    starts = [each.start() for each in found]
    yield Part(None, text[: starts[0]] if starts else text, written)
    for each, end in zip(found, (*starts[1:], len(text)), strict=False):
        called, number = number_said(each[0].strip())
        yield Part(number, text[each.end() : end], written, called)


def _written(part: Part, lines: Mapping[str, Line]) -> Written | None:
    """A part as it is written; None where nothing but labels is left."""
    texts = [text.strip(" ;；") for text in part.words.split("\n")]
    texts = [text for text in texts if text and not is_label(text)]
    if not texts:
        return None
    term = replace(part.written.term, raw=in_a_line(texts))
    if part.number is None:
        return replace(part.written, term=term, cells=tuple(texts))
    return together(lines[part.number], texts, term, texts)
