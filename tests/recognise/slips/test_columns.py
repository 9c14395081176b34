"""The head of a slip's list, wherever it stands now, and what stands on rows."""

import pytest
from guanbiao.model.books import Note, Sheet
from guanbiao.model.slips import Case, Line
from guanbiao.recognise.slips.cells import cells_of, text_of
from guanbiao.recognise.slips.columns import Columns, columns_of, first_to_answer_in
from guanbiao.recognise.slips.known import Lines, norm
from guanbiao.recognise.slips.rows import decided_on, rows_on, written_on
from guanbiao.text.cells import NEVER_CALCULATED, Value
from guanbiao.words.slips import APPROVAL_HEAD, ELSEWHERE_HEAD, SLIP_HEAD
from msgspec.structs import replace


def of(*rows: tuple[str | None, ...]) -> Sheet:
    return Sheet("问题清单", [list(row) for row in rows])


@pytest.mark.parametrize(
    ("head", "first"),
    [
        (SLIP_HEAD, 4),
        ((None, *SLIP_HEAD), 5),
        (SLIP_HEAD[::-1], 0),
        (APPROVAL_HEAD, 5),
        (("说明人", *APPROVAL_HEAD[::-1]), 1),
        (ELSEWHERE_HEAD, 4),
        ((None, *ELSEWHERE_HEAD[::-1], "x"), 5),
        (SLIP_HEAD[:5], 0),
        (("月份", "合计"), 0),
    ],
)
def test_the_first_column_to_answer_in(head: tuple[str | None, ...], first: int) -> None:
    assert first_to_answer_in(cells_of(of(("标题",), head, ("1、不符",))).values()) == first


def test_the_columns_for_words_and_figures_are_found_by_their_labels() -> None:
    assert columns_of(cells_of(of(("标题",), SLIP_HEAD)).values()) == Columns(5, {2: 2, 3: 3})
    assert columns_of(cells_of(of((None, *SLIP_HEAD[::-1]))).values()) == Columns(1, {4: 2, 3: 3})
    assert columns_of(cells_of(of((*SLIP_HEAD[:3], *SLIP_HEAD[4:]))).values()) == Columns(4, {2: 2})
    assert columns_of(cells_of(of(SLIP_HEAD[:4])).values()) == Columns(None, {})


def test_what_stands_on_each_row() -> None:
    """Cells, those that reach over it from above, comments without what the program wrote there."""
    sheet = Sheet(
        "x",
        [["甲", 12.0, None, ""], [NEVER_CALCULATED, "乙"], [], ["丁"]],
        merges=((0, 0, 1, 0), (0, 1, 0, 3)),
        remarks={"C3": "李四:\n漏报", "A6": "远处", "D1": "【强制性】填报 12"},
        formulas={"A2": '"停电"'},
        notes=(Note("struck_cell", "B2:C2"), Note("struck_part", "A4", "丁")),
    )
    found = cells_of(sheet)
    assert [*found] == [0, 1, 2, 3, 5]
    assert [(at, cell.address, cell.value, cell.top, cell.bottom) for at, cells in found.items() for cell in cells] == [
        *((0, "A1", "甲", 0, 1), (0, "B1", 12.0, 0, 0)),
        *((1, "A1", "甲", 0, 1), (1, "A2", '="停电"', 1, 1), (1, "B2", "乙", 1, 1)),
        *((2, "C3", "漏报", 2, 2), (3, "A4", "丁", 3, 3), (5, "A6", "远处", 5, 5)),
    ]
    assert [cell.address for cells in found.values() for cell in cells if cell.is_beside] == ["C3", "A6"]
    assert {cell.address for cells in found.values() for cell in cells if cell.is_struck} == {"B2"}


@pytest.mark.parametrize(("value", "text"), [(12.0, "12"), (12.5, "12.5"), (" 甲 ", "甲"), (True, "True"), (12, "12")])
def test_values_as_texts(value: str | float, text: str) -> None:
    assert text_of(value) == text


def test_what_is_decided_on_a_sheet_that_was_put_in() -> None:
    rows = (
        ("标题",),
        APPROVAL_HEAD,
        ("1、不符", "借阅!D5", "12", "李四", "闭馆", "同意", "王馆长"),
        ("2、不符", "借阅!D6"),
    )
    sheet = replace(of(*rows), remarks={"A4": "王馆长:\n不同意"})
    first, second = decided_on("a.xlsx", sheet)
    assert (first.approved, first.cells, first.term.address, first.term.raw) == (
        *("同意；王馆长", ("同意", "王馆长"), "问题清单!A3", "同意；王馆长"),
    )
    assert (first.line, first.anew, first.text) == (None, False, "")
    assert (second.approved, second.term.cell) == ("不同意", "A4")
    struck = replace(of(*rows), notes=(Note("struck_cell", "F3"),))
    assert [each.approved for each in decided_on("a.xlsx", struck)] == ["王馆长"]
    assert list(decided_on("a.xlsx", of(APPROVAL_HEAD, ("1", None, None, None, None, "审批", "意见")))) == []


def test_rows_into_which_one_was_split_are_said_of_its_line_and_rows_of_twins_are_not() -> None:
    line = Line(1, ("1、借阅册次“合计”填报不对", "借阅!D5", "87", "85"), (Case("F1", "k"),))
    lines, printed = Lines((line,)), {norm(label) for label in SLIP_HEAD}

    def written(*rows: list[Value], merges: tuple[tuple[int, int, int, int], ...] = ()) -> list[tuple[str, str]]:
        sheet = Sheet("问题清单", [list(SLIP_HEAD), *rows], merges=merges)
        found = written_on("a.xlsx", sheet, rows_on(sheet, lines, printed), lines, printed)
        return [(each.term.cell, each.text or each.term.raw) for each in found]

    own: list[Value] = [*line.shown[:2], 87, 85]
    over = tuple((1, column, 2, column) for column in range(4))
    split = written([*own, None, "总馆"], [None, None, None, None, None, "七月闭馆"], merges=over)
    assert split == [("F2", "总馆；七月闭馆")]
    assert written([*own, None, "总馆"], [*own, None, "七月闭馆"]) == [("F2", "总馆"), ("F3", "七月闭馆")]
    assert written([*own, None, "总馆"], [None, None, None, None, None, "另起一行的话"]) == [
        *(("F2", "总馆"), ("F3", "另起一行的话")),
    ]
    high = written(["合并的话"], own, merges=((1, 0, 2, 0),))
    assert high == [("A2", "合并的话")]
