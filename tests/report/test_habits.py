"""One finding a form and habit, however many cells show it; every cell of it is known, marked and named."""

import json
from collections.abc import Sequence

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.forms.levels import Source
from guanbiao.letters.slip import slip_of
from guanbiao.model.books import Book, Sheet
from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.outputs.findings import findings_file, findings_json
from guanbiao.outputs.tables import published_facts
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.slips.returned import returned as read_slips
from guanbiao.report.answers.answered import answered
from guanbiao.report.changes import Before, Changes, Kept, compared
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.codes import CODES
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, report
from tests.slips import ACTION, TEXT, opened, rows, saved
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, STAFF, TALKS, small_report
from tests.stages import outputs_of

MONTHS = range(2, 14)  # rows of the monthly grid
OVERVIEW = 6
EVERY_OTHER = range(3, 13, 2)

# Codes that are never told together, each with its reason.
ALONE = {
    "columns_alike": "one finding for a pair of forms, and it counts the columns",
    "header_differs": "it is itself what is told together of a header",
    "entry_missing": "one mark for all rows of a form",
    "file_refused": "about a file, with a reason of its own",
    "file_no_form": "about a file",
    "file_ignored": "about a file, with a reason of its own",
    "own_outputs": "one finding for all files",
    "header_mismatch": "about a title and its form",
    "form_unclear": "about a title and the forms that it may name",
    "form_untitled": "about a sheet and the forms that it may be",
    "title_missing": "about a form as a whole",
    "title_in_sheet_name": "about a form as a whole",
    "title_in_file_name": "about a form as a whole",
    "title_unlike": "about a form as a whole",
    "title_without_year": "about a form as a whole",
    "year_unknown": "about a form as a whole",
    "form_owed": "about a form as a whole",
    "form_twice": "about a form as a whole, and it counts the copies",
    "form_in_parts": "about a form as a whole, with all of its ranges",
    "form_complement": "about a form as a whole, with all of its parts",
    "looks_continued": "about a form as a whole, with all of its parts",
    "unit_differs": "it is made once a form and unit, with its cells",
    "fraction": "it is made once a form, with its cells",
    "last_year_kept": "about a year before as a whole",
    "last_year_unsealed": "about a year before as a whole",
    "last_year_damaged": "about a year before as a whole",
    "last_year_filled": "it is made once a form, with its cells",
    "months_other_year": "it is made once a form, with its rows",
    "months_unknown": "it is made once a form, with its rows",
    "row_renamed": "a form has one total row of a name",
    "page_sums": "it is made once a form, with its rows",
    "row_part": "it is made once a form, with its rows",
    "row_statistic": "it is made once a form, with its rows",
    "entry_lines": "it is made once a form, with its rows",
    "entry_ditto": "it is made once a form, with its cells",
    "serial_shared": "it is made once a form, with its rows",
    "figure_merged": "it is made once a form, with its ranges",
    "percent_sign": "it is made once a form, with its cells",
    "titles_bounded": "one a sheet, with the first title that was not looked at",
    "form_other_year": "about a form as a whole",
    "form_other_library": "about a form as a whole",
    "library_assumed": "about a form as a whole",
    "library_unknown": "about a form as a whole",
    "hidden_other_year": "about a sheet as a whole",
    "answer_refused": "about one answer, in words that somebody wrote",
    "answer_names_others": "about one answer, in words that somebody wrote",
    "answer_edited": "about one answer, in words that somebody wrote",
    "answer_no_figure": "about one answer, in words that somebody wrote",
    "words_unplaced": "about one row of a slip, in words that somebody wrote",
    "template_broken": "about one template",
    "answers_in_text": "it is made once a file, with its lines",
    "answer_asks": "about one answer, in words that somebody wrote",
    "answer_elsewhere": "about one answer, in words that somebody wrote",
    "answer_struck": "about one cell of a slip, in words that somebody wrote",
    "question_struck": "it is made once a slip, with its cells",
    "words_in_margin": "about the pages of one sheet of a slip",
    "answer_withdrawn": "about one answer, in words that somebody wrote",
    "answer_replaced": "about one answer, in words that somebody wrote",
    "approval_void": "about one row of an approval sheet",
    "approval_unclear": "about one row of an approval sheet",
    "approval_nameless": "about one row of an approval sheet",
    "approval_by_other": "about one row of an approval sheet",
    "approval_elsewhere": "about one row of an approval sheet",
    "approval_on_slip": "it is made once a slip, with its cells",
    "slip_picture": "it is made once a slip, with its cells",
    "slip_blank": "about a slip as a whole",
    "slip_other_year": "about a slip as a whole",
    "slip_other_department": "about a slip as a whole",
    "slip_outdated": "about a slip as a whole",
    "copy_corrected": "it is made once a form, with its cells",
    "copy_changed": "it is made once a form, with its cells",
    "claim_differs": "about one figure in the text of the report",
    "claim_inconsistent": "about one figure in the text of the report",
    "claim_disputed": "about one figure in the text of the report",
    "report_table_alone": "about a table as a whole",
    "report_alone": "about a report as a whole",
    "report_older": "about a report as a whole",
    "report_other_library": "about a report as a whole",
    "report_other_year": "about a report as a whole",
    "report_undated": "about a report as a whole",
    "report_boxed": "it is made once a report, with its paragraphs",
    "report_struck": "it is made once a report, with its paragraphs",
    "note_stale": "about one formula, with what it should give",
}


def talks(count: int, **columns: Sequence[Value]) -> Sheet:
    """A list of so many talks in order, some columns of it filled otherwise, from the second talk on."""
    at = {str(label): place for place, label in enumerate(TALKS.rows[1])}
    entries: list[list[Value]] = [
        [no, f"{1 + (no - 1) // 3}月{no % 3 * 9 + 1 if no % 3 else 28}日 9:30", f"讲座{no}", "报告厅", 10, None]
        for no in range(1, count + 1)
    ]
    for name, values in columns.items():
        for entry, value in zip(entries[1:], values, strict=False):
            entry[at[name]] = value
    return replace(TALKS, rows=[*TALKS.rows[:2], *entries, ["合计", count, None, None, 10 * count, None]])


def monthly(*values: Value, rows: Sequence[int] = MONTHS, columns: Sequence[int] = (1, 2)) -> Sheet:
    """The monthly grid with these values in turn in some of its cells."""
    places = [(row, column) for column in columns for row in rows]
    return changed(LOANS, *((*place, values[at % len(values)]) for at, place in enumerate(places)))


def header(*labels: Value) -> Sheet:
    """The monthly grid under another header."""
    return replace(LOANS, rows=[LOANS.rows[0], list(labels), *LOANS.rows[2:]])


def repeated(at: int) -> Sheet:
    """The monthly grid with some row of it on every page."""
    rows = [row for no, own in enumerate(LOANS.rows) for row in ([LOANS.rows[at], own] if no in (5, 8, 11) else [own])]
    return replace(LOANS, rows=rows)


TWICE = [f"讲座{1 + no // 2}" for no in range(1, 30)]
# By code, a sheet on which many cells show one habit, and how many.
SHOWN: dict[str, tuple[Sheet, int]] = {
    "unreadable": (monthly("待补"), 24),
    "error": (monthly("#REF!"), 24),
    "blank": (talks(31, 地点=[None] * 30), 30),
    "not_given": (changed(COMPARED, (3, 1, None), (4, 2, None)), 2),
    "negative": (monthly(-5, -7), 24),
    "out_of_range": (changed(STAFF, *((row, 2, "139%") for row in (2, 3, 4))), 3),
    "not_a_date": (talks(31, 时间=["元旦后", "择日"] * 15), 30),
    "date_outside": (talks(31, 时间=[f"2019年{no % 12 + 1}月3日" for no in range(30)]), 30),
    "date_partly_outside": (talks(31, 时间=["2019年12月21日-2020年1月20日"] * 30), 30),
    "impossible_month": (talks(31, 时间=["2020.13"] * 30), 30),
    "month_zero": (monthly(0, rows=EVERY_OTHER), 10),
    "month_jump": (monthly(90000, rows=(3, 7, 11)), 6),
    "year_jump": (changed(COMPARED, *((row, 2, 5) for row in (3, 4, 5))), 3),
    "date_order": (talks(31, 时间=[f"{12 - no // 3}月{28 - no % 3}日" for no in range(30)]), 29),
    "count_differs": (talks(31, 时间=[f"{1 + no // 3}月{1 + no % 3}日、9日（共3期）" for no in range(30)]), 30),
    "phone_malformed": (talks(31, 联系电话=["12345"] * 30), 30),
    "serial_order": (talks(31, 序号=["甲"] * 30), 30),
    "entry_twice": (talks(31, 题目=TWICE, 时间=[f"{1 + no // 2 % 12}月3日" for no in range(1, 30)]), 14),
    "entry_clash": (talks(31, 时间=["12月3日 9:30"] * 30), 29),
    "column_missing": (replace(LOANS, rows=[[*row[:2], *row[4:]] for row in LOANS.rows]), 2),
    "column_unknown": (header(*LOANS.rows[1], "甲", "乙", "丙"), 3),
    "column_renamed": (header("月份", "主馆", "少儿馆", "总计", "备注"), 2),
    "row_missing": (replace(LOANS, rows=[row for at, row in enumerate(LOANS.rows) if at not in EVERY_OTHER]), 5),
    "row_unknown": (changed(COMPARED, *((row, 0, f"第{row}批") for row in (3, 4, 5))), 3),
    "row_twice": (repeated(3), 3),
    "header_twice": (repeated(1), 3),
    "cell_unread": (changed(talks(5), (7, 2, 5), (7, 3, "楼上")), 2),
    "cell_stray": (changed(LOANS, *((row, 7, "√") for row in MONTHS)), 12),
}
# Codes told together that no sheet of one form shows here more than once, each with its reason.
NOT_DRAWN = {
    "text": "no column of the small forms takes figures alone as text",
    "measure_missing": "tried on the overview below",
    "column_moved": "told only beside other labels of its header",
    "column_numbers": "one row a block",
    "heading_unknown": "tried with every form in tests/facts/test_unread.py",
    "sheet_no_form": "about sheets, tried below",
    "title_alone": "about sheets, tried below",
    "part_of_year": "about sheets, tried below",
    "report_table_differs": "about an annual report, tried in tests/prose/test_tables.py",
    "report_words_differ": "about an annual report, tried in tests/prose/test_tables.py",
    "report_entry_missing": "about an annual report, tried in tests/prose/test_tables.py",
    "report_entry_extra": "about an annual report, tried in tests/prose/test_tables.py",
    "report_table_unread": "about an annual report, tried in tests/prose/test_tables.py",
}


def of(found: Report, code: str) -> list[Finding]:
    return [each for each in found.findings if each.rule == code]


def said(finding: Finding) -> str:
    return Phrases(SMALL, 2020).message(finding)


def test_every_code_is_told_together_or_says_why_not() -> None:
    together = {code.code for code in CODES.values() if code.many}
    notes = {
        code for code in CODES if code.startswith("note_")
    } - ALONE.keys()  # one a filing and kind: checks/notes.py
    assert CODES.keys() == together | ALONE.keys() | notes
    assert together == SHOWN.keys() | NOT_DRAWN.keys()
    assert together.isdisjoint(ALONE.keys())


@pytest.mark.parametrize("code", SHOWN)
def test_a_habit_is_one_finding_of_its_form_with_every_cell(code: str) -> None:
    sheet, count = SHOWN[code]
    (finding,) = of(small_report(sheet), code)
    assert len(finding.parts) == count
    assert len({each.id for each in finding.parts}) == len(finding.parts)
    cells = {term.cell for part in finding.parts for term in part.terms}
    assert {term.cell for term in finding.terms} == cells
    message = said(finding)
    assert f" {len(finding.parts)} " in message
    assert len(message) < 300
    assert finding.level is min((part.level for part in finding.parts), key=lambda level: level.rank)


def test_each_way_of_writing_is_a_habit_and_says_how_to_write_it() -> None:
    found = of(small_report(monthly("约20", "十八", "3-5", "待补", "20余", "8~9")), "unreadable")
    messages = sorted(said(each).partition("：")[2] for each in found)
    assert len(messages) == 4
    about = next(each for each in messages if "约数" in each)
    assert "B3、C3、B7、C7、B9、C9、B13、C13 共 8 格填的是“约20”、“20余”，都是约数，无法审核" in about
    assert "如“约20”确为 20，请只写 20" in about
    assert any("“十八”，不是能识别的数字；请用阿拉伯数字填写，如“十八”请写 18。" in each for each in messages)
    assert any("“3-5”、“8~9”，不是能识别的数字" in each for each in messages)
    assert any("“待补”，不是能识别的数字；请填数字" in each for each in messages)


def test_a_habit_in_one_column_or_one_row_says_so() -> None:
    (column,) = of(small_report(monthly("待补", columns=(1,))), "unreadable")
    assert (column.row, column.column) == ("", "总馆")
    (row,) = of(small_report(monthly("待补", rows=(4,))), "unreadable")
    assert (row.row, row.column) == ("3", "")
    assert said(row).startswith("表01 借阅册次“3”：B5、C5 共 2 格填的是“待补”")


def test_several_columns_left_out_are_a_finding_each() -> None:
    found = of(small_report(talks(31, 地点=[None] * 30, 人次=[None] * 30)), "blank")
    assert [(each.column, each.level, len(each.parts)) for each in found] == [
        ("人次", Level.MANDATORY, 30),
        ("地点", Level.QUERY, 30),
    ]


def test_figures_that_are_not_given_are_told_by_cell_and_by_column() -> None:
    cells = (5, 2, None), (9, 2, None), (8, 5, None)
    (finding,) = of(report(book(changed(printed(OVERVIEW), *cells))), "not_given")
    assert "C6、F9、C10 共 3 格都没有填" in Phrases(CATALOGUE, 2020).message(finding)
    column = ((row, 2, None) for row in (3, 4, 5))
    (finding,) = of(small_report(changed(COMPARED, *column, (4, 3, None))), "not_given")
    assert "“借阅册次/2020年”3 格、D5 共 4 格都没有填" in said(finding)


def test_cells_that_lack_some_of_their_figures_are_one_finding() -> None:
    base = report(book(printed(OVERVIEW)))
    several = base.tables.facts.filter(base.tables.facts["measures"].str.contains("|", literal=True))
    places = sorted(set(several.select("at_row", "at_column").iter_rows()))
    assert len(places) > 3
    (finding,) = of(report(book(changed(printed(OVERVIEW), *((*at, 5) for at in places)))), "measure_missing")
    assert len(finding.parts) == len(places)


def test_sheets_that_are_no_forms_are_one_finding_a_file() -> None:
    others = [Sheet(f"备忘{no}", [["电话另附"]]) for no in range(30)]
    titles = [Sheet(f"目录{no}", [[LOANS.rows[0][0]]]) for no in range(3)]
    done = small_report(book(LOANS, *others, *titles), book(others[0], STAFF, file="b.xlsx"))
    first, second = of(done, "sheet_no_form")
    assert said(first) == "“备忘0”、“备忘1”、“备忘2”、“备忘3” 等 30 张工作表不是官方报表，未采用。"
    assert said(second) == "工作表“备忘0”不是官方报表，未采用。"
    (alone,) = of(done, "title_alone")
    assert len(alone.parts) == 3


def test_a_form_for_every_month_is_one_finding() -> None:
    title = str(LOANS.rows[0][0])
    months = [
        replace(changed(LOANS, (0, 0, title.replace("年）", f"年{no}月）"))), name=f"{no}月") for no in range(1, 13)
    ]
    (part,) = of(small_report(*months), "part_of_year")
    assert len(part.parts) == 12
    assert "等 12 张表说的只是一年中的一部分" in said(part)


# Consumers


def test_every_cell_is_marked_and_says_what_is_wrong_with_itself() -> None:
    done = small_report(monthly("约20", "约30", columns=(1,)))
    pages = consolidate(done, Phrases(SMALL, 2020)).pages
    comments = {cell.origin[2]: cell.comment for page in pages for cell in page.cells if cell.origin and cell.comment}
    assert {f"B{row + 1}" for row in MONTHS} <= comments.keys()
    assert "填的是“约20”，是约数" in comments["B3"]
    assert "填的是“约30”，是约数" in comments["B4"]


def test_a_slip_has_one_line_for_a_habit_and_marks_all_its_cells() -> None:
    done = small_report(monthly("约20", columns=(1,)))
    (finding,) = of(done, "unreadable")
    slip = opened(write_workbook(slip_of(done, "借阅部", Phrases(SMALL, 2020)).pages, ""))
    line = slip["问题清单"][rows(slip)[finding.id]]
    assert line[1].value == "借阅!B3 等 12 格"
    assert all(slip["借阅"][f"B{row + 1}"].comment is not None for row in MONTHS)


def test_a_notice_names_two_cells_and_says_what_is_wrong() -> None:
    (finding,) = of(small_report(monthly("约20", columns=(1,))), "unreadable")
    brief = Phrases(SMALL, 2020).brief(finding)
    assert brief.startswith("表01 借阅册次“总馆”：B3、B4 等 12 格填的是“约20”，都是约数")


def test_the_web_page_says_how_many_cells_there_are_beyond_those_it_lists() -> None:
    done = small_report(talks(200, 联系电话=["12345"] * 199))
    html = dict(outputs_of(done))["核对报告.html"].decode()
    assert "（199）" in html
    assert '<td colspan="5">…</td>' in html


def test_findings_json_lists_every_cell() -> None:
    done = small_report(talks(200, 联系电话=["12345"] * 199))
    whole = json.loads(findings_json(findings_file(done, Phrases(SMALL, 2020))))
    (finding,) = [each for each in whole["findings"] if each["rule"] == "phone_malformed"]
    assert len(finding["terms"]) == 199
    assert "等 199 格" in finding["message"]
    assert whole["summary"]["by_level"]["query"] == len([each for each in done.findings if each.level is Level.QUERY])


# Answers and changes

WHOLE = {ACTION: "说明", TEXT: "闭馆"}
SOME, FEWER = (3, 5, 7), (3, 5)  # months at nought between busy ones


def zeros(months: Sequence[int]) -> Report:
    return small_report(monthly(0, rows=months, columns=(2,)))


def one(found: Report) -> Finding:
    (finding,) = of(found, "month_zero")
    return finding


def cell_by_cell(found: Report) -> Report:
    """The report as it was before habits were told together."""
    return replace(found, findings=tuple(case for each in found.findings for case in each.cases))


def returned(found: Report, written: dict[str, dict[int, str]]) -> Book:
    """A slip with rows written in, by finding, as it comes back."""
    slip = opened(write_workbook(slip_of(found, "借阅部", Phrases(SMALL, 2020)).pages, ""))
    sheet = slip["问题清单"]
    for finding, texts in written.items():
        for column, text in texts.items():
            sheet.cell(rows(slip)[finding], column).value = text
    return saved(slip, "核对.xlsx")


def with_answers(found: Report, *slips: Book) -> Finding:
    return one(answered(found, read_slips(slips), Phrases(SMALL, 2020)))


def test_a_habit_is_explained_by_one_answer_as_long_as_its_cells_stay() -> None:
    slip = returned(zeros(SOME), {one(zeros(SOME)).id: WHOLE})
    assert with_answers(zeros(SOME), slip).status is FindingStatus.EXPLAINED
    for other in (FEWER, (3,), (*SOME, 9)):
        lapsed = with_answers(zeros(other), slip)
        assert lapsed.status is FindingStatus.LAPSED
        assert "闭馆" in lapsed.answer.lapsed


def test_answers_that_were_given_cell_by_cell_still_count() -> None:
    parts = one(zeros(SOME)).parts
    before = cell_by_cell(zeros(SOME))
    every = returned(before, {part.id: {**WHOLE, TEXT: f"闭馆{at}"} for at, part in enumerate(parts)})
    explained = with_answers(zeros(SOME), every)
    assert explained.status is FindingStatus.EXPLAINED
    assert explained.answer.text == "闭馆0；闭馆1；闭馆2"
    some = with_answers(zeros(SOME), returned(before, {part.id: WHOLE for part in parts[:2]}))
    assert some.status is FindingStatus.LAPSED
    assert "闭馆" in some.answer.lapsed


def test_a_cell_more_or_less_makes_no_other_finding() -> None:
    def since(now: Report, last: Report) -> Changes:
        kept = tuple(Kept(each.id, each.form, each.row, each.column, "") for each in last.findings)
        changes = compared(now, published_facts(now), Before(kept, published_facts(last)))[1]
        assert changes
        return changes

    for now, last in ((SOME, FEWER), (FEWER, SOME), ((3,), SOME), (SOME, (3,))):
        changes = since(zeros(now), zeros(last))
        assert "month_zero" not in [each.rule for each in changes.new]
        assert not {each.id for each in changes.mended} & one(zeros(last)).names
    changes = since(zeros(SOME), cell_by_cell(zeros(SOME)))
    assert (changes.new, changes.mended) == ((), ())


def test_kinds_of_findings_that_are_no_codes_are_left_alone(report: Report) -> None:
    of_rules = [each for each in report.findings if each.kind in (Source.WITHIN, Source.CROSS)]
    assert of_rules
    assert not [each for each in of_rules if each.parts]
