"""Slips as they were issued before they carried a record."""

import pytest
from guanbiao.model.books import Note, Sheet
from guanbiao.model.slips import Case, Line, Written
from guanbiao.recognise.slips.earlier import ANSWERED, ASKED, header, written_on
from msgspec.structs import replace

from tests.drawing import sheet

HEAD = ("序号", *ASKED, *ANSWERED, "编号")
DRAWN = f"""
| 云溪市图书馆2020年核对单 |
| 一行一个问题 |
| {" | ".join(HEAD)} |
| 原因：二月合计多写一位 | | | | | | | | | | | 更正 | 应为 3995 | 李四 | | |
| 1 | 强制性 | 借阅 | 借阅!D5 | 合计 | 39955 | 3995 | 35960 | 对方 | 不符 | 请改 | | | | | F1-aa |
| 2 | 强制性 | 借阅 | 借阅!D15 | 合计 | 5 | 6 | -1 | 对方 | 不符 | 请改 | 说明 | 另有原因 | 王五 11.3 | 同意 | F2-bb |
| 以下各条没有找到共同的原因 |
| 3 | 核实性 | 借阅 | 借阅!B9 | 总馆 | 2 | | | | 异常 | 请核 | | | | | F3-cc |
| 4 | 核实性 | 借阅 | 借阅!B9 | 总馆 | 2 | | | | 异常 | 请核 | 说明 | 七月闭馆 | | | |
| | | | | | | | | | | | | 表外的话 | | | |
"""
LISTED = sheet(DRAWN, "核对单")


def said(of: Sheet) -> list[Written]:
    return list(written_on("a.xlsx", of))


def test_the_header_is_found_by_the_columns_to_answer_in_among_the_first_rows() -> None:
    at, columns = header(LISTED) or (0, {})
    assert (at, columns["序号"], columns["处理"], columns["编号"]) == (2, 0, 11, 15)
    assert header(sheet("| 处理 | 别的 |")) is None
    assert header(sheet("| 处理 | 部门说明 |")) == (0, {"处理": 0, "部门说明": 1})
    rows = LISTED.rows[2:]
    below = [replace(LISTED, rows=[["某人写的"]] * above + [*rows]) for above in (11, 12)]
    assert [(header(each) or (None,))[0] for each in below] == [11, None]
    assert said(below[1]) == []
    assert said(sheet("| 月份 | 合计 |")) == []


def test_what_is_said_on_a_cause_is_of_its_proof_and_on_a_row_of_its_finding() -> None:
    cause, proof, alone, lost = said(LISTED)
    assert cause.line == Line(3, (), (Case("F1", "aa"), Case("F2", "bb")))
    assert (cause.action, cause.text, cause.who, cause.approved, cause.has_figure) == (
        "更正",
        "应为 3995",
        "李四",
        "",
        True,
    )
    assert cause.term.address == "核对单!L4"
    assert proof.line == Line(5, (), (Case("F2", "bb"),))
    assert (proof.action, proof.text, proof.who, proof.approved) == ("说明", "另有原因", "王五 11.3", "同意")
    assert proof.cells == ("2", "强制性", "借阅", "借阅!D15", "合计", "5", "6", "-1", "对方", "不符", "请改", "说明", "另有原因", "王五 11.3", "同意", "F2-bb")  # fmt: skip
    assert (alone.line, alone.text, alone.term.address) == (None, "七月闭馆", "核对单!L9")
    assert (lost.line, lost.text) == (None, "表外的话")


def test_a_name_or_an_approval_alone_is_told_at_the_start_of_its_row() -> None:
    rows = [list(row) for row in LISTED.rows]
    rows[4][14] = "同意"
    own = said(replace(LISTED, rows=rows))
    (only,) = [each for each in own if each.line and each.line.at == 4]
    assert (only.approved, only.text, only.action, only.term.cell, only.term.raw) == ("同意", "", "", "A5", "")
    rows[4][14], rows[4][13] = None, "赵六"
    (only,) = [each for each in said(replace(LISTED, rows=rows)) if each.line and each.line.at == 4]
    assert (only.who, only.approved) == ("赵六", "")


@pytest.mark.parametrize("key", ["F1", "F1-", "X1-aa", "-aa", ""])
def test_a_row_without_a_whole_id_is_of_no_finding(key: str) -> None:
    rows = [list(row) for row in LISTED.rows]
    rows[5][15] = key
    (cause, other, *_) = said(replace(LISTED, rows=rows))
    assert cause.line == Line(3, (), (Case("F1", "aa"),))
    assert (other.line, other.text) == (None, "另有原因")


def test_the_proof_of_a_cause_ends_where_the_next_begins() -> None:
    rows = [list(row) for row in LISTED.rows]
    again = [*rows[:5], ["原因：又一个", *[None] * 11, "漏报"], *rows[5:]]
    first, second = [each for each in said(replace(LISTED, rows=again)) if each.line and each.line.at in (3, 5)]
    assert [first.line, second.line] == [Line(3, (), (Case("F1", "aa"),)), Line(5, (), (Case("F2", "bb"),))]


def test_comments_count_and_what_is_struck_out_does_not() -> None:
    remarked = replace(LISTED, remarks={"D8": "李四:\n八月装修"})
    (own,) = [each for each in said(remarked) if each.line and each.line.at == 7]
    assert own.text == "八月装修"
    struck = replace(LISTED, notes=(Note("struck_cell", "L6:O6"), Note("struck_cell", "A6")))
    assert [each for each in said(struck) if each.line and each.line.at == 5] == []


def test_a_column_that_somebody_took_out_is_nowhere() -> None:
    """What stands in the columns that are left is read as ever, and no other takes the place of the one that is gone."""
    (head, *rest), gone = (
        LISTED.rows[2:],
        {HEAD.index(label) for label in ("序号", "编号", "核实人/日期", "审批", "差额")},
    )
    kept = [column for column in range(len(HEAD)) if column not in gone]
    short = [[row[column] for column in kept if column < len(row)] for row in (head, *rest)]
    own = said(Sheet("核对单", short))
    assert [each.text for each in own] == ["应为 3995", "另有原因", "七月闭馆", "表外的话"]
    assert {(each.who, each.approved) for each in own} == {("", "")}
    assert [each.line for each in own] == [None] * 4
    bare = said(Sheet("核对单", [["处理", "部门说明"], ["说明", "闭馆"], ["x"]]))
    assert [(each.action, each.text) for each in bare] == [("说明", "闭馆"), ("", "x")]
