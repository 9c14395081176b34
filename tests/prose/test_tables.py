"""The tables of an annual report against the forms: what differs is told where it stands in both, what agrees is not."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from guanbiao.flow.run import reports_from
from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.documents import InTable
from guanbiao.model.findings import Finding
from guanbiao.outputs.doubts import told
from guanbiao.outputs.findings import findings_file, findings_json
from guanbiao.prose.running import running_text
from guanbiao.recognise.recognise import recognise
from guanbiao.report.doubted import doubted_in
from guanbiao.report.report import Report
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from guanbiao.words.slips import COMPILERS
from guanbiao.words.story import finding_brief
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, other_year
from tests.reports import report_book, report_docx, saved
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, TALKS, YEAR

SAMPLE = Path(__file__).with_name("report-2020.docx")
TITLE = "云溪市图书馆2020年度工作报告"
FORMS = book(*YEAR, file="报表.xlsx")


def annual(*tables: Sheet, title: str = TITLE, file: str = "报告.docx", modified: float = 0.0) -> Book:
    return report_book(report_docx(*tables, title=(title,)), file, modified)


def year(*books: Book, asked: int | None = None) -> Report:
    """The year's report from books."""
    (done,) = reports_from(books, Settings(Path(), Path(), year=asked), SMALL)
    return done


def found(done: Report, code: str = "report_") -> list[Finding]:
    return [each for each in done.findings if each.rule.startswith(code)]


def said(finding: Finding) -> str:
    return Phrases(SMALL, 2020).message(finding)


@pytest.fixture(scope="module")
def alone() -> Report:
    """The year without any report."""
    return year(FORMS)


def test_a_report_that_says_the_same_is_read_and_changes_nothing(alone: Report) -> None:
    done = year(FORMS, annual(*YEAR))
    assert done.findings == alone.findings
    assert [each.id for each in done.causes] == [each.id for each in alone.causes]
    assert len(done.filings) == len(alone.filings)
    assert {each.file: each.status for each in done.books}["报告.docx"] is FileStatus.READ
    assert done.annual is not None
    assert {each.form for each in done.annual.filings} == set(alone.counted)


def test_a_figure_that_differs_is_told_with_both_places() -> None:
    done = year(FORMS, annual(LOANS, changed(COMPARED, (3, 2, 38945))))
    (finding,) = found(done)
    assert (finding.rule, finding.level, finding.form) == ("report_table_differs", Level.MANDATORY, "loans_compared")
    assert (finding.row, finding.reported, finding.expected) == ("总馆", 38945, 38944)
    assert [(each.file, each.sheet, each.cell) for each in finding.terms] == [
        ("报告.docx", "第2个表格", "C3"),
        ("报表.xlsx", "对照", "C4"),
    ]
    assert "第2个表格" in said(finding)
    assert "C3）报告是 38945，报表是 38944（对照!C4）" in said(finding)
    assert finding.department == COMPILERS
    assert finding_brief(Phrases(SMALL, 2020), finding) == said(finding)  # and no form is said to have filed it
    assert doubted_in(done) == frozenset()
    kept = told(findings_json(findings_file(done, Phrases(SMALL, 2020))))
    assert not kept.doubts
    assert not kept.doubted


def test_figures_that_differ_in_one_form_are_one_finding() -> None:
    cells = [(place, 1, 9000 + place) for place in range(2, 14)]
    (finding,) = found(year(FORMS, annual(changed(LOANS, *cells))))
    assert len(finding.parts) == 12
    assert " 等 12 处" in said(finding)
    assert len(said(finding)) < 300


def test_what_is_typed_otherwise_is_the_same(alone: Report) -> None:
    loans = changed(LOANS, (2, 1, "3,120"), (3, 1, "28 90"), (1, 0, "月 份"))
    talks = changed(TALKS, (2, 1, "1月11日9：30"), (3, 2, "家书 里的城市"), (4, 5, "无"), (4, 3, "少儿馆。"))
    assert year(FORMS, annual(loans, talks)).findings == alone.findings


def test_a_total_that_was_left_blank_may_stand_in_the_report_as_its_parts_make_it() -> None:
    forms = book(*(changed(each, (14, 1, None)) if each is LOANS else each for each in YEAR), file="报表.xlsx")
    assert not found(year(forms, annual(LOANS)))
    (finding,) = found(year(forms, annual(changed(LOANS, (14, 1, 38945)))))
    assert (finding.reported, finding.expected) == (38945, None)


def test_a_table_that_leaves_out_rows_and_columns_is_an_excerpt() -> None:
    rows = [LOANS.rows[0], *([*each[:2], each[3]] for each in (*LOANS.rows[1:5], LOANS.rows[14]))]
    assert not found(year(FORMS, annual(replace(LOANS, rows=rows))))
    wrong = [*rows[:5], ["全年", 38945, 55489]]
    (finding,) = found(year(FORMS, annual(replace(LOANS, rows=wrong))))
    assert (finding.row, finding.column, finding.expected) == ("全年", "总馆", 38944)


def test_entries_are_known_by_what_they_say() -> None:
    rows: list[Sequence[Value]] = list(TALKS.rows)
    behind: list[Sequence[Value]] = [[no, *each[1:]] for no, each in enumerate(rows[4:7], 2)]
    fewer = replace(TALKS, rows=rows[:3] + behind + rows[7:])
    (missing,) = found(year(FORMS, annual(fewer)))
    assert (missing.rule, missing.level) == ("report_entry_missing", Level.MANDATORY)
    assert "“家书里的城市”（讲座!C4）" in said(missing)
    new: Sequence[Value] = [2, "3月3日 9:30", "雨从哪里来", "河边", 33, None]
    more = replace(TALKS, rows=[*rows[:3], new, *rows[3:]])
    (extra,) = found(year(FORMS, annual(more)))
    assert extra.rule == "report_entry_extra"
    assert "“雨从哪里来”" in said(extra)


def test_words_that_differ_are_worth_knowing() -> None:
    (finding,) = found(year(FORMS, annual(changed(TALKS, (5, 2, "月亮与农历")))))
    assert (finding.rule, finding.level) == ("report_words_differ", Level.INFO)
    assert "月亮与农历" in said(finding)
    assert "月亮与历法" in said(finding)


def test_a_table_of_a_form_that_nobody_filed_is_held_against_nothing() -> None:
    forms = book(*(each for each in YEAR if each is not TALKS), file="报表.xlsx")
    (finding,) = found(year(forms, annual(*YEAR)))
    assert (finding.rule, finding.form, finding.level) == ("report_table_alone", "talks", Level.INFO)


def test_a_table_with_the_title_of_a_form_and_another_header_is_said_to_be_unread() -> None:
    below: list[Sequence[Value]] = [["院系", "教师", "学生"], ["甲", 1, 2], ["乙", 1, 2]]
    wrong = Sheet("借阅", [LOANS.rows[0], *below])
    (finding,) = found(year(FORMS, annual(wrong, TALKS)))
    assert finding.rule == "report_table_unread"


@pytest.mark.parametrize(
    ("books", "code"),
    [
        ([annual(*YEAR, title="河口县图书馆2020年度工作报告")], "report_other_library"),
        ([annual(*YEAR, title="云溪市图书馆2019年度工作报告")], "report_other_year"),
        ([annual(TALKS, modified=1.0, file="旧.docx"), annual(LOANS, modified=2.0)], "report_older"),
    ],
)
def test_a_report_that_is_not_held_against_the_forms_is_told(books: Sequence[Book], code: str, alone: Report) -> None:
    done = year(FORMS, *books)
    (finding,) = found(done)
    assert (finding.rule, finding.level) == (code, Level.INFO)
    assert [each for each in done.findings if each is not finding] == [*alone.findings]


def test_a_report_whose_title_says_no_year_is_of_that_of_its_tables() -> None:
    title = "云溪市图书馆年度工作报告"
    assert year(FORMS, annual(*YEAR, title=title)).annual is not None
    no_tables = report_book(report_docx(title=(title,)))
    assert year(FORMS, no_tables).annual is not None  # of the only year that there is
    both = [FORMS, book(other_year(LOANS, "2019"), file="去年.xlsx")]
    reports = reports_from([*both, no_tables], Settings(Path(), Path()), SMALL)
    assert [[each.rule for each in found(report)] for report in reports] == [["report_undated"]] * 2


def test_a_report_without_any_forms_is_said_to_have_nothing_to_be_held_against() -> None:
    with pytest.raises(NothingToDo, match=r"报告\.docx 是年度工作报告"):
        year(annual(*YEAR))


def test_copies_of_a_report_count_once() -> None:
    one = annual(*YEAR)
    done = year(FORMS, one, replace(one, file="副本.docx"))
    assert [each.rule for each in done.findings if each.first.file == "报告.docx"] == ["file_ignored"] or [
        each.rule for each in done.findings if each.first.file == "副本.docx"
    ] == ["file_ignored"]


def test_every_table_of_the_sample_is_recognised() -> None:
    (annual_of,) = recognise([report_book(SAMPLE.read_bytes())], CATALOGUE).reports
    assert (annual_of.library, annual_of.year) == (CATALOGUE.library, 2020)
    assert {each.form for each in annual_of.filings} == {form.id for form in CATALOGUE.forms}
    assert {each.official for each in annual_of.filings} == {True}
    assert not annual_of.findings


def test_what_tables_say_in_sentences_is_running_text_unless_they_are_forms() -> None:
    document = Document(io.BytesIO(report_docx(LOANS, TALKS, title=(TITLE,))))
    layout = document.add_table(3, 2)
    for row, texts in zip(
        layout.rows, (("部门", "完成情况"), ("流通部", "全年借阅55498册次。"), ("", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    form = next(each for each in document.tables if each.cell(0, 0).text == "序号")
    for cell, text in zip(form.rows[1].cells, ("", "讲座《读书》，全年借阅55498册次。", *[""] * 9), strict=False):
        cell.text = text
    (done,) = recognise([report_book(saved(document))], SMALL).reports
    assert [(each.text, each.headings, each.inside) for each in running_text(done) if each.inside] == [
        ("全年借阅55498册次。", ("业务统计", "完成情况", "流通部"), InTable(3, "B2", ("完成情况", "流通部")))
    ]
    assert any("《读书》" in each.text for each in done.book.paragraphs)
