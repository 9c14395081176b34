"""Slips as heads send them back: whatever is written in them, wherever, is taken, or comes back with its place."""

from collections.abc import Callable, Mapping

import pytest
from guanbiao.letters.approval import approvals
from guanbiao.letters.slip import slip_of
from guanbiao.model.books import Book, Note, Sheet
from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.model.slips import SlipKind
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.recognise import recognise
from guanbiao.recognise.slips.corrections import corrected
from guanbiao.recognise.slips.record import SHEET
from guanbiao.recognise.slips.returned import returned
from guanbiao.report.answers.answered import answered
from guanbiao.report.report import Report
from guanbiao.text.cells import Value, a1, at_address
from guanbiao.words.findings import Phrases
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.drawing import changed, read_bytes
from tests.slips import ACTION, LIST, TEXT, WHO, heads, issued, opened, rows, saved
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, year_with
from tests.stages import with_causes

PHRASES, OWN = Phrases(SMALL, 2020), "借阅部"
WORDS = "七月闭馆装修，见馆务会纪要"
FILED, DUE = 3, 4  # columns
Write = Callable[[Worksheet, int], None]


@pytest.fixture(scope="module")
def report() -> Report:
    """A year with a cause of several relations, and an odd month that has none."""
    return with_causes(year_with(changed(LOANS, (5, 2, 12), (9, 1, 2))))


@pytest.fixture
def slip(report: Report) -> Workbook:
    made = slip_of(report, OWN, PHRASES)
    return opened(write_workbook(made.pages, "", made.properties))


def opened_again(report: Report) -> Workbook:
    """The slip of the next run."""
    made = slip_of(report, OWN, PHRASES)
    return opened(write_workbook(made.pages, "", made.properties))


def with_slip(report: Report, *slips: Book) -> Report:
    return answered(report, returned(slips), PHRASES)


def told(report: Report, rule: str) -> list[str]:
    phrases = Phrases(SMALL, 2020)  # which keep what they have said of a finding
    return [phrases.message(each) for each in report.findings if each.rule == rule]


def of_cause(report: Report) -> list[Finding]:
    cause = max(report.causes, key=lambda each: len(each.explains))
    return [each for each in report.findings if each.id in cause.explains]


def beside(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, TEXT + 2).value = WORDS


def in_action(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, ACTION).value = f"说明：{WORDS}"


def on_sentence(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, 1).value = f"{sheet.cell(row, 1).value} {WORDS}"


def over_place(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, 2).value = WORDS


def as_comment(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, 3).comment = Comment(WORDS, "李四")


def merged_across(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, ACTION).value = WORDS
    sheet.merge_cells(start_row=row, end_row=row, start_column=ACTION, end_column=TEXT)


def ticked(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, ACTION).value, sheet.cell(row, TEXT).value = "√", WORDS


def unmerged(sheet: Worksheet) -> None:
    """openpyxl leaves merged ranges where they are when rows move, which no program does."""
    for merge in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merge))


def moved(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, TEXT).value = WORDS
    unmerged(sheet)
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1)


def shuffled(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, TEXT).value = WORDS
    kept = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=5)]
    unmerged(sheet)
    for at, line in enumerate(reversed(kept), 5):
        for column, value in enumerate(line, 1):
            sheet.cell(at, column).value = value


def without_head(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, TEXT).value = WORDS
    unmerged(sheet)
    sheet.delete_rows(4)


def on_a_row_split_off(sheet: Worksheet, row: int) -> None:
    unmerged(sheet)
    sheet.insert_rows(row + 1)
    sheet.cell(row, TEXT).value, sheet.cell(row + 1, TEXT).value = "总馆", WORDS
    for column in range(1, ACTION):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)


def as_formula(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, TEXT).value = f'="{WORDS}"'


HABITS: Mapping[str, Write] = (
    {
        each.__name__: each
        for each in (beside, in_action, on_sentence, over_place, as_comment, merged_across, ticked, moved, shuffled)
    }
    | {"on_a_row_split_off": on_a_row_split_off, "as_formula": as_formula}
    | {"without_head": without_head}
)


@pytest.mark.parametrize("habit", HABITS)
def test_an_answer_counts_wherever_it_stands_on_the_row_of_its_cause(
    habit: str, report: Report, slip: Workbook
) -> None:
    proof = of_cause(report)
    assert len(proof) > 1
    HABITS[habit](slip[LIST], heads(slip)[proof[0].id])
    done = with_slip(report, saved(slip, "a.xlsx"))
    own = [each for each in done.findings if each.id in {one.id for one in proof}]
    assert all(WORDS in each.answer.text for each in own)
    assert {each.status for each in own} <= {FindingStatus.PENDING, FindingStatus.EXPLAINED}
    assert len(done.findings) == len(report.findings)  # and nothing else is told


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("lost", ["sheet", "all"])
def test_slips_that_lost_their_record_are_read_as_well(habit: str, lost: str, report: Report, slip: Workbook) -> None:
    """Without the sheet there are the properties; without them the questions of today."""
    proof = of_cause(report)
    HABITS[habit](slip[LIST], heads(slip)[proof[0].id])
    del slip[SHEET]
    book = saved(slip, "a.xlsx")
    book = replace(book, properties={}) if lost == "all" else book
    done = with_slip(report, book)
    own = [each for each in done.findings if each.id in {one.id for one in proof}]
    taken = all(WORDS in each.answer.text for each in own)
    assert taken or any(WORDS in each for each in told(done, "words_unplaced"))
    assert taken or habit in ("over_place", "without_head", "on_a_row_split_off")
    assert recognise([book], SMALL).filings == ()  # and it is no filing


def test_what_is_merged_over_several_rows_is_said_of_each(report: Report, slip: Workbook) -> None:
    sheet, at = slip[LIST], sorted(set(heads(slip).values()))
    assert len(at) > 1
    sheet.cell(at[0], TEXT).value = WORDS
    sheet.merge_cells(start_row=at[0], end_row=at[-1], start_column=TEXT, end_column=TEXT)
    done = with_slip(report, saved(slip, "a.xlsx"))
    asked = {case.finding for line in issued(slip).lines for case in line.cases}
    assert all(each.answer.text == WORDS for each in done.findings if each.id in asked)


def test_an_answer_on_a_relation_stands_for_that_one_alone(report: Report, slip: Workbook) -> None:
    first, *others = of_cause(report)
    slip[LIST].cell(heads(slip)[first.id], TEXT).value = WORDS
    slip[LIST].cell(rows(slip)[first.id], TEXT).value = "这一条另有原因：系统升级漏计"
    slip[LIST][WHO] = "李四 11.1"
    done = {each.id: each for each in with_slip(report, saved(slip, "a.xlsx")).findings}
    assert done[first.id].answer.text.startswith("这一条另有原因")
    assert {done[each.id].answer.text for each in others} == {WORDS}
    assert {done[each.id].answer.who for each in (first, *others)} == {"李四 11.1"}


def test_a_row_that_nobody_asked_for_and_a_sheet_that_was_put_in_come_back(report: Report, slip: Workbook) -> None:
    slip[LIST].cell(slip[LIST].max_row + 2, 1).value = "另外：五月的数也请一并更正"
    slip.create_sheet("补充").append(["总馆", 5])
    done = with_slip(report, saved(slip, "a.xlsx"))
    first, second = told(done, "words_unplaced")
    assert "五月的数也请一并更正" in first
    assert "总馆；5" in second
    assert all(each.department == OWN for each in done.findings if each.rule == "words_unplaced")


def stacked(book: Book) -> Book:
    """All that is shown of a workbook on one sheet, as a web page has it."""
    rows: list[list[Value]] = []
    remarks: dict[str, str] = {}
    for number, sheet in enumerate(each for each in book.sheets if each.name != SHEET):
        rows.append([f"Sheet {number}: {sheet.name}"])
        for address, text in sheet.remarks.items():
            row, column = at_address(address)
            remarks[a1(row + len(rows), column)] = text
        rows += map(list, sheet.rows)
    return replace(book, properties={}, sheets=(Sheet("网页", rows, remarks=remarks),))


def test_a_slip_and_its_forms_on_one_sheet_say_no_more_than_was_written(report: Report, slip: Workbook) -> None:
    proof = {each.id for each in of_cause(report)}
    slip[LIST].cell(heads(slip)[min(proof)], TEXT).value = WORDS
    for sheet in slip.worksheets[1:]:  # another program signs for the comments of this one
        for cell in (each for row in sheet.iter_rows() for each in row if each.comment):
            cell.comment = Comment(f"李四:\n{cell.comment.text}", "李四") if cell.comment else None
    book = stacked(saved(slip, "a.html"))
    done = answered(report, returned([*report.books, book]), PHRASES)
    assert book.sheets[0].remarks
    assert {each.id for each in done.findings if each.answer.text} == proof
    assert told(done, "words_unplaced") == []


def copy_cell(slip: Workbook, report: Report) -> tuple[Worksheet, str, Finding]:
    """The cell that a cause blames, on the form attached."""
    finding = of_cause(report)[0]
    term = report.by_cause[finding.cause].first
    return slip[term.sheet], term.cell, finding


def test_a_correction_in_the_form_attached_is_a_question_until_the_slip_says_so(report: Report, slip: Workbook) -> None:
    sheet, cell, finding = copy_cell(slip, report)
    before, sheet[cell].value = sheet[cell].value, 3
    done = with_slip(report, saved(slip, "a.xlsx"))
    (said,) = told(done, "copy_changed")
    assert f"{cell} 由 {before} 改为 3" in said
    assert all(each.answer.text == "" for each in done.findings)
    slip[LIST].cell(heads(slip)[finding.id], ACTION).value = "更正"
    slip[LIST].cell(heads(slip)[finding.id], TEXT).value = "应为 3"
    slips = returned([saved(slip, "a.xlsx")])
    books, applied = corrected(report.books, slips)
    assert [(each.cell, each.after) for each in applied] == [(cell, 3)]
    changed_sheet = next(each for book in books for each in book.sheets if each.name == sheet.title)
    assert sum(row.count(3) for row in changed_sheet.rows) > 0
    again = answered(report, slips, PHRASES, applied)
    assert f"{cell} 由 {before} 改为 3" in told(again, "copy_corrected")[0]
    assert told(again, "copy_changed") == []


def test_to_correct_asks_for_a_figure_or_a_form(report: Report, slip: Workbook) -> None:
    finding = of_cause(report)[0]
    slip[LIST].cell(heads(slip)[finding.id], ACTION).value = "更正"
    done = with_slip(report, saved(slip, "a.xlsx"))
    assert {each.status for each in done.findings if each.id in {one.id for one in of_cause(report)}} == {
        finding.status
    }
    assert told(done, "answer_no_figure")
    slip[LIST].cell(heads(slip)[finding.id], TEXT).value = "应为 1412"
    done = with_slip(report, saved(slip, "b.xlsx"))
    assert {each.status for each in done.findings if each.id in {one.id for one in of_cause(report)}} == {
        FindingStatus.CORRECTING
    }


@pytest.mark.parametrize(("label", "column"), [("填报数", FILED), ("应有数", DUE)])
def test_a_printed_figure_that_was_changed_corrects_where_the_slip_says_so_and_else_is_a_question_by_its_place(
    label: str, column: int, report: Report, slip: Workbook
) -> None:
    """Also where the figure that is due was typed over the one that was filed."""
    proof, sheet = {each.id for each in of_cause(report)}, slip[LIST]
    at = heads(slip)[min(proof)]
    before, due = (sheet.cell(at, each).value for each in (column, DUE))
    after = due if column == FILED else 1411
    sheet.cell(at, column).value = after
    done = with_slip(report, saved(slip, "a.xlsx"))
    (said,) = told(done, "answer_edited")
    edit = f"{report.by_cause[of_cause(report)[0].cause].first.address} 的{label}由 {before} 改为 {after}"
    assert edit in said
    assert [each.status for each in done.findings[:-1]] == [each.status for each in report.findings]
    assert f"“{edit}”没有采用" in str(opened_again(done)[LIST].cell(at, 1).value)
    sheet.cell(at, ACTION).value = "更正"
    done = with_slip(report, saved(slip, "b.xlsx"))
    assert {(each.status, each.answer.text) for each in done.findings if each.id in proof} == {
        (FindingStatus.CORRECTING, edit)
    }
    sheet.cell(at, ACTION).value, sheet.cell(at, TEXT).value = None, WORDS
    done = with_slip(report, saved(slip, "c.xlsx"))
    assert {each.answer.text for each in done.findings if each.id in proof} == {f"{edit}；{WORDS}"}
    assert len(done.findings) == len(report.findings)


@pytest.mark.parametrize("left", ["", "说明"])
def test_what_was_answered_before_and_is_deleted_is_taken_back_and_told(left: str, report: Report) -> None:
    """On the row of a cause, though the folded rows below still hold it; what was answered anew since counts."""

    def issued_after(*slips: Book) -> Workbook:
        made = slip_of(with_slip(report, *slips), OWN, PHRASES)
        return opened(write_workbook(made.pages, "", made.properties))

    def back(slip: Workbook, number: int, action: str, text: str) -> Book:
        head = heads(slip)[of_cause(report)[0].id]
        slip[LIST].cell(head, ACTION).value, slip[LIST].cell(head, TEXT).value = action or None, text or None
        return saved(slip, f"{number}.xlsx")

    first = back(issued_after(), 1, "说明", WORDS)
    second = back(issued_after(first), 2, left, "")
    done = with_slip(report, first, second)
    proof = {each.id for each in of_cause(report)}
    assert {each.answer.text for each in done.findings if each.id in proof} == {""}
    assert not any(each.status.is_settled for each in done.findings if each.id in proof)
    (said,) = told(done, "answer_refused" if left else "answer_withdrawn")
    assert left or WORDS in said
    assert left or any(WORDS in str(cell.value) for row in issued_after(first, second)[LIST] for cell in row)
    third = back(issued_after(first, second), 3, "说明", "另有原因：" + WORDS)
    again = with_slip(report, first, second, third)
    assert all(each.answer.text.startswith("另有") for each in again.findings if each.id in proof)
    assert len(again.findings) == len(report.findings)


def numbers(slip: Workbook) -> dict[str, frozenset[str]]:
    """The findings of each problem by its number."""
    found = {}
    for line in issued(slip).lines:
        number, _, rest = line.shown[0].partition("、")
        if rest and number.isdigit():
            found[number] = frozenset(case.finding for case in line.cases)
    return found


def in_one_cell(sheet: Worksheet, number: str) -> None:
    sheet.cell(sheet.max_row + 2, 1).value = f"各位老师好：\n第{number}题：{WORDS}\n谢谢"


def in_a_column(sheet: Worksheet, number: str) -> None:
    sheet.cell(sheet.max_row + 3, 3).value = f"{number}：说明：{WORDS}"


def in_a_row_of_its_own(sheet: Worksheet, number: str) -> None:
    sheet.cell(sheet.max_row + 1, 1).value, sheet.cell(sheet.max_row, 2).value = int(number), "说明"
    sheet.cell(sheet.max_row, 3).value = WORDS


def on_a_sheet_put_in(sheet: Worksheet, number: str) -> None:
    own = sheet.parent.create_sheet("答复")  # type: ignore[union-attr]
    own.append(["题号", "答复"])
    own.append([f"问题{number}", WORDS])


@pytest.mark.parametrize("write", [in_one_cell, in_a_column, in_a_row_of_its_own, on_a_sheet_put_in])
def test_an_answer_that_names_its_question_by_number_is_taken(
    write: Callable[[Worksheet, str], None], report: Report, slip: Workbook
) -> None:
    number, of = next(each for each in numbers(slip).items() if len(each[1]) > 1)
    write(slip[LIST], number)
    done = with_slip(report, saved(slip, "a.xlsx"))
    assert {each.id for each in done.findings if WORDS in each.answer.text} == of
    assert not any(WORDS in each for each in told(done, "words_unplaced"))


def test_one_answer_to_several_numbers_is_of_each_and_counts_again_as_it_was_given(
    report: Report, slip: Workbook
) -> None:
    first, second, *_ = numbers(slip)
    slip[LIST].cell(slip[LIST].max_row + 2, 1).value = f"第{first}题和第{second}题：同意更正为12345"
    done = with_slip(report, saved(slip, "1.xlsx"))
    of = numbers(slip)[first] | numbers(slip)[second]
    assert {each.id for each in done.findings if each.answer.action == "更正"} == of
    again = slip_of(done, OWN, PHRASES)
    back = saved(opened(write_workbook(again.pages, "", again.properties)), "2.xlsx")
    assert with_slip(report, saved(slip, "1.xlsx"), back).findings[: len(done.findings)] == done.findings


@pytest.mark.parametrize("text", ["1.七月闭馆装修\n2.馆务会纪要在办公室", "99：已更正为120", "1 | 10086"])
def test_numbers_that_may_count_something_else_are_told_as_of_no_question(
    text: str, report: Report, slip: Workbook
) -> None:
    assert len(numbers(slip)) != 2 or "纪要" not in text
    at = slip[LIST].max_row + 2
    for column, part in enumerate(text.split(" | "), 1):
        slip[LIST].cell(at, column).value = part
    done = with_slip(report, saved(slip, "a.xlsx"))
    assert not any(each.answer.text or each.answer.action for each in done.findings)
    assert any(text[-5:] in each for each in told(done, "words_unplaced"))


@pytest.mark.parametrize("form", ["{place}：{said}", "{said}（{place}）", "“{place}” 说明：{said}"])
def test_a_text_of_answers_is_taken_where_it_quotes_the_place_of_a_question(form: str, report: Report) -> None:
    finding = of_cause(report)[0]
    place = report.by_cause[finding.cause].first.address
    text = "\n".join(("王老师：您好", form.format(place=place, said=WORDS), "第99题：已更正为120", "谢谢！"))
    book = read_bytes(text.encode(), "回复.txt")
    done = with_slip(report, book)
    assert {each.id for each in done.findings if WORDS in each.answer.text} == {each.id for each in of_cause(report)}
    (said,) = told(done, "answers_in_text")
    assert "第99题：已更正为120" in said
    assert "回复.txt" in said
    assert WORDS not in said
    assert recognise([book], SMALL).filings == ()


@pytest.mark.parametrize(
    "text",
    [
        "第3题：已更正为120\n第5题：因闭馆",
        "3：已更正为120",
        "项目,金额\n图书,42.5",
        "1,说明会,30\n2,展览,50",
        "题号,答复\n3,因题外停电",
    ],
)
def test_a_text_that_quotes_no_place_is_told_if_it_answers_anything(text: str, report: Report) -> None:
    book = read_bytes(text.encode(), "回复.csv")
    done = with_slip(report, book)
    is_answer = "题" in text or "更正" in text
    assert any(text[-3:] in each for each in told(done, "answers_in_text")) is is_answer
    assert any(each.rule == "file_no_form" for each in recognise([book], SMALL).findings) is not is_answer


STRUCK = Font(strike=True)


@pytest.mark.parametrize("when", ["before", "in words", "now"])
def test_an_answer_that_is_struck_out_is_taken_back_and_told(when: str, report: Report, slip: Workbook) -> None:
    """Be it one that the slip was issued with, of which the folded rows below still hold it, or one of this slip; one
    of before may be taken back in words, too."""
    at, proof = heads(slip)[of_cause(report)[0].id], {each.id for each in of_cause(report)}
    slip[LIST].cell(at, ACTION).value, slip[LIST].cell(at, TEXT).value = "说明", WORDS
    first: tuple[Book, ...] = ()
    if when != "now":
        first = (saved(slip, "1.xlsx"),)
        made = slip_of(with_slip(report, *first), OWN, PHRASES)
        slip = opened(write_workbook(made.pages, "", made.properties))
        at = heads(slip)[of_cause(report)[0].id]
    for column in (ACTION, TEXT):
        slip[LIST].cell(at, column).font = STRUCK if when != "in words" else Font()
    if when == "in words":
        slip[LIST].cell(at, TEXT).value = "原来的说明撤回"
    done = with_slip(report, *first, saved(slip, "2.xlsx"))
    assert {each.answer.text for each in done.findings if each.id in proof} == {""}
    assert not any(each.status.is_settled for each in done.findings if each.id in proof)
    said = told(done, "answer_struck" if when == "now" else "answer_withdrawn")
    assert any(WORDS in each for each in said)
    assert told(done, "slip_blank") == []


def test_of_an_answer_in_part_struck_out_the_rest_counts(report: Report, slip: Workbook) -> None:
    proof = {each.id for each in of_cause(report)}
    slip[LIST].cell(heads(slip)[min(proof)], TEXT).value = CellRichText(
        TextBlock(InlineFont(strike=True), "计数器坏了，"), TextBlock(InlineFont(), WORDS)
    )
    done = with_slip(report, saved(slip, "a.xlsx"))
    assert {each.answer.text for each in done.findings if each.id in proof} == {WORDS}
    assert "计数器坏了" in told(done, "answer_struck")[0]


def test_a_question_struck_out_is_no_answer_and_told(report: Report, slip: Workbook) -> None:
    at = heads(slip)[of_cause(report)[0].id]
    for cell in slip[LIST][at]:
        cell.font = STRUCK
    done = with_slip(report, saved(slip, "a.xlsx"))
    (said,) = told(done, "question_struck")
    assert str(slip[LIST].cell(at, 1).value) in said
    assert done.findings[:-1] == report.findings


def test_words_in_the_margins_of_pages_are_told(report: Report, slip: Workbook) -> None:
    header, footer = slip[LIST].oddHeader, slip[slip.sheetnames[1]].evenFooter
    assert header is not None
    assert footer is not None
    header.left.text, footer.right.text = WORDS, '&"宋体,常规"&10李四：五月补报'
    first, second = told(with_slip(report, saved(slip, "a.xlsx")), "words_in_margin")
    assert WORDS in first
    assert "“李四：五月补报”" in second


def test_slips_of_another_year_department_or_run_are_told(report: Report, slip: Workbook) -> None:
    finding = of_cause(report)[0]
    slip[LIST].cell(heads(slip)[finding.id], TEXT).value = WORDS
    book = saved(slip, "办公室/a.xlsx")
    assert "发给借阅部的" in told(with_slip(report, book), "slip_other_department")[0]
    other = with_causes(year_with(changed(LOANS, (5, 2, 12), (9, 1, 3))))
    done = with_slip(other, replace(book, file="a.xlsx"))
    assert "其中" in told(done, "slip_outdated")[0]
    slips = [replace(each, year=2019) for each in returned([book])]
    assert "是 2019 年的" in told(answered(report, slips, PHRASES), "slip_other_year")[0]


def test_nothing_on_the_slip_of_a_department_approves(report: Report, slip: Workbook) -> None:
    finding = of_cause(report)[0]
    slip[LIST].cell(heads(slip)[finding.id], TEXT).value = WORDS
    slip[LIST].cell(heads(slip)[finding.id], TEXT + 1).value = "同意 馆长"
    done = with_slip(report, saved(slip, "a.xlsx"))
    assert "“同意 馆长”" in told(done, "approval_on_slip")[0]
    assert {each.answer.text for each in done.findings} == {"", WORDS}
    assert FindingStatus.EXPLAINED not in {each.status for each in done.findings if each.level.value == "mandatory"}


def test_a_slip_typed_anew_by_places_and_figures_answers_its_problems(report: Report, slip: Workbook) -> None:
    row = slip[LIST][heads(slip)[of_cause(report)[0].id]]
    other = Workbook()
    other.worksheets[0].append(["单元格", "填报数", "应有数", "处理", "说明"])
    other.worksheets[0].append([str(row[1].value).split(" ")[0], row[2].value, row[3].value, "说明", WORDS])
    done = with_slip(report, saved(other, "a.xlsx"))
    proof = {each.id for each in of_cause(report)}
    assert {each.id: each.answer.text for each in done.findings if each.answer.text} == dict.fromkeys(proof, WORDS)


def test_a_row_with_the_sentences_of_several_problems_is_of_none(report: Report, slip: Workbook) -> None:
    other = Workbook()
    columns = [[cell.value for cell in slip[LIST][row]][:4] for row in sorted(set(heads(slip).values()))]
    for line in zip(*columns, strict=True):
        other.worksheets[0].append([*line])
    other.worksheets[0].append([WORDS] * len(columns))
    done = with_slip(report, saved(other, "a.xlsx"))
    assert not any(each.answer.text or each.answer.action for each in done.findings)
    assert any(WORDS in each for each in told(done, "words_unplaced"))


def test_an_approval_sheet_put_into_a_slip_decides_nothing_and_is_told(report: Report, slip: Workbook) -> None:
    slip[LIST].cell(heads(slip)[of_cause(report)[0].id], TEXT).value = WORDS
    done = with_slip(report, saved(slip, "1.xlsx"))
    (sheet, *_) = approvals(done, PHRASES)
    decided = opened(write_workbook(sheet.pages, "", sheet.properties)).worksheets[0]
    decided.cell(4, 6).value, decided.cell(4, 7).value = "不同意", "再写依据"
    put_in = slip.create_sheet("待审批")
    for row in decided.iter_rows(values_only=True):
        put_in.append([*row])
    again = with_slip(report, saved(slip, "2.xlsx"))
    assert [each.answer for each in again.findings[:-1]] == [each.answer for each in done.findings]
    assert "“不同意；再写依据”" in told(again, "approval_on_slip")[0]


@pytest.mark.parametrize("what", ["sentence", "comment"])
def test_an_answer_counts_where_its_sentence_was_cut_and_beside_the_cell_itself(
    what: str, report: Report, slip: Workbook
) -> None:
    row = heads(slip)[of_cause(report)[0].id]
    if what == "sentence":
        slip[LIST].cell(row, 1).value, slip[LIST].cell(row, TEXT).value = str(slip[LIST].cell(row, 1).value)[:-5], WORDS
    else:
        name, cell = str(slip[LIST].cell(row, 2).value).split(" ")[0].split("!")
        slip[name][cell].comment = Comment(f"李四:\n{WORDS}", "李四")
    done = with_slip(report, saved(slip, "a.xlsx"))
    assert {each.answer.text for each in done.findings if each.id in {one.id for one in of_cause(report)}} == {WORDS}
    assert len(done.findings) == len(report.findings)


def test_an_unanswered_slip_answers_nothing_and_is_told(report: Report, slip: Workbook) -> None:
    """What its name says, and a picture, are no words that can be read."""
    book = saved(slip, "全部属实.xlsx")
    done = with_slip(report, book)
    assert done.findings[:-1] == report.findings
    assert "“全部属实.xlsx”" in told(done, "slip_blank")[0]
    first, *others = book.sheets
    done = with_slip(report, replace(book, sheets=(replace(first, notes=(Note("drawn_over", "F6"),)), *others)))
    assert "F6" in told(done, "slip_picture")[0]
    assert told(done, "slip_blank") == []


@pytest.mark.parametrize(("kind", "times"), [(SlipKind.SLIP, 1), (SlipKind.APPROVAL, 0)])
def test_an_approval_counts_on_approval_sheets_and_is_told_with_its_place_on_slips(
    kind: SlipKind, times: int, report: Report, slip: Workbook
) -> None:
    """Slips of earlier versions had a column to approve in."""
    slip[LIST].cell(heads(slip)[of_cause(report)[0].id], TEXT).value = WORDS
    (back,) = returned([saved(slip, "a.xlsx")])
    approving = replace(back, kind=kind, written=tuple(replace(each, approved="同意 馆长") for each in back.written))
    found = [each for each in answered(report, [approving], PHRASES).findings if each.rule == "approval_on_slip"]
    assert len(found) == times
    assert {term.raw for each in found for term in each.terms} == ({"同意 馆长"} if times else set())
