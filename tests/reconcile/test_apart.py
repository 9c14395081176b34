"""Forms whose parts are told and not put together: nothing that hangs on another part is called wrong."""

from collections.abc import Callable, Sequence

import pytest
from guanbiao.model.books import Sheet
from guanbiao.report.report import Report
from guanbiao.report.unjudged import Want
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed, judged
from tests.small.filed import LOANS, TALKS, YEAR, small_report

_TOTAL = 14  # the row of the year


def _year_in(name: str, *parts: Sequence[Sheet]) -> Report:
    """The report of the year in which one form is filed in several books, or on several sheets of one."""
    whole = book(*(each for each in YEAR if each.name != name))
    return small_report(whole, *(book(*each, file=f"{at}.xlsx") for at, each in enumerate(parts)))


def _loans(kept: Callable[[int, int], bool], *totals: tuple[int, int, Value]) -> Sheet:
    """The loans without the cells of months that another department files, with its own totals."""
    gone = [(row, column, None) for row in range(2, _TOTAL) for column in (1, 2) if not kept(row, column)]
    return changed(LOANS, *gone, *totals)


def _by_columns() -> Report:
    own = [(row, 3, LOANS.rows[row][1]) for row in range(2, _TOTAL + 1)]
    ours = _loans(lambda _, column: column == 1, *own, (_TOTAL, 2, None))
    theirs = _loans(lambda _, column: column == 2, *((row, 3, None) for row, *_ in own), (_TOTAL, 1, None))
    return _year_in("借阅", [ours], [theirs])


def _by_rows(*others: tuple[int, int, Value], wrong: int = 0) -> Report:
    first = _loans(lambda row, _: row < 8, *((row, 3, None) for row in range(8, _TOTAL)))
    sums = [(_TOTAL, column, sum(int(str(LOANS.rows[row][column])) for row in range(2, 8))) for column in (1, 2, 3)]
    second = _loans(lambda row, _: row >= 8, *((row, 3, None) for row in range(2, 8)))
    return _year_in(
        "借阅",
        [changed(first, *sums, (2, 3, 4330 + wrong), *others)],
        [changed(second, (_TOTAL, 1, None), (_TOTAL, 2, None), (_TOTAL, 3, None))],
    )


def _entries(*numbers: int, total: int, name: str = "讲座") -> Sheet:
    rows = [*TALKS.rows[:2], *(TALKS.rows[number + 1] for number in numbers)]
    return replace(TALKS, name=name, rows=[*rows, ["合计", len(numbers), None, None, total, None]])


def _two_lists() -> Report:
    return _year_in("讲座", [_entries(1, 3, 5, total=231)], [_entries(2, 4, total=217)])


def _lists_that_overlap() -> Report:
    return _year_in("讲座", [_entries(1, 2, 3, total=270)], [_entries(3, 4, 5, total=242)])


def _looks_continued() -> Report:
    further = _entries(3, 4, 5, total=242, name="第2页")
    return _year_in("讲座", [_entries(1, 2, 3, total=270), replace(further, rows=further.rows[1:])])


@pytest.mark.parametrize(
    ("file", "code", "holding", "open_ones"),
    [
        (
            _by_columns,
            "form_complement",
            [("01.全年", "全年", "总馆"), ("X01", "总馆", "借阅册次/2020年")],
            [("01.合计", "1", "合计"), ("01.全年", "全年", "合计"), ("X02", "少儿馆", "借阅册次/2020年")],
        ),
        (
            _by_rows,
            "form_complement",
            [("01.合计", "2", "合计"), ("01.合计", "全年", "合计")],
            [("01.全年", "全年", "总馆"), ("01.全年", "全年", "合计"), ("X01", "总馆", "借阅册次/2020年"), ("X03", "借阅册次/总馆", "完成指标")],
        ),
        (_two_lists, "form_complement", [], [("03.合计.人次", "合计", "人次"), ("X05", "讲座", "完成指标"), ("X07", "讲座", "完成指标")]),
        (_lists_that_overlap, "form_complement", [], [("03.合计.人次", "合计", "人次"), ("X05", "讲座", "完成指标")]),
        (_looks_continued, "looks_continued", [], [("03.合计.人次", "合计", "人次"), ("X05", "讲座", "完成指标"), ("X06", "讲座", "完成指标")]),
    ],
    ids=["columns", "rows", "lists", "overlap", "continued"],
)  # fmt: skip
def test_what_hangs_on_another_part_of_a_form_is_open_and_says_why(
    file: Callable[[], Report],
    code: str,
    holding: Sequence[tuple[str, str, str]],
    open_ones: Sequence[tuple[str, str, str]],
) -> None:
    done = file()
    found = [each.rule for each in done.findings]
    assert code in found
    assert not done.causes
    assert not [each for each in done.findings if each.relation >= 0]
    assert "not_given" not in found
    verdicts = judged(done)
    assert {place: {line["verdict"] for line in verdicts[place]} for place in (*holding, *open_ones)} == {
        **{place: {"holds"} for place in holding},
        **{place: {"unverifiable"} for place in open_ones},
    }
    assert Want.PARTS in {each.want for each in done.unjudged.values()}


def test_what_is_wrong_within_a_row_of_a_part_is_still_told() -> None:
    done = _by_rows(wrong=9)
    assert [(each.rule, each.row) for each in done.findings if each.relation >= 0] == [("01.合计", "1")]


def test_a_total_alone_and_figures_without_their_total_are_not_held_against_what_may_stand_in_another_part() -> None:
    done = _by_rows((3, 1, None), (3, 2, None), (4, 3, None))
    assert not [each for each in done.findings if each.relation >= 0 or each.rule == "not_given"]
    verdicts = judged(done)
    assert {line["verdict"] for month in "23" for line in verdicts["01.合计", month, "合计"]} == {"unverifiable"}
