"""Answers that others took the place of without whoever gave these having seen them: they are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from guanbiao.report.answers.bound import Answer

_Case = tuple[str, str]  # a finding, and the key of its figures


def replaced(answers: Iterable[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Of the answers, the oldest first, those that count for nothing because others were given later for the same
    figures, each with one of these. Left out: what was no answer, and what the later one goes on with or was shown."""
    given: dict[_Case, list[Answer]] = defaultdict(list)
    for each in answers:
        if each.text:
            given[each.finding, each.key].append(each)
    standing = {_place(each[-1]) for each in given.values()}
    told: set[tuple[str, str, str]] = set()
    for *before, last in given.values():
        shown = {each.known for each in (*before, last)}
        for each in before:
            is_lost = _place(each) not in standing and each.text not in last.text and each.text not in shown
            if is_lost and each.untaken is None and _place(each) not in told:
                told.add(_place(each))
                yield each, last


def _place(answer: Answer) -> tuple[str, str, str]:
    return answer.term.file, answer.term.sheet, answer.term.cell
