"""The real report of 2020 against the forms: what two readers found by hand, and the same said in other words."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose.check import checked
from guanbiao.report.report import Report

from tests.reports import report_book

HERE = Path(__file__).parent
Row = Mapping[str, str]
HOLDS = {"agrees", "rounded"}


def rows_of(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def running() -> list[Paragraph]:
    """The text of the report: its tables are forms, of which none is running text."""
    return [each for each in report_book((HERE / "report-2020.docx").read_bytes()).paragraphs if not each.inside]


def held(report: Report, text: Sequence[Paragraph]) -> list[Checked]:
    prose = report.catalogue.prose
    assert prose
    return list(checked(text, prose, report.filed, report.causes))


def at(found: Sequence[Checked], paragraph: int, start: int) -> Checked | None:
    """The figure at a place of the text."""
    own = (each for each in found if each.claim.paragraph == paragraph)
    return next((each for each in own if each.claim.start <= start < each.claim.end), None)


def is_same(figure: float | None, *said: str) -> bool:
    """Whether a reader's figure is this one; shares are written as fractions and in per cent."""
    for each in said:
        try:
            value = float(each.rstrip("%"))
        except ValueError:
            continue
        close = (value, value * 100, value / 10000)
        if figure is not None and any(abs(abs(figure) - abs(other)) < 0.06 for other in close):
            return True
    return False


@pytest.fixture(scope="module")
def sample(explained: Report) -> list[tuple[Row, Checked]]:
    """The figures that two readers listed, each with what the program says of it."""
    text = running()
    found, by_number = held(explained, text), {each.number: each.text for each in text}
    pairs = []
    for row in rows_of("claims_2020.tsv"):
        number, quote = int(row["paragraph"]), row["quote"]
        start = by_number[number].find(quote) + quote.find(row["figure"])
        pairs.append((row, at(found, number, start)))
    return [(row, each) for row, each in pairs if each]


def of_both(row: Row) -> set[str]:
    return {row["verdict"], row["other_verdict"]} - {""}


def test_figures_are_held_against_what_readers_hold_them_against(sample: list[tuple[Row, Checked]]) -> None:
    known = [
        row
        for row, each in sample
        if "unbound" not in of_both(row)
        and each.verdict is not Verdict.UNBOUND
        and is_same(each.table_value, row["table_value"], row["other_value"])
    ]
    assert len(sample) >= 335
    assert len(known) >= 214


def test_contradictions_that_both_readers_see_are_told(sample: list[tuple[Row, Checked]]) -> None:
    differ = [(row, each) for row, each in sample if of_both(row) == {"differs"}]
    told = [
        row
        for row, each in differ
        if each.verdict is Verdict.DIFFERS and is_same(each.table_value, row["table_value"], row["other_value"])
    ]
    assert len(differ) == 35
    assert len(told) >= 34


def test_no_figure_is_accused_that_no_reader_doubts(sample: list[tuple[Row, Checked]]) -> None:
    accused = [(row, each) for row, each in sample if each.verdict is Verdict.DIFFERS]
    assert accused
    assert not [row["quote"] for row, _ in accused if "differs" not in of_both(row)]


@pytest.fixture(scope="module")
def reworded(explained: Report) -> list[tuple[Row, Checked]]:
    """The same told in other words by another author, with errors planted; each figure with what is said of it."""
    rows = rows_of("reworded.tsv")
    texts = list({row["id"]: (row["heading"], row["text"]) for row in rows}.items())
    number = {one: no for no, (one, _) in enumerate(texts, 1)}
    found = held(explained, [Paragraph(no, text, (heading,)) for no, (_, (heading, text)) in enumerate(texts, 1)])
    pairs = []
    for row in rows:
        start = -1
        for _ in range(int(row["occurrence"] or 1)):
            start = row["text"].find(row["figure"], start + 1)
        pairs.append((row, at(found, number[row["id"]], start)))
    return [(row, each) for row, each in pairs if each]


def test_other_words_are_bound_to_the_same_cells(reworded: list[tuple[Row, Checked]]) -> None:
    wanted = [(row, each) for row, each in reworded if row["verdict"] in (*HOLDS, "differs")]
    bound = [each for row, each in wanted if is_same(each.table_value, row["table_value"])]
    assert len(bound) >= 0.94 * len(wanted)


def test_errors_planted_in_other_words_are_told_and_nothing_else_is(reworded: list[tuple[Row, Checked]]) -> None:
    planted = [(row, each) for row, each in reworded if row["verdict"] == "differs"]
    told = [(row, each) for row, each in reworded if each.verdict is Verdict.DIFFERS]
    caught = [
        row for row, each in told if row["verdict"] == "differs" and is_same(each.table_value, row["table_value"])
    ]
    assert len(caught) >= 0.85 * len(planted)
    assert [row["text"] for row, _ in told if row not in caught] == []
