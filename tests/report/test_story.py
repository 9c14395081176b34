"""The story of a year: its problems, who is asked about them and who waits, and what is said of a cause's proof."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.letters.slip import slip_of
from guanbiao.model.causes import Cause, CauseKind, Change
from guanbiao.model.findings import Role, Term
from guanbiao.report.indicators import contrast, wrong_statements
from guanbiao.report.marks import marks_of
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, by_size, counted, due, of_level, off_by
from guanbiao.report.told import brief, causes_text, levels_text, line, waits, whole
from guanbiao.report.unjudged import counted_wants
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, year_with
from tests.stages import with_causes

PHRASES = Phrases(SMALL, 2020)
LENDING, OFFICE, EVENTS = "借阅部", "办公室", "活动部"


@pytest.fixture(scope="module")
def total() -> Report:
    """Two digits of the year's total swapped: it breaks relations within its form and with that of the office."""
    return with_causes(year_with(changed(LOANS, (14, 1, 39844)), changed(BUDGET, (5, 1, 48.9))))


def term_of(report: Report, form: str, row: str, column: str) -> Term:
    """A figure of a year's findings, by its labels."""
    terms = (term for each in report.findings for term in each.terms)
    return next(term for term in terms if (term.form, term.row, term.column) == (form, row, column))


def told_of(report: Report, *causes: Cause) -> Report:
    """The report as if these were its causes, and each explained what it says."""
    by_id = {name: cause.id for cause in causes for name in cause.explains}
    findings = tuple(replace(each, cause=by_id.get(each.id, "")) for each in report.findings)
    return replace(report, findings=findings, causes=causes)


def test_a_cause_is_one_problem_and_its_findings_are_its_proof(total: Report) -> None:
    first, *others = total.problems
    assert first.cause
    assert {each.id for each in first.findings} == set(first.cause.explains)
    assert sum(len(each.findings) for each in total.problems) == len(total.findings)
    assert [each.cause for each in others if each.findings[0].cause == first.cause.id] == []


def test_the_gravest_come_first_then_the_weightiest_cause_then_what_has_none() -> None:
    done = with_causes(year_with(changed(LOANS, (5, 2, 12)), changed(BUDGET, (5, 1, 48.9))))
    assert [each.level.rank for each in done.problems] == sorted(each.level.rank for each in done.problems)
    asked = [each.cause is None for each in of_level(done.problems, Level.MANDATORY)]
    assert asked == sorted(asked)
    assert [each.cause for each in done.problems if each.cause and each.level is Level.MANDATORY] == list(done.causes)


def test_who_owns_the_cell_is_asked_and_others_wait_for_it(total: Report) -> None:
    problem = total.problems[0]
    assert problem.departments == (LENDING,)
    assert [each.department for each in problem.waiting] == [OFFICE]
    assert problem not in total.asked_of(OFFICE)
    said = waits(problem, PHRASES, OFFICE)
    assert said.startswith("待借阅部核对表01 借阅册次：")
    assert "39844，应为 38944" in said
    assert said.endswith("本部门的数暂不必改动。")
    pages = {page.name: page for page in slip_of(total, OFFICE, PHRASES).pages}
    texts = [str(cell.value) for cell in pages["涉及的其他核对"].cells]
    assert said in texts
    assert not [cell for cell in pages["问题清单"].cells if "39844" in str(cell.value)]


def test_figures_that_follow_in_another_department_are_named_to_it() -> None:
    lost = replace(TALKS, rows=[*TALKS.rows[:4], *TALKS.rows[5:]])
    problem = with_causes(year_with(lost)).problems[0]
    assert problem.departments == (EVENTS,)
    assert "随之重算：表04 概况“讲座，完成指标·场”（F3）5 改为 4" in waits(problem, PHRASES, OFFICE)


@pytest.fixture(scope="module")
def open_choice() -> Report:
    """The office states another figure than the lending department, and nobody can say which is right."""
    done = year_with(changed(OUTLINE, (2, 2, "38000册次")))
    office, lending = (
        term_of(done, "outline", "借阅册次/总馆", "完成指标"),
        term_of(done, "loans", "全年", "总馆"),
    )
    explains = tuple(each.id for each in done.findings)
    alternatives = ((Change(lending, 38000.0),),)
    return told_of(done, Cause(CauseKind.ARITHMETIC, explains, (Change(office, 38944.0),), alternatives))


def test_where_one_of_several_departments_is_wrong_each_is_asked_about_its_own_cell(open_choice: Report) -> None:
    (problem,) = open_choice.problems
    assert (problem.departments, problem.is_choice, problem.waiting) == ((OFFICE, LENDING), True, ())
    assert [[each.term.form for each in asked.changes] for asked in problem.asked] == [["outline"], ["loans"]]
    said = whole(problem, PHRASES)
    assert "只有一处有误" in said
    assert "【借阅部】表01 借阅册次“全年，总馆”（B15）（如有误，38944 改为 38000）" in said
    assert "似应为 38944，也可能是借阅部的数有误：" in brief(problem, PHRASES, OFFICE)
    assert brief(problem, PHRASES, LENDING).startswith("与办公室的数只有一处有误")
    assert "B15" in line(problem, PHRASES, LENDING)
    for department in (OFFICE, LENDING):
        cells = slip_of(open_choice, department, PHRASES).pages[0].cells
        assert [cell for cell in cells if said in str(cell.value)]
        own = "概况!C3" if department == OFFICE else "借阅!B15"
        assert {cell.link != "" for cell in cells if cell.value == own} == {True}  # each is led to its own cell
    assert due(problem, problem.findings[0]) is None  # nobody is told that it should be the other's figure
    marks = marks_of(open_choice.problems, PHRASES)
    assert {place[2] for place, mark in marks.items() if mark.level} == {"C3", "B15"}


def test_a_cause_that_is_certain_asks_nobody_else(open_choice: Report) -> None:
    (cause,) = open_choice.causes
    (problem,) = told_of(open_choice, replace(cause, certain=True)).problems
    assert (problem.departments, problem.is_choice) == ((OFFICE,), False)
    assert [each.department for each in problem.waiting] == [LENDING]


def test_departments_whose_cells_are_wrong_together_are_told_of_their_own(open_choice: Report) -> None:
    (cause,) = open_choice.causes
    other = cause.alternatives[0][0]
    both = replace(cause, changes=(*cause.changes, replace(other, suggested=39000.0)), alternatives=(), certain=True)
    (problem,) = told_of(open_choice, both).problems
    assert (problem.departments, problem.is_choice) == ((OFFICE, LENDING), False)
    assert brief(problem, PHRASES, LENDING).startswith("表01 借阅册次“全年，总馆”（B15）填报 38944，应为 39000：")
    assert line(problem, PHRASES, LENDING) == "表01 借阅册次 B15 填报 38944，应为 39000"
    assert brief(problem, PHRASES, OFFICE).startswith("表04 概况")


def test_either_side_of_a_list_is_asked() -> None:
    done = year_with(changed(OUTLINE, (2, 5, "6场 448人次")))
    own = next(each for each in done.findings if each.rule == "X05")
    root = next(term for term in own.terms if term.role is Role.REPORTED)
    kind = CauseKind.ENTRIES_MISSING
    detail = with_causes(year_with(replace(TALKS, rows=[*TALKS.rows[:4], *TALKS.rows[5:]]))).causes[0].detail
    (problem, *_) = told_of(done, Cause(kind, (own.id,), (Change(root, 5.0),), detail=detail)).problems
    assert (problem.departments, problem.is_choice) == ((OFFICE, EVENTS), True)
    assert "【活动部】表03 讲座的清单（请核对）" in whole(problem, PHRASES)
    assert (due(problem, own), off_by(problem, own)) == (None, 1.0)


def test_proof_says_what_a_figure_should_be_only_where_its_cause_does() -> None:
    done = with_causes(year_with(changed(LOANS, (5, 2, 1828))))
    (problem,) = done.problems
    across, down = problem.findings
    if across.row == "全年":
        across, down = down, across
    assert (across.row, down.row) == ("4", "全年")
    assert problem.cause
    assert {due(problem, each) for each in (across, down)} == {None}  # sums are off, not wrong: the month is
    assert off_by(problem, across) == across.difference
    root = next(each.term for each in problem.cause.changes)
    own = replace(across, terms=(replace(root, role=Role.REPORTED), *across.terms[1:]), reported=1828.0, expected=7.0)
    assert (due(problem, own), off_by(problem, own)) == (1288.0, 540.0)  # the cause's figure, never the relation's
    alone = Problem(None, (across,), problem.asked)
    assert (due(alone, across), off_by(alone, across)) == (across.expected, across.difference)


def test_cells_that_causes_hold_right_are_commented_and_not_coloured(total: Report) -> None:
    marks = {(sheet, cell): mark for (_, sheet, cell), mark in marks_of(total.problems, PHRASES).items()}
    assert marks["借阅", "B15"].level is Level.MANDATORY
    assert "【强制性】填报 39844，应为 38944" in marks["借阅", "B15"].comment
    echoes = [mark for mark in marks.values() if "39844" in mark.comment and not mark.level]
    assert echoes
    assert all("【旁证】" in mark.comment and "原因见表01 借阅册次 借阅!B15。" in mark.comment for mark in echoes)


def test_the_largest_are_told_by_the_cells_that_causes_blame(total: Report) -> None:
    sizes = [abs(each.gap or 0.0) for each in by_size(total.problems)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 900.0
    first = by_size(total.problems)[0].farthest
    assert first
    assert (first.term.cell, first.suggested) == ("B15", 38944.0)


def test_counts_say_both_and_leave_out_what_there_is_none_of(total: Report) -> None:
    count = counted(total.problems)
    assert causes_text(total.problems) == f"{count.causes} 处原因，涉及 {count.relations} 条关系"
    assert levels_text(total.problems) == "强制性问题 2 个"
    assert levels_text(()) == "没有发现问题"
    assert causes_text(year_with(changed(LOANS, (5, 2, 1828))).problems) == ""


def test_shares_are_written_as_the_form_prints_them() -> None:
    (problem,) = with_causes(year_with(changed(STAFF, (3, 2, "93.6%")))).problems
    assert "填报 93.6%，似应为 39.6%" in brief(problem, PHRASES)
    assert "填报 93.6%，似应为 39.6%" in line(problem, PHRASES, OFFICE)


def test_what_one_must_choose_between_is_named_where_it_is_little() -> None:
    (problem,) = with_causes(year_with(changed(BUDGET, (5, 1, 48.9)))).problems
    assert problem.cause
    assert len(problem.cause.alternatives) == 2
    said = whole(problem, PHRASES)
    assert "其他改法：表06 购书经费" in said
    assert said.count("改为") == 3


def test_a_blank_is_told_as_such_and_never_as_0() -> None:
    done = year_with(changed(LOANS, (5, 2, None)))
    term = replace(term_of(done, "loans", "全年", "少儿馆"), row="4", value=0.0, raw="", cell="C6")
    explains = tuple(each.id for each in done.findings if each.expected is not None)
    (problem, *_) = told_of(done, Cause(CauseKind.LEFT_BLANK, explains, (Change(term, 1288.0),))).problems
    assert "（C6）没有填，似应为 1288" in brief(problem, PHRASES)
    assert "空格改填 1288 后" in whole(problem, PHRASES)


def test_headline_figures_are_marked_where_causes_blame_them() -> None:
    done = year_with(changed(OUTLINE, (2, 2, "38000册次")))
    (indicator,) = SMALL.indicators
    own = [each for each in done.statements if each.indicator is indicator]
    assert wrong_statements(own, done) == {"outline": Level.MANDATORY}  # without causes: what parts from the others
    office = term_of(done, "outline", "借阅册次/总馆", "完成指标")
    explains = tuple(each.id for each in done.findings)
    lines = {each.form: each.terms[0] for each in own}
    filed = {
        form: Term(
            Role.REPORTED,
            form,
            each.row or "",
            each.column,
            each.figure,
            each.raw or "",
            office.file,
            *done.filings[each.filing or 0].place(each.at_row or 0, each.at_column or 0),
        )
        for form, each in lines.items()
    }
    most = tuple(Change(filed[form], 54545.0) for form in ("loans", "loans_compared"))
    blamed = told_of(done, Cause(CauseKind.ARITHMETIC, explains, most))
    assert set(wrong_statements(own, blamed)) == {"loans", "loans_compared"}  # the one that is held right is plain
    assert contrast(own, blamed, PHRASES).endswith("；按原因改正后均为 54545")
    unknown = told_of(done, Cause(CauseKind.EXCEEDS, explains, (Change(filed["loans"], None),)))
    assert "loans" in wrong_statements(own, unknown)
    assert "按原因改正后" not in contrast(own, unknown, PHRASES)


def test_why_relations_could_not_be_judged_is_counted_once_each() -> None:
    done = year_with(changed(LOANS, (2, 3, None)), without=("人员",))
    wants = {want.value: (count, years) for want, count, years in counted_wants(done.unjudged)}
    assert wants["last_year"] == (2, (2019,))
    assert wants["form"][0] > 0
    assert wants["total"] == (2, ())
    verdicts = done.reconciled.relations_of(2020)["verdict"].to_list()
    assert sum(count for count, _ in wants.values()) == verdicts.count("unverifiable") == len(done.unjudged)


def test_two_figures_of_a_comparison_are_one_cause_with_both_named() -> None:
    (problem, *_) = with_causes(year_with(changed(COMPARED, (4, 2, 15645)))).problems
    assert (
        brief(problem, PHRASES) == "表02 借阅对照“少儿馆，借阅册次/2020年”（C5）填报 15645，应为 16545：疑为数字颠倒。"
    )
