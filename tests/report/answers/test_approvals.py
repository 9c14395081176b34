"""Approvals: what counts as a decision of an explanation, by whom, and what decides nothing."""

import re
from collections import Counter

import pytest
from guanbiao.forms.levels import Level
from guanbiao.model.findings import Answered, Finding, FindingStatus, Role, Term
from guanbiao.model.slips import Case, Line, Returned, SlipKind, Written
from guanbiao.report.answers.approvals import (
    Approval,
    approvals_in,
    awaiting,
    undecided,
    with_approvals,
)
from guanbiao.report.answers.approving import approval_rows, read_by_rows
from guanbiao.report.answers.keys import said_key
from guanbiao.report.answers.lines import rows_of, whole_of
from guanbiao.report.answers.placed import placed, todays, unplaced
from guanbiao.report.answers.states import (
    States,
    by_department,
    counted_states,
    is_owed,
    states_of,
    states_text,
)
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, TALKS, year_with
from tests.stages import with_causes

PHRASES = Phrases(SMALL, 2020)
AT = Term(Role.CELL, "", "", "", raw="同意", file="办公室/a.xlsx", sheet="待审批", cell="F4")
COMPILES = replace(SMALL, compiles="办公室")


@pytest.fixture(scope="module")
def bare() -> Report:
    """A year with a cause of several relations, a talk that is off, and a form that nobody filed."""
    odd = with_causes(year_with(changed(LOANS, (5, 2, 12)), changed(TALKS, (2, 4, 121)), without=("人员",)))
    return replace(odd, catalogue=COMPILES)


def in_state(report: Report, status: FindingStatus, text: str = "窗口数含续借", who: str = "李四") -> Report:
    """Every mandatory finding of the year answered."""
    said = Answered("说明", text, who)
    findings = [
        replace(each, status=status, answer=said)
        if each.level is Level.MANDATORY and each.rule != "form_owed"
        else each
        for each in report.findings
    ]
    return replace(report, findings=tuple(findings))


@pytest.fixture(scope="module")
def waiting(bare: Report) -> Report:
    return in_state(bare, FindingStatus.PENDING)


def first(report: Report) -> Finding:
    return next(
        each for each in report.findings if each.status is FindingStatus.PENDING and each.department == "借阅部"
    )


def case(finding: Finding) -> Case:
    return Case(finding.id, said_key(finding, finding.answer.text))


def sheet(*rows: Written, department: str = "办公室", file: str = "办公室/a.xlsx", **more: object) -> Returned:
    whole = Returned(file, 1.0, None, SlipKind.APPROVAL, 2020, department, rows)
    return replace(whole, **more)


def decided(finding: Finding, *cells: str, **more: object) -> Written:
    return replace(Written(Line(3, ("1、",), (case(finding),)), "", "", AT, cells=cells), **more)


@pytest.mark.parametrize(
    ("cells", "agreed", "words"),
    [
        (("同意",), True, ""),
        (("同意", "情况属实"), True, "情况属实"),
        ((" 不同意 ", "依据不足"), False, "依据不足"),
        (("同意", "不同意"), False, ""),
        (("同意报送，不再核对",), True, "同意报送，不再核对"),
        (("依据不足", "退回"), False, "依据不足；退回"),
    ],
)
def test_a_verdict_is_read_and_any_no_is_a_no(
    cells: tuple[str, ...], agreed: bool, words: str, waiting: Report
) -> None:
    finding = first(waiting)
    found = approvals_in([sheet(decided(finding, *cells))], waiting)
    assert found == {(finding.id, case(finding).key): Approval(agreed, "办公室", words)}


def test_only_sheets_of_those_who_may_hold_decisions_and_the_newest_counts(waiting: Report) -> None:
    finding = first(waiting)
    own = decided(finding, "同意")
    assert approvals_in([sheet(own, kind=SlipKind.SLIP)], waiting) == {}
    assert approvals_in([sheet(decided(finding, "再议"))], waiting) == {}
    assert approvals_in([sheet(replace(own, line=None))], waiting) == {}
    both = approvals_in([sheet(own), sheet(decided(finding, "不同意"))], waiting)
    assert [each.agreed for each in both.values()] == [False]
    assert approvals_in([sheet(own, file="借阅部/a.xlsx")], waiting) == {}  # forwarded by another department
    assert approvals_in([sheet(own, file="借阅部/办公室/a.xlsx")], waiting) != {}
    assert approvals_in([sheet(own, file="a.xlsx")], waiting) != {}
    of_head = sheet(own, department="借阅部", file="办公室/a.xlsx")  # who compiles gathers what others approve
    assert approvals_in([of_head], waiting) != {}
    named = sheet(own, department="借阅部", file="活动部/办公室")  # a file of that name is no folder of it
    assert approvals_in([named], waiting) == {}


def test_what_was_approved_is_explained_and_what_was_refused_is_open_again(waiting: Report) -> None:
    finding = first(waiting)
    key = (finding.id, case(finding).key)

    def became(decision: Approval, by: tuple[str, str] = key) -> Finding:
        done = with_approvals(waiting.findings, {by: decision}, waiting)
        assert [each for each in done if each.id != finding.id] == [
            each for each in waiting.findings if each.id != finding.id
        ]
        return next(each for each in done if each.id == finding.id)

    yes, no = became(Approval(True, "办公室", "属实")), became(Approval(False, "办公室", ""))
    assert (yes.status, yes.answer) == (FindingStatus.EXPLAINED, replace(finding.answer, approved="办公室；属实"))
    assert (no.status, no.answer) == (FindingStatus.OPEN, replace(finding.answer, rejected="办公室"))
    assert became(Approval(True, "借阅部", "")) == finding
    assert became(Approval(True, "办公室", ""), (finding.id, "other")) == finding
    explained = replace(finding, status=FindingStatus.EXPLAINED)
    assert with_approvals([explained], {key: Approval(False, "办公室", "")}, waiting) == [explained]


@pytest.mark.parametrize(
    ("cells", "more", "why"),
    [
        (("再议",), {}, "approval_unclear"),
        (("同意",), {"department": ""}, "approval_nameless"),
        (("同意",), {"file": "借阅部/a.xlsx"}, "approval_elsewhere"),
        (("同意",), {}, "approval_void"),
        (("同意",), {"department": "借阅部", "file": "a.xlsx"}, "approval_by_other"),
        (("同意",), {"kind": SlipKind.SLIP}, None),
    ],
)
def test_why_a_decision_decides_nothing(
    cells: tuple[str, ...], more: dict[str, str], why: str | None, waiting: Report
) -> None:
    own = decided(first(waiting), *cells)
    found = list(undecided(waiting.findings, [sheet(own, **more)], waiting))
    assert found == ([(why, own)] if why else [])


def test_what_was_not_written_anew_or_is_of_nothing_that_waits_is_not_told(waiting: Report) -> None:
    finding = first(waiting)
    assert list(undecided(waiting.findings, [sheet(decided(finding, "同意", anew=False))], waiting)) == []
    gone = [replace(each, status=FindingStatus.EXPLAINED) for each in waiting.findings]
    assert list(undecided(gone, [sheet(decided(finding, "同意"))], waiting)) == []
    lost = decided(finding, "同意", "另议", line=None)
    assert list(undecided(waiting.findings, [sheet(lost)], waiting)) == [("approval_void", lost)]
    printed = decided(finding, "审批", "意见", line=None)
    assert list(undecided(waiting.findings, [sheet(printed)], waiting)) == []


def test_explanations_wait_for_who_has_to_approve_them_each_with_its_findings(waiting: Report) -> None:
    found = awaiting(waiting)
    assert {name: {each.department for each in own} for name, own in found.items()} == {
        "办公室": {"借阅部", "活动部"},
        "馆领导": {"办公室"},
    }
    own = [each for each in found["办公室"] if each.problem.cause and each.department == "借阅部"]
    assert len(own) == 1
    pending = [each for each in own[0].problem.findings if each.status is FindingStatus.PENDING]
    assert (own[0].cases, own[0].department) == (tuple(map(case, pending)), "借阅部")
    assert (own[0].said, own[0].who) == ("窗口数含续借", "李四")
    one, *_ = own[0].problem.findings
    other = tuple(
        replace(each, answer=replace(each.answer, text="另有原因")) if each.id == one.id else each
        for each in waiting.findings
    )
    parted = [
        each
        for each in awaiting(replace(waiting, findings=other))["办公室"]
        if each.problem.cause == own[0].problem.cause
    ]
    assert sorted(len(each.cases) for each in parted) == sorted((1, len(pending) - 1))
    compiled = replace(waiting, catalogue=replace(SMALL, compiles="借阅部"))
    assert {*awaiting(compiled)} == {"馆领导", "借阅部"}
    assert awaiting(in_state(waiting, FindingStatus.EXPLAINED)) == {}


def test_the_rows_of_approval_sheets_are_numbered_from_where_they_start(waiting: Report) -> None:
    rows = approval_rows(waiting, PHRASES, 3)["办公室"]
    assert [line.at for line in rows] == list(range(3, 3 + len(rows)))
    assert [line.shown[0].partition("、")[0] for line in rows] == [str(at + 1) for at in range(len(rows))]
    assert {line.shown[3:] for line in rows} == {("借阅部 李四", "窗口数含续借"), ("活动部 李四", "窗口数含续借")}
    head = next(line for line in rows if "借阅!" in line.shown[1])
    assert head.shown[1:3] == ("借阅!C6", "12")
    nobody = approval_rows(in_state(waiting, FindingStatus.PENDING, who=""), PHRASES)["办公室"]
    assert (nobody[0].at, {line.shown[3] for line in nobody}) == (0, {"借阅部", "活动部"})


def test_a_sheet_that_lost_its_record_is_read_where_all_of_a_row_stands(waiting: Report) -> None:
    row, *_ = approval_rows(waiting, PHRASES, 3)["办公室"]
    lost = Written(None, "", "", AT, cells=(*row.shown, "同意", "属实"))
    (back,) = read_by_rows([sheet(lost)], waiting, PHRASES)
    (read,) = back.written
    assert (read.line, read.cells, read.term.raw) == (
        approval_rows(waiting, PHRASES)["办公室"][0],
        ("同意", "属实"),
        "同意；属实",
    )
    less = replace(lost, cells=(*row.shown[:-1], "同意"))  # nobody approves what was not read
    (part,) = read_by_rows([sheet(less)], waiting, PHRASES)[0].written
    assert (part.line, part.cells, part.term.raw) == (None, less.cells, "同意")
    loose = replace(lost, cells=("某行", "不同意", "依据不足"))
    assert read_by_rows([sheet(loose)], waiting, PHRASES)[0].written[0].term.raw == "不同意；依据不足"
    unclear = replace(lost, cells=("某行", "再议"))
    assert read_by_rows([sheet(unclear)], waiting, PHRASES)[0].written[0].term.raw == "某行；再议"
    known = decided(first(waiting), "同意")
    (both,) = read_by_rows([sheet(lost, known)], waiting, PHRASES)
    assert both.written[1] == known
    (silent,) = read_by_rows([sheet(replace(lost, cells=row.shown))], waiting, PHRASES)[0].written
    assert (silent.line, silent.cells) == (read.line, ())
    slip = sheet(lost, kind=SlipKind.SLIP)
    assert read_by_rows([slip, sheet(lost)], waiting, PHRASES)[0] == slip
    assert read_by_rows([sheet(known)], waiting, PHRASES) == [sheet(known)]


def test_states_are_counted_a_problem_each(bare: Report) -> None:
    problems = [each for each in bare.problems if each.level in (Level.MANDATORY, Level.QUERY) and not is_owed(each)]
    assert counted_states(problems) == States(open=len(problems)) == states_of(bare)
    assert counted_states(problems, 2) == States(open=len(problems), corrected=2)
    owed = [each for each in bare.problems if is_owed(each)]
    assert [each.findings[0].rule for each in owed] == ["form_owed"]
    mandatory = sum(any(each.level is Level.MANDATORY for each in problem.findings) for problem in problems)
    for status, name in [
        (FindingStatus.CORRECTING, "correcting"),
        (FindingStatus.EXPLAINED, "explained"),
        (FindingStatus.PENDING, "pending"),
        (FindingStatus.LAPSED, "lapsed"),
        (FindingStatus.OPEN, "open"),
    ]:
        own = states_of(in_state(bare, status))
        assert getattr(own, name) >= mandatory
        assert sum(getattr(own, each) for each in States.__struct_fields__) == len(problems)
    gone = replace(bare, corrected={"借阅部": 2, "办公室": 1})
    assert (states_of(gone).corrected, states_of(gone, "借阅部").corrected, states_of(gone, "活动部").corrected) == (
        3,
        2,
        0,
    )
    by = dict(by_department(gone))
    assert {name: states.corrected for name, states in by.items()} == {"借阅部": 2, "活动部": 0, "办公室": 1}
    assert sum(states.open for states in by.values()) == len(problems)
    nothing = replace(bare, findings=(), causes=())
    assert list(by_department(nothing)) == []
    assert states_text(nothing) == ""
    assert "3" in states_text(gone)
    assert "2" in states_text(gone, "借阅部")


def test_rows_of_a_slip_are_a_problem_and_its_proof(bare: Report) -> None:
    asked = bare.asked_of("借阅部")
    rows = list(rows_of(asked, "借阅部", bare, PHRASES))
    assert [problem for problem, _ in rows] == asked
    (caused, (head, *proof)), *_ = [each for each in rows if each[0].cause]
    number = asked.index(caused) + 1
    assert [row.number for row in (head, *proof)] == [
        str(number),
        *(f"{number}.{at}" for at in range(1, len(proof) + 1)),
    ]
    assert len(proof) == len(caused.findings) > 1
    assert [row.cases[0].finding for row in proof] == [each.id for each in caused.findings]
    assert {each.finding for each in head.cases} == {each.id for each in caused.findings}
    assert (head.where, head.filed, head.wanted, head.is_share) == ("借阅!C6", 12.0, 1288.0, False)
    assert next(rows_of(asked, "借阅部", bare, PHRASES, 7))[1][0].number == "7"
    alone = [own for problem, own in rows_of(bare.problems, "借阅部", bare, PHRASES) if not problem.cause]
    assert alone
    assert {len(own) for own in alone} == {1}
    assert whole_of(caused, PHRASES).startswith("详情：")
    assert whole_of(next(each for each in bare.problems if not each.cause), PHRASES) == ""


def test_a_row_says_what_became_of_the_answer_before(bare: Report) -> None:
    def said(**answer: object) -> str:
        findings = tuple(replace(each, answer=replace(each.answer, **answer)) for each in bare.findings)
        own = replace(bare, findings=findings)
        return next(
            rows[0].said for problem, rows in rows_of(own.asked_of("借阅部"), "借阅部", own, PHRASES) if problem.cause
        )

    assert said() == ""
    assert said(lapsed="说明；旧话", action="说明") == "（数已改动，原来的答复“说明；旧话”不再有效，请重新答复）"
    assert said(withdrawn="旧话") == "（原来的答复“旧话”已撤回，请重新答复）"
    assert said(action="说明", text="无误", untaken="empty") == "（上次写的“说明；无误”没有采用：没有写出原因和依据）"
    assert "已转办公室" in said(text="问谁", untaken="asks")
    assert (
        said(action="说明", text="含续借", rejected="办公室；依据不足")
        == "（办公室未同意原来的说明“说明；含续借”：办公室；依据不足）"
    )
    for status, text in [
        (FindingStatus.PENDING, "（说明已收到，待办公室审批）"),
        (FindingStatus.CORRECTING, "（已答复更正，请重新报送改正后的报表）"),
    ]:
        own = in_state(bare, status)
        (head,) = [
            rows[0] for problem, rows in rows_of(own.asked_of("借阅部"), "借阅部", own, PHRASES) if problem.cause
        ]
        assert head.said == text
        assert head.answer.text == "窗口数含续借"


def test_rows_of_no_known_line_are_put_under_the_questions_of_today(bare: Report) -> None:
    lines = list(todays(bare, PHRASES))
    assert {line.at for line in lines} == {-1}
    sentence = next(line for line in lines if line.shown[1:2] == ("讲座!E3",))

    def under(cells: tuple[str, ...], **more: object) -> Written:
        own = replace(Written(None, "", "", AT, cells=cells), **more)
        (back,) = placed([sheet(own, kind=SlipKind.SLIP)], bare, PHRASES)
        (read,) = back.written
        return read

    read = under((*sentence.shown, "七月闭馆"))
    assert (read.line, read.text) == (sentence, "七月闭馆")
    assert under((*sentence.shown[1:], "七月闭馆")).line == sentence
    assert under((*sentence.shown[1:], "七月闭馆"), anew=False).line is None
    bare_of = Counter(re.sub(r"\d", "", line.shown[0]) for line in lines)
    other = next(line for line in lines if line.cases and bare_of[re.sub(r"\d", "", line.shown[0])] == 1)
    past = under((re.sub(r"\d", "9", other.shown[0]), "七月闭馆"))
    assert past.line is not None
    assert [(each.finding, each.key) for each in past.line.cases] == [(each.finding, "") for each in other.cases]
    lost = under(("别的话",))
    assert lost.line is None
    slips = [sheet(Written(sentence, "", "", AT)), sheet(lost, kind=SlipKind.SLIP), sheet(lost)]
    assert [(slip, own) for slip, own in unplaced(slips)] == [(slips[1], lost)]
    assert placed(slips[:1], bare, PHRASES) == slips[:1]
    quoted = Written(None, "", "", AT, cells=(sentence.shown[1].split(" ")[0], "应为 120"))
    text = sheet(quoted, replace(quoted, cells=("应为 120",)), kind=SlipKind.SLIP, is_text=True)
    (back,) = placed([text], bare, PHRASES)
    assert [(each.line == sentence, each.text or each.cells[0]) for each in back.written] == [
        *((True, "应为 120"), (False, "应为 120")),
    ]
