"""Which books are slips, what each was issued as, and what came back in it."""

from collections.abc import Mapping

import pytest
from guanbiao.model.books import Book, FileStatus, Note, Sheet
from guanbiao.model.documents import Paragraph
from guanbiao.model.slips import Case, Copy, Issued, Line, Returned, SlipKind
from guanbiao.recognise.slips.copies import values_of
from guanbiao.recognise.slips.record import SHEET, in_cells, in_properties
from guanbiao.recognise.slips.returned import is_answered, is_slip, library_of, returned
from guanbiao.recognise.slips.texts import is_answers
from guanbiao.text.cells import Value
from guanbiao.words.slips import APPROVAL_HEAD, ELSEWHERE_TITLE, SECTIONS, SLIP_HEAD
from msgspec.structs import replace

from tests.drawing import changed, sheet

TITLE, APPROVAL = "云溪市图书馆2020年统计数据核对单（借阅部）", "云溪市图书馆2020年统计数据说明审批单（办公室）"
ASKED: list[Value] = ["1、表01 借阅册次“合计”填报 87，应为 85", "借阅!D4", 87.0, 85.0]
LOANS = sheet("| 月份 | 总馆 |\n| 1 | 3120 |\n| 2 | 2890 |\n| 3 | 3055 |", "借阅")
PRINTED = (TITLE, *SLIP_HEAD)
CASES = (Case("F1", "k"),)
LINE = Line(2, (str(ASKED[0]), "借阅!D4", "87", "85"), CASES, ("借阅!B3",))
ISSUED = Issued(
    SlipKind.SLIP, "云溪市图书馆", 2020, "借阅部", (LINE,), PRINTED, (Copy("借阅", "a.xlsx", "借阅", values_of(LOANS)),)
)


def lists(*rows: list[Value], name: str = "问题清单", title: str = TITLE, head: tuple[str, ...] = SLIP_HEAD) -> Sheet:
    return Sheet(name, [[title], list(head), *rows])


def book(*sheets: Sheet, file: str = "s.xlsx", modified: float = 1.0, **more: object) -> Book:
    whole = Book(file, file, modified, FileStatus.READ, sheets=sheets)
    return replace(whole, **more)


def record(issued: Issued = ISSUED) -> Sheet:
    return Sheet(SHEET, [[text] for text in in_cells(issued)])


def back(*sheets: Sheet, issued: Issued | None = ISSUED) -> Returned:
    (slip,) = returned([book(*sheets, *([record(issued)] if issued else []))])
    return slip


def texts(slip: Returned) -> list[tuple[bool, str]]:
    """Of what is written whether it is of a known line, and the words."""
    return [(each.line is not None, each.text or each.action or each.term.raw) for each in slip.written]


@pytest.mark.parametrize(
    ("row", "is_list"),
    [
        ([TITLE], True),
        ([f"  {APPROVAL} "], True),
        (["2020年核对单"], False),
        ([SECTIONS[next(iter(SECTIONS))].format(count=3)], True),
        ([ELSEWHERE_TITLE], True),
        ([*SLIP_HEAD], True),
        (["单元格", "处理", "说明"], True),
        (["处理", "说明"], False),
        ([*APPROVAL_HEAD], True),
        (["12.1、表07 文献流通册次“合计”填报 5"], True),
        (["1、表彰大会"], False),
        (["月份", "合计"], False),
        ([12, None], False),
    ],
)
def test_a_list_of_a_slip_is_known_by_its_title_its_head_or_its_lines(row: list[Value], is_list: bool) -> None:
    assert is_slip(book(Sheet("x", [row]))) is is_list
    assert is_slip(book(Sheet("x", [*[["注"]] * 11, row]))) is is_list
    assert not is_slip(book(Sheet("x", [*[["注"]] * 12, row])))
    assert not is_slip(book(Sheet("x", [row]), paragraphs=(Paragraph(1, "文"),)))
    assert is_slip(book(LOANS, Sheet("x", [row]))) is is_list


def test_a_record_alone_makes_a_slip_and_a_form_is_none() -> None:
    assert not is_slip(book(LOANS))
    assert is_slip(book(LOANS, record()))
    assert is_slip(book(LOANS, properties=in_properties(ISSUED)))
    assert not is_slip(book(LOANS, properties={"作者": "李四"}))
    assert not is_slip(book())
    assert returned([book(LOANS)]) == []


@pytest.mark.parametrize(
    ("rows", "are"),
    [
        ([["第3题：七月闭馆"]], True),
        ([["第3题：七月闭馆"], ["月份"]], True),
        ([["第3题：七月闭馆"], ["月份"], ["合计"]], False),
        ([["第3题：七月闭馆"], ["谢谢！"], ["题号"]], True),
        ([["题号", "答复"], [3, "停电"]], True),
        ([["序号", "内容"], [3, "停电"]], False),
        ([["题号", "答复"], [3]], False),
        ([["流通!F16", "应为 85", "李四"]], True),
        ([["流通!F16", "应为 85", "李四", "7月"]], False),
        ([["流通!F16", None, "应为 85", None, "李四", " "]], False),
        ([["流通!F16", None, "应为 85", None, "李四"]], True),
        ([["业务中心核对单答复"], ["1、七月闭馆"], ["2、停电三天"]], True),
        ([["# 对核对单的回复"], ["- 1. 七月闭馆"], ["- 2. 停电三天"]], True),
        ([["活动安排"], ["1、七月闭馆"], ["2、停电三天"]], False),
        ([["- 第3题：七月闭馆"]], True),
        ([["谢谢！"]], False),
        ([], False),
        ([["第3题：七月闭馆"]] * 200, True),
        ([["第3题：七月闭馆"]] * 201, False),
    ],
)
def test_a_text_is_one_of_answers_where_half_of_its_rows_are(rows: list[list[Value]], are: bool) -> None:
    own = book(Sheet("x", rows))
    assert is_answers(own) is are
    assert not is_answers(book(Sheet("x", rows), LOANS))


def test_answers_in_a_text_are_parted_from_the_places_that_they_quote() -> None:
    (slip,) = returned([book(Sheet("x", [["王老师："], ["借阅!D4：应为 85", "李四"], [None], ["第3题：停电"]]))])
    assert (slip.is_text, slip.year, slip.department, slip.kind) == (True, 0, "", SlipKind.SLIP)
    assert [(each.cells, each.term.address, each.term.raw) for each in slip.written] == [
        (("借阅!D4", "应为 85；李四"), "x!A2", "借阅!D4：应为 85；李四"),
        (("第3题：停电",), "x!A4", "第3题：停电"),
    ]


def test_what_a_slip_was_issued_as_goes_before_what_its_title_says() -> None:
    other = lists(ASKED, title="2019年统计数据核对单（活动部）")
    slip = back(other)
    assert (slip.year, slip.department, slip.kind, slip.issued) == (2020, "借阅部", SlipKind.SLIP, ISSUED)
    lost = back(other, issued=None)
    assert (lost.year, lost.department, lost.kind, lost.issued) == (2019, "活动部", SlipKind.SLIP, None)
    assert library_of(book(other, record())) == "云溪市图书馆"
    assert library_of(book(lists(ASKED))) == "云溪市图书馆"
    assert library_of(book(other)) == ""
    nameless = back(lists(ASKED, title="2019年统计数据核对单"), issued=None)
    assert (nameless.year, nameless.department) == (2019, "")
    untitled = back(Sheet("x", [["注"], [*SLIP_HEAD]]), issued=None)
    assert (untitled.year, untitled.kind) == (0, SlipKind.SLIP)


def test_an_approval_sheet_is_known_by_its_title_or_without_one_by_its_head() -> None:
    rows: list[Value] = ["1、不符", "借阅!D4", 87, "李四", "闭馆", "同意"]
    assert back(lists(rows, title=APPROVAL, head=APPROVAL_HEAD), issued=None).kind is SlipKind.APPROVAL
    assert back(Sheet("x", [[*APPROVAL_HEAD], rows]), issued=None).kind is SlipKind.APPROVAL
    put_in = back(lists(ASKED), Sheet("待审批", [[*APPROVAL_HEAD], rows]), issued=None)
    assert put_in.kind is SlipKind.SLIP
    (approved,) = [each for each in put_in.written if each.approved]
    assert approved.approved == "同意"


def test_slips_come_the_oldest_first_and_the_same_content_once() -> None:
    two = [book(lists(ASKED), file=name, modified=when) for name, when in (("b", 2.2), ("a", 2.9), ("c", 1.0))]
    again = replace(two[0], file="d")
    assert [each.file for each in returned([*two, again])] == ["c", "a", "b"]
    assert [each.file for each in returned([replace(each, sha256="") for each in two])] != []


def test_what_is_written_on_a_line_a_row_of_none_and_a_sheet_that_was_put_in() -> None:
    slip = back(lists([*ASKED, "说明", "七月闭馆"], ["另外五月也不对"]), Sheet("补充", [["总馆", 5], ["说明"]]))
    assert texts(slip) == [(True, "七月闭馆"), (False, "另外五月也不对"), (False, "总馆；5")]
    assert [each.term.address for each in slip.written] == ["问题清单!E3", "问题清单!A4", "补充!A1"]
    assert is_answered(book(lists(ASKED, ["另外"]), record()))
    assert not is_answered(book(lists(ASKED), record()))


def test_who_signed_signed_for_all() -> None:
    row: list[Value] = [*ASKED, "说明", "七月闭馆"]
    slip = back(lists(["核实人及日期：李四 11.3"], row))
    assert [(each.who, each.text) for each in slip.written] == [("李四 11.3", "七月闭馆")]


def of_form(*cells: tuple[int, int, Value], remarks: Mapping[str, str] = {}, said: str = "") -> Returned:
    own = replace(changed(LOANS, *cells), remarks=remarks)
    return back(lists([*ASKED, said or None]), own)


def test_a_figure_that_was_corrected_in_the_form_attached_is_the_figure_of_the_answer() -> None:
    slip = of_form((2, 1, 2891), said="更正")
    assert [(each.cell, each.before, each.after) for each in slip.changed] == [("B3", 2890, 2891)]
    assert [each.has_figure for each in slip.written] == [True]
    assert [each.has_figure for each in of_form((1, 1, 1), said="更正").written] == [False]  # another cell
    assert [each.has_figure for each in of_form((2, 1, None), said="更正").written] == [False]  # deleted
    assert [each.has_figure for each in of_form(said="更正").written] == [False]
    assert [each.has_figure for each in of_form((1, 1, 1), said="应为 85").written] == [True]
    assert is_answered(book(lists(ASKED), changed(LOANS, (2, 1, 1)), record()))


def test_remarks_on_a_form_are_said_of_the_line_that_speaks_of_the_cell() -> None:
    slip = of_form(remarks={"B3": "李四:\n漏报一天"})
    assert [(each.line is not None, each.text, each.term.address) for each in slip.written] == [
        (True, "漏报一天", "借阅!B3")
    ]
    assert texts(of_form(remarks={"B4": "李四:\n漏报一天"})) == [(False, "漏报一天")]
    assert texts(of_form(remarks={"B3": "【强制性】填报 12"})) == []
    known = replace(ISSUED, printed=(*PRINTED, "批注：三月"))
    assert texts(back(lists(ASKED), replace(LOANS, remarks={"B3": "批注：三月"}), issued=known)) == []
    two = tuple(replace(LINE, at=at, shown=(f"{at}、不符呢对不对", place, "87", "85"), cases=(Case(f"F{at}", "k"),)) for at, place in ((2, "借阅!B3"), (3, "借阅!C9")))  # fmt: skip
    both = replace(ISSUED, lines=two)
    (said,) = back(lists(), replace(LOANS, remarks={"B3": "漏报"}), issued=both).written
    assert said.line == two[0]  # which names it
    neither = replace(both, lines=tuple(replace(each, shown=(each.shown[0], "借阅!C8")) for each in two))
    (said,) = back(lists(), replace(LOANS, remarks={"B3": "漏报"}), issued=neither).written
    assert said.line is None


def test_pictures_margins_and_what_is_struck_out() -> None:
    drawn = (Note("drawn_over", "C1", "有字"), Note("drawn_over", "F6"), Note("drawn_over", "G6"))
    own = replace(
        lists(ASKED, ["某句"]), notes=(*drawn, Note("struck_cell", "A4")), margins=("第 1 页", "李四", "五月补报")
    )
    slip = back(own, replace(LOANS, notes=(Note("struck_cell", "A2"),)))
    assert [(term.cell, term.raw) for term in slip.pictures] == [("F6", "")]
    assert [(each.term.raw, each.printed) for each in slip.struck] == [("某句", False), ("1", True)]
    assert [term.raw for term in slip.margins] == ["李四；五月补报"]
    for some in ({"margins": ("李四",)}, {"notes": drawn}, {"notes": (Note("struck_cell", "A3"),)}):
        assert is_answered(book(replace(lists(ASKED), **some), record()))
    assert not is_answered(book(replace(lists(ASKED), margins=("第 1 页",), notes=drawn[:1]), record()))


def test_what_was_deleted_on_one_row_and_stands_on_another_of_the_line_stands() -> None:
    before = replace(
        ISSUED, lines=(replace(LINE, action="说明", text="含续借"), replace(LINE, at=3, action="说明", text="含续借"))
    )
    slip = back(lists(ASKED, [*ASKED, "说明", "含续借"]), issued=before)
    assert {each.cleared for each in slip.written} <= {"", "含续借"}
    gone = back(lists(ASKED), issued=replace(before, lines=before.lines[:1]))
    assert [each.cleared for each in gone.written] == ["含续借"]


def test_rows_of_forms_below_a_list_say_nothing() -> None:
    """Where the forms attached stand on the list itself, as web pages have it."""
    below = lists(ASKED, *[list(row) for row in LOANS.rows], ["七月闭馆装修"])
    assert texts(back(below)) == [(False, "七月闭馆装修")]
    beside = back(below, LOANS)  # the form is there, so what stands here was written
    assert len(beside.written) > 1
    (lost,) = returned([book(LOANS, file="a.xlsx"), book(below)])
    assert [text for _, text in texts(lost)][-1] == "七月闭馆装修"
    assert not any("3120" in text for _, text in texts(lost))
