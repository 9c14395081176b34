"""Answers in a text, or in a workbook of their own, without any slip: lines that quote the place of a question or name
it by its number. What quotes its place is taken; the rest is told, since nobody knows of which slip the numbers are."""

from collections.abc import Iterator, Sequence

from guanbiao.model.books import Book, Sheet
from guanbiao.model.slips import Written
from guanbiao.recognise.slips.cells import term_at, text_of
from guanbiao.text.cells import Value, a1
from guanbiao.words.questions import (
    heads_answers,
    is_head,
    is_label,
    is_numbered,
    numbers_said,
    quoted_place,
    reads_as_answer,
)
from guanbiao.words.slips import in_a_line

_MOST = 200  # rows: nobody answers more without a slip
_WIDE = 3  # cells of a row: what is parted by commas or tabs
_BULLETS = "-*•·>＞# \t\u3000"
_SHARE = 2  # of so many rows one must read as an answer


def is_answers(book: Book) -> bool:
    """Whether a book holds nothing but answers, on a single sheet."""
    if len(book.sheets) != 1 or len(rows := book.sheets[0].rows) > _MOST:
        return False
    if not rows or any(len(row) - row.count(None) > _WIDE for row in rows):  # as nearly always
        return False
    every = [_without_bullet(texts) for _, texts in _rows(book.sheets[0])]
    is_listed = any(is_head(texts) or heads_answers(texts) for texts in every)
    reads = [reads_as_answer(" ".join(texts)) or (is_listed and _is_numbered(texts)) for texts in every]
    if not any(reads):  # as nearly always
        return False
    answers = [reads[at] for at, texts in enumerate(every) if not all(map(is_label, texts))]
    return bool(answers) and sum(answers) * _SHARE >= len(answers)


def _is_numbered(texts: Sequence[str]) -> bool:
    """Whether a row is words behind the number of a question."""
    first, *others = texts
    return (bool(numbers_said(first)[1]) and bool(others)) or is_numbered(first)


def _without_bullet(texts: Sequence[str]) -> Sequence[str]:
    """The texts of a row without what a list, a heading or a quotation puts before the first of them."""
    return (texts[0].lstrip(_BULLETS) or texts[0], *texts[1:])


def answers_on(book: Book) -> Iterator[Written]:
    """The answers in such a book, line by line, each apart from the place that it quotes."""
    sheet = book.sheets[0]
    for at, texts in _rows(sheet):
        if all(map(is_label, texts)):
            continue
        place, said = quoted_place(in_a_line(texts))
        cells = tuple(filter(None, (place, said)))
        yield Written(None, "", "", term_at(book.file, sheet.name, a1(at, 0), texts), cells=cells)


def _rows(sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold anything, with their texts."""
    for at, row in enumerate(sheet.rows):
        if texts := [text_of(value) for value in row if _is_said(value)]:
            yield at, texts


def _is_said(value: Value) -> bool:
    return value is not None and bool(str(value).strip())
