"""What somebody said on the row of a line: all that was not issued with it, apart into what is to be done and why."""

import pytest
from guanbiao.model.books import Note, Sheet
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Case, Line, Written
from guanbiao.recognise.slips.cells import cells_of
from guanbiao.recognise.slips.columns import Columns
from guanbiao.recognise.slips.said import reread, said_on, together
from guanbiao.recognise.slips.signed import is_signed, signed
from guanbiao.recognise.slips.struck import struck_at, struck_on
from guanbiao.text.cells import Value
from msgspec.structs import replace

SENTENCE = "表07 二月合计填报 87，应为 85"
SHOWN = (f"1、{SENTENCE}", "借阅!D4 等 2 处", "87", "85")
LINE = Line(3, SHOWN, (Case("F1", "k"),))
BEFORE = replace(LINE, action="说明", text="含续借")
COLUMNS = Columns(5, {2: 2, 3: 3})
AT = Term(Role.CELL, "", "", "")
PRINTED: list[Value] = [SHOWN[0], SHOWN[1], 87.0, 85.0]


def said(row: list[Value], line: Line = LINE, columns: Columns = COLUMNS, **more: object) -> Written | None:
    sheet = replace(Sheet("问题清单", [[], [], [], row]), **more)
    found = list(said_on("a.xlsx", sheet.name, line, cells_of(sheet).get(3, []), 3, columns))
    assert len(found) < 2
    return found[0] if found else None


def words(row: list[Value], line: Line = LINE, columns: Columns = COLUMNS, **more: object) -> tuple[str, str] | None:
    found = said(row, line, columns, **more)
    return None if found is None else (found.action, found.text)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (PRINTED, None),
        ([*PRINTED, "说明", "闭馆"], ("说明", "闭馆")),
        ([*PRINTED, None, "闭馆", "另见附件"], ("", "闭馆；另见附件")),
        ([*PRINTED, "更正"], ("更正", "")),
        ([*PRINTED, "√", "闭馆"], ("", "闭馆")),
        ([*PRINTED, "√"], ("", "√")),
        ([*PRINTED, "闭馆", "闭馆"], ("", "闭馆")),
        (["注", *PRINTED, "闭馆"], ("", "注；闭馆")),
        ([f"{SHOWN[0]} 因闭馆", *PRINTED[1:]], ("", "因闭馆")),
        ([f"答复：1、{SENTENCE} 因闭馆", *PRINTED[1:]], ("", "答复：；因闭馆")),
        ([SHOWN[0].replace(" ", "") + "因闭馆", *PRINTED[1:]], ("", "因闭馆")),
        ([SHOWN[0][:-4], *PRINTED[1:]], None),  # some of the sentence was deleted
        ([SHOWN[0][:9], *PRINTED[1:]], ("", SHOWN[0][:9])),
        ([SHOWN[0], "借阅!D4", 87.0, 85.0], None),
        ([SHOWN[0], None, 87.0, 85.0, "借阅!D4"], None),
        ([*PRINTED, 87.0], ("", "87")),  # a figure that is written again is an answer
        ([*PRINTED, SHOWN[1]], ("", SHOWN[1])),
        ([SHOWN[0], SHOWN[1], 85.0, 85.0], ("", "借阅!D4 的填报数由 87 改为 85")),
        ([SHOWN[0], SHOWN[1], 87.0, 1285.5, "更正"], ("更正", "借阅!D4 的应有数由 85 改为 1285.5")),
        ([SHOWN[0], SHOWN[1], "见附件", 85.0], ("", "见附件")),
        ([], None),
    ],
)
def test_all_that_a_row_was_not_issued_with_is_said(row: list[Value], found: tuple[str, str] | None) -> None:
    assert words(row) == found


def test_where_the_columns_are_lost_figures_are_texts_like_others() -> None:
    none = Columns()
    assert words([SHOWN[0], SHOWN[1], 85.0, 87.0], columns=none) is None
    assert words([SHOWN[0], SHOWN[1], 85.0, 85.0], columns=none) == ("", "85")
    blank = replace(LINE, shown=(*SHOWN[:3], ""))
    assert words([*PRINTED[:3], 85.0], blank) == ("", "借阅!D4 的应有数由 （空） 改为 85")
    short = replace(LINE, shown=SHOWN[:3])
    assert words([*PRINTED[:3], 85.0], short) == ("", "85")
    remark = said(PRINTED, remarks={"C4": "李四:\n99"})
    assert remark is not None
    assert (remark.text, remark.term.cell) == ("99", "C4")


def test_what_was_answered_before_is_said_again_or_deleted() -> None:
    again = said([*PRINTED, "说明", "含续借"], BEFORE)
    assert again is not None
    assert (again.action, again.text, again.anew, again.cleared) == ("说明", "含续借", False, "")
    more = said([*PRINTED, "说明", "含续借", "李四补"], BEFORE)
    assert more is not None
    assert (more.text, more.anew, more.cleared) == ("含续借；李四补", True, "")
    gone = said(PRINTED, BEFORE)
    assert gone is not None
    assert (gone.text, gone.action, gone.cleared, gone.cells, gone.term.cell) == ("", "", "含续借", ("含续借",), "F4")
    assert said(PRINTED, BEFORE, Columns()) is None  # nobody knows where it stood
    left = said([*PRINTED, "说明"], BEFORE)
    assert left is not None
    assert (left.action, left.text, left.cleared, left.anew) == ("说明", "", "含续借", True)
    other = said([*PRINTED, None, "系统升级"], BEFORE)
    assert other is not None
    assert (other.text, other.cleared, other.anew) == ("系统升级", "", True)
    action = said(PRINTED, replace(LINE, action="更正"))
    assert action is not None
    assert action.cleared == "更正"


@pytest.mark.parametrize("row", [["原来的说明作废"], ["含续借", "原来的说明作废"], ["作废。", "撤回"]])
def test_words_that_take_back_leave_nothing(row: list[Value]) -> None:
    back = said([*PRINTED, None, *row], BEFORE)
    assert back is not None
    assert (back.text, back.action, back.cleared) == ("", "", "含续借")
    nothing = said([*PRINTED, None, row[-1]])
    assert nothing is not None
    assert nothing.cleared == row[-1]
    both = said([*PRINTED, None, *row, "另因停电"], BEFORE)
    assert both is not None
    assert "另因停电" in both.text


def test_what_is_struck_out_is_not_said() -> None:
    note = (Note("struck_cell", "E4:F4"),)
    gone = said([*PRINTED, "说明", "含续借"], BEFORE, notes=note)
    assert gone is not None
    assert (gone.text, gone.cleared) == ("", "含续借")
    gone = said([*PRINTED, "说明", "含续借"], BEFORE, Columns(), notes=note)
    assert gone is not None
    assert (gone.cleared, gone.term.cell) == ("含续借", "A4")
    assert said([*PRINTED, "说明", "闭馆"], notes=note) is None
    assert words([*PRINTED, None, "旧话", "新话"], notes=(Note("struck_cell", "F4"),)) == ("", "新话")


@pytest.mark.parametrize(
    ("texts", "line", "found"),
    [
        (["填错了，应为85"], LINE, ("更正", "填错了，应为85", "", True)),
        (["改", "85"], LINE, ("更正", "85", "", True)),
        (["改三楼开放"], LINE, ("", "改三楼开放", "", False)),
        (["手误"], LINE, ("更正", "手误", "", False)),
        (["一时疏忽，抱歉"], LINE, ("更正", "一时疏忽，抱歉", "", False)),
        (["实际为87，含借调"], LINE, ("", "实际为87，含借调", "", True)),
        (["实际为87，含借调"], None, ("更正", "实际为87，含借调", "", True)),
        (["更正", "按应有数"], LINE, ("更正", "按应有数", "", True)),
        (["更正", "按应有数"], replace(LINE, shown=SHOWN[:3]), ("更正", "按应有数", "", False)),
        (["更正", "按应有数"], replace(LINE, shown=(*SHOWN[:3], "")), ("更正", "按应有数", "", False)),
        (["同意"], LINE, ("", "同意", "", False)),
        (["闭馆", "同意 王馆长"], LINE, ("", "闭馆", "同意 王馆长", False)),
        (["含续借", "同意"], replace(LINE, text="同意"), ("", "含续借；同意", "", False)),
        (["更正：应为3"], replace(LINE, text="更正：应为3"), ("", "更正：应为3", "", True)),
        (["说明", "更正"], LINE, ("说明", "", "", False)),
        (["更正", "说明：闭馆"], LINE, ("更正", "闭馆", "", False)),
        (["应有数由 85 改为 84"], LINE, ("", "应有数由 85 改为 84", "", True)),
        ([], None, ("", "", "", False)),
    ],
)
def test_what_is_to_be_done_is_told_from_the_words(
    texts: list[str], line: Line | None, found: tuple[str, str, str, bool]
) -> None:
    done = together(line, texts, AT, texts)
    assert (done.action, done.text, done.approved, done.has_figure) == found
    assert (done.line, done.cells, done.anew, done.who) == (line, tuple(texts), True, "")


def test_names_and_approvals_go_with_the_words() -> None:
    done = together(LINE, ["闭馆", "同意"], AT, who="李四", approved="王馆长", anew=False)
    assert (done.who, done.approved, done.anew, done.cells) == ("李四", "王馆长；同意", False, ())


def test_a_row_of_which_the_line_is_known_later_is_read_again() -> None:
    loose = Written(None, "", "", AT, who="李四", cells=(*SHOWN, "说明：闭馆"))
    done = reread(loose, LINE)
    assert done is not None
    assert (done.line, done.action, done.text, done.who, done.cells) == (LINE, "说明", "闭馆", "李四", ("说明：闭馆",))
    assert reread(replace(loose, cells=SHOWN), LINE) is None
    approved = reread(replace(loose, cells=SHOWN, approved="同意"), LINE)
    assert approved is not None
    assert (approved.approved, approved.text) == ("同意", "")
    own = replace(loose, text="闭馆")
    assert reread(own, LINE) == replace(own, line=LINE)
    own = replace(loose, action="更正")
    assert reread(own, LINE) == replace(own, line=LINE)


def test_who_signed_is_told_from_words_of_no_problem() -> None:
    cells = cells_of(Sheet("问题清单", [["核实人及日期：李四", "王五 11.3", "全部属实"]]))[0]
    assert is_signed(cells)
    assert not is_signed(cells[1:])
    name, rest = signed("a.xlsx", "问题清单", cells)
    assert (name.who, name.cells, name.anew, name.term.cell) == ("李四；王五 11.3；全部属实", (), False, "")
    assert (rest.cells, rest.term.cell, rest.line, rest.anew) == (("全部属实",), "C1", None, True)
    (blank,) = signed("a.xlsx", "问题清单", cells_of(Sheet("x", [["核实人及日期："]]))[0])
    assert blank.who == ""


def test_what_is_struck_out_is_somebodys_words_or_was_printed() -> None:
    rows: list[list[Value]] = [[*SHOWN[:2], 87.0, "", "含续借"], ["某人写的", 12.0, "云溪市图书馆", None]]
    notes = (
        *(Note("struck_cell", "A1:E1"), Note("struck_cell", "A2:D2"), Note("struck_part", "F9", "应为 85")),
        *(Note("struck_part", "E1", "半句"), Note("drawn_over", "F6"), Note("struck_part", "B9", SENTENCE[3:13])),
        *(Note("struck_part", "C9", "处理"), Note("struck_part", "D9", "3、表08 不符")),
    )
    sheet = Sheet("问题清单", rows, notes=notes)
    assert struck_at(sheet) == {"A1", "B1", "C1", "D1", "E1", "A2", "B2", "C2", "D2"}
    found = list(struck_on("a.xlsx", sheet, [BEFORE], {"云溪市图书馆"}))
    assert [(each.term.cell, each.term.raw, each.printed) for each in found] == [
        *(("A1", SHOWN[0], True), ("B1", SHOWN[1], True), ("C1", "87.0", True), ("E1", "半句", False)),
        *(("A2", "某人写的", False), ("B2", "12.0", False), ("C2", "云溪市图书馆", True)),
        *(("B9", SENTENCE[3:13], True), ("C9", "处理", True), ("D9", "3、表08 不符", True), ("F9", "应为 85", False)),
    ]
    assert {(each.term.file, each.term.sheet, each.term.role) for each in found} == {("a.xlsx", "问题清单", Role.CELL)}
    assert all(each.printed for each in struck_on("a.xlsx", sheet, [BEFORE], set(), is_copy=True))
    assert any(not each.printed for each in struck_on("a.xlsx", sheet, [BEFORE], set()))
