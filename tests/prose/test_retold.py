"""Whole reports in the manner of other clerks, written before anybody saw how they are read: in a year in which the
forms agree, every sentence of them is right. What stands in braces the forms hold; all else they do not."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.report.report import Report

from tests.prose.test_2020 import HERE, held
from tests.prose.test_other_figures import rewritten

TEXTS = sorted((HERE / "retold").glob("*.txt"))
LEAST_TOLD = {  # of errors planted
    "audit": 0.5,
    "chronicle": 0.6,
    "clerk": 0.3,
    "departments": 0.25,
    "gazette": 0.7,
    "months": 0.55,
    "reordered": 0.9,
    "yearbook": 0.7,
}
HOLDS = (Verdict.AGREES, Verdict.ROUNDED)
MARKED = re.compile(r"\{([^}]*)\}")


def paragraphs(path: Path) -> Iterator[tuple[Paragraph, set[int]]]:
    """The paragraphs of a text below their headings, each with where its figures stand that the forms hold."""
    heads: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        marks, _, title = line.partition(" ")
        if set(marks) == {"#"}:
            heads = [*heads[: len(marks) - 1], title]
            yield Paragraph(number, title, tuple(heads[:-1]), len(marks)), set()
        else:
            starts = {match.start() - 2 * at for at, match in enumerate(MARKED.finditer(line))}
            yield Paragraph(number, MARKED.sub(r"\1", line), tuple(heads)), starts


@pytest.fixture(scope="module", params=TEXTS, ids=lambda path: path.stem)
def every(request: pytest.FixtureRequest) -> list[tuple[Paragraph, set[int]]]:
    """The paragraphs of a text."""
    return list(paragraphs(request.param))


@pytest.fixture(scope="module")
def told(every: list[tuple[Paragraph, set[int]]], agreeing: Report) -> list[tuple[bool, Checked]]:
    """What is said of each figure of a text, and whether the forms hold it."""
    wanted = {(each.number, start) for each, starts in every for start in starts}
    found = held(agreeing, [each for each, _ in every])
    return [((each.claim.paragraph, each.claim.start) in wanted, each) for each in found]


def test_nothing_that_is_right_is_accused(told: list[tuple[bool, Checked]]) -> None:
    assert [each.claim.quote for _, each in told if each.verdict is Verdict.DIFFERS] == []


def test_what_the_forms_hold_is_found_in_them(told: list[tuple[bool, Checked]]) -> None:
    known = [each.verdict in HOLDS for is_known, each in told if is_known]
    assert len(known) > 50
    assert sum(known) >= 0.55 * len(known)


def test_an_error_in_a_paragraph_is_told_and_nothing_else_is(
    request: pytest.FixtureRequest,
    every: list[tuple[Paragraph, set[int]]],
    told: list[tuple[bool, Checked]],
    agreeing: Report,
) -> None:
    least = LEAST_TOLD[request.node.callspec.id]
    last = {each.claim.paragraph: each for is_known, each in told if is_known and each.verdict is Verdict.AGREES}
    text = rewritten([each for each, _ in every], list(last.values()), lambda each: each.claim.value * 1.13 + 7)
    found = [each for each in held(agreeing, text) if each.verdict is Verdict.DIFFERS and each.terms]
    caught = [each for each in found if (each.claim.paragraph, each.claim.start) in places_of(last.values())]
    assert len(caught) >= least * len(last), (len(caught), len(last))
    assert [each.claim.quote for each in found if each not in caught] == []


def places_of(claims: Iterable[Checked]) -> set[tuple[int, int]]:
    return {(each.claim.paragraph, each.claim.start) for each in claims}
