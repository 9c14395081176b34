"""The real report with the figures of another year: a year in which everything agrees, and the same with a wrong figure
in each place in turn."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import zip_longest

import pytest
from guanbiao.model.claims import Checked, Claim, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.report.report import Report
from msgspec.structs import replace

from tests.prose.test_2020 import at, held, running

HOLDS = (Verdict.AGREES, Verdict.ROUNDED)


def rewritten(
    text: Sequence[Paragraph], found: Sequence[Checked], to: Callable[[Checked], float | None]
) -> list[Paragraph]:
    """A text with other figures, from its end on, so that those before stay in their places."""
    by_number = {each.number: each for each in text}
    for each in sorted(found, key=lambda each: (each.claim.paragraph, each.claim.start), reverse=True):
        figure = to(each)
        if figure is not None:
            paragraph = by_number[each.claim.paragraph]
            by_number[paragraph.number] = replace(paragraph, text=with_figure(paragraph.text, each.claim, figure))
    return list(by_number.values())


def with_figure(text: str, claim: Claim, figure: float) -> str:
    said = f"{figure:.1f}%" if claim.unit == "%" else f"{figure:.0f}{claim.unit}"
    return text[: claim.start] + said + text[claim.end :]


def is_bound(each: Checked) -> bool:
    return bool(each.terms) and each.table_value is not None and each.verdict is not Verdict.NOT_COMPARABLE


@pytest.fixture(scope="module")
def right(agreeing: Report) -> list[Paragraph]:
    """The report with the figures that the forms of the year give."""
    text = running()
    return rewritten(text, held(agreeing, text), lambda each: each.table_value if is_bound(each) else None)


def test_figures_of_another_year_are_followed(agreeing: Report, right: list[Paragraph]) -> None:
    found = [each for each in held(agreeing, right) if is_bound(each)]
    assert len(found) > 120
    assert [each.claim.quote for each in found if each.verdict not in HOLDS] == []


def test_a_wrong_figure_is_told_where_its_sentence_leaves_no_doubt(agreeing: Report, right: list[Paragraph]) -> None:
    by_paragraph = defaultdict(list)
    for each in held(agreeing, right):
        if is_bound(each):
            by_paragraph[each.claim.paragraph].append(each)
    told, every, elsewhere = 0, 0, []
    for planted in zip_longest(*by_paragraph.values()):  # one in each paragraph at a time
        wrong = {(each.claim.paragraph, each.claim.start): each for each in planted if each}
        text = rewritten(right, list(wrong.values()), lambda each: (each.table_value or 0) * 1.13 + 7)
        found = held(agreeing, text)
        for place, each in wrong.items():
            now = at(found, *place)
            every += 1
            told += bool(now and now.verdict is Verdict.DIFFERS and now.table_value == each.table_value)
        elsewhere += [
            each.claim.quote
            for each in found
            if each.verdict is Verdict.DIFFERS and each.terms and (each.claim.paragraph, each.claim.start) not in wrong
        ]
    assert elsewhere == []
    assert told >= 0.85 * every
