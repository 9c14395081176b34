"""The whole report of 2020 told in other words, written before anybody saw how it is read, with its figures, right and
wrong: `{17@34}` is the figure 17 of paragraph 34 of the report, `{9@18:9#2}` the second 9 there."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.report.report import Report

from tests.prose.test_2020 import HERE, Row, at, held, is_same, of_both, rows_of

MARKED = re.compile(r"\{([^{}@]*)@(\d+)(?::([^{}#]*))?(?:#(\d+))?\}")
Mark = tuple[int, str, int]  # a paragraph of the report, a figure there, which of those alike


def marked() -> Iterator[tuple[Paragraph, dict[int, Mark]]]:
    """The paragraphs of the text below their headings, each with what its figures are in the report, by their places."""
    heads: list[str] = []
    for number, line in enumerate((HERE / "reworded_2020.txt").read_text("utf-8").splitlines(), 1):
        marks, _, title = line.partition(" ")
        if set(marks) == {"#"}:
            heads = [*heads[: len(marks) - 1], title]
            yield Paragraph(number, title, tuple(heads[:-1]), len(marks)), {}
            continue
        places, cut = {}, 0
        for match in MARKED.finditer(line):
            places[match.start() - cut] = (int(match[2]), match[3] or match[1], int(match[4] or 1))
            cut += len(match[0]) - len(match[1])
        yield Paragraph(number, MARKED.sub(r"\1", line), tuple(heads)), places


@pytest.fixture(scope="module")
def told(explained: Report) -> list[tuple[Row, Checked]]:
    """What two readers say of the figures of the report, each with what is said of it in other words; of figures that
    they do not know, that nothing is."""
    rows: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows_of("claims_2020.tsv"):
        rows[int(row["paragraph"]), row["figure"]].append(row)
    every = list(marked())
    found = held(explained, [each for each, _ in every])
    pairs = {}
    for paragraph, places in every:
        for place, (number, figure, order) in places.items():
            each = at(found, paragraph.number, place)
            assert each, (paragraph.text[:20], figure)
            pairs[id(each)] = rows[number, figure][order - 1]
    nothing = {"verdict": "unbound", "other_verdict": "unbound"}
    return [(pairs.get(id(each), nothing), each) for each in found]


def test_other_words_are_bound_to_what_readers_hold_the_figures_against(told: list[tuple[Row, Checked]]) -> None:
    known = [(row, each) for row, each in told if "unbound" not in of_both(row)]
    bound = [each for row, each in known if is_same(each.table_value, row["table_value"], row["other_value"])]
    assert len(known) > 155
    assert len(bound) >= 0.8 * len(known)


def test_contradictions_are_told_in_other_words_and_nothing_else_is(told: list[tuple[Row, Checked]]) -> None:
    differ = [(row, each) for row, each in told if of_both(row) == {"differs"}]
    caught = [each for _, each in differ if each.verdict is Verdict.DIFFERS]
    accused = [(row, each) for row, each in told if each.verdict is Verdict.DIFFERS]
    assert len(differ) > 28
    assert len(caught) >= 0.8 * len(differ)
    assert [each.claim.quote for row, each in accused if "differs" not in of_both(row)] == []
