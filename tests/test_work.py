"""Ten times as much in a form costs about ten times the work: calls are counted, never seconds."""

import sys
from collections.abc import Callable, Sequence

import pytest
from guanbiao.model.books import Book, Note, Sheet
from guanbiao.recognise import bounded
from guanbiao.text.bounds import QUOTED, TITLES
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import book, changed, printed, report
from tests.stages import outputs_of, with_causes

MOST = 12  # times the work for ten times the content
LOANS, TALKS = printed(7), printed(8)
HEADER, FOOT = 3, 17  # of the loans: the row of the header, and the one below the body
SHORT = replace(LOANS, rows=[*LOANS.rows[: HEADER + 3], LOANS.rows[FOOT - 1]])
Rows = list[list[Value]]


def below(*rows: Sequence[Value]) -> Sheet:
    """The loans with more rows below their months."""
    return replace(LOANS, rows=[*LOANS.rows[:FOOT], *rows, *LOANS.rows[FOOT:]])


def talks(count: int, date: str = "") -> Sheet:
    entries: Rows = [
        [no, date or f"{no % 12 + 1}月{no % 28 + 1}日", f"讲座{no}", "报告厅", 10] for no in range(1, count + 1)
    ]
    return replace(TALKS, rows=[*TALKS.rows[:3], *entries, ["合计", count, None, None, 10 * count]])


def columns(count: int) -> Sheet:
    """The loans with more columns than the form has."""
    more = {HEADER: [f"栏{no}" for no in range(count)]} | {row: [*range(count)] for row in range(HEADER + 1, FOOT)}
    rows = [[*row, *[None] * (6 - len(row)), *more.get(at, [])] for at, row in enumerate(LOANS.rows)]
    return replace(LOANS, rows=rows)


# By kind of content, how much of it there is at first, and a book that holds so much.
GROWING: dict[str, tuple[int, Callable[[int], Book]]] = {
    "terms of a sum": (40, lambda count: book(changed(LOANS, (5, 2, "1+" * count + f"1={count + 1}")))),
    "letters of a label": (300, lambda count: book(changed(LOANS, (5, 0, "甲" * count)))),
    "dates in a cell": (20, lambda count: book(changed(TALKS, (4, 1, "、".join(["3月5日"] * count))))),
    "entries": (40, lambda count: book(talks(count))),
    "entries with a mistake": (40, lambda count: book(talks(count, "择日"))),
    "rows of no form": (40, lambda count: book(below(*[(f"第{no}批", 1, 2, 3) for no in range(count)]))),
    "loose cells": (40, lambda count: book(below(*[[None] * 7 + [no] for no in range(count)]))),
    "lines": (40, lambda count: book(replace(LOANS, rows=[*LOANS.rows, *[[f"说明{no}：无"] for no in range(count)]]))),
    "columns of no form": (20, lambda count: book(columns(count))),
    "titles": (TITLES, lambda count: book(below(*[[TALKS.rows[0][0]] for _ in range(count)]))),
    "sheets": (24, lambda count: book(*(replace(SHORT, name=f"表{no}") for no in range(count)))),
    "notes": (
        40,
        lambda count: book(replace(LOANS, notes=tuple(Note("number_as_text", f"B{no}") for no in range(count)))),
    ),
}


def work(of: Book) -> int:
    """How many calls a report with causes takes."""
    count = 0

    def counted(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        with_causes(report(of))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", GROWING)
def test_ten_times_as_much_is_at_most_some_ten_times_the_work(kind: str) -> None:
    least, holding = GROWING[kind]
    report(holding(1))  # what is worked out once
    nothing, some, more = (work(holding(count)) for count in (1, least, 10 * least))
    assert more - nothing <= MOST * max(some - nothing, nothing / 20)


@pytest.mark.parametrize("places", [((5, 0), (HEADER, 2)), ((5, 2), (0, 4), (1, 0))], ids=["labels", "others"])
def test_a_text_as_long_as_a_cell_holds_is_written_wherever_it_stands(places: tuple[tuple[int, int], ...]) -> None:
    done = with_causes(report(book(changed(LOANS, *((*place, "长" * 32_767) for place in places)))))
    assert {name for name, _ in outputs_of(done)} >= {"findings.json", "run.log"}
    phrases = Phrases(done.catalogue, done.year)
    assert max(len(phrases.message(each)) for each in done.findings) < 2 * QUOTED


def test_a_sheet_of_more_than_is_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "BODY_ROWS", 40)
    monkeypatch.setattr(bounded, "BODY_COLUMNS", 20)
    rows: Rows = [[*row] for row in LOANS.rows] + [[1]] * 40
    rows[5] = [*rows[5], *[None] * 20, 7]
    done = report(book(replace(LOANS, rows=rows)))
    assert {"note_rows_bounded", "note_columns_bounded"} < {each.rule for each in done.findings}
    assert all(filing.area[2] < 40 and filing.area[3] < 20 for filing in done.filings)


def test_titles_that_are_not_looked_at_are_told() -> None:
    done = report(book(below(*[[TALKS.rows[0][0]] for _ in range(TITLES)])))
    assert [each.rule for each in done.findings].count("titles_bounded") == 1
