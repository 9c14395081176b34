"""What came back and is not taken: a finding each, with its place, of the department that it was issued to."""

from collections.abc import Sequence

import pytest
from guanbiao.forms.catalogue import Department
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.details import OfAnswer, OfEdits, OfSlip
from guanbiao.model.findings import Finding, Role, Term, Untaken
from guanbiao.model.slips import Case, Changed, Copy, Issued, Line, Returned, SlipKind, Struck, Written
from guanbiao.report.answers.answered import answered
from guanbiao.report.answers.approvals import is_elsewhere
from guanbiao.report.answers.bound import Answer
from guanbiao.report.answers.keys import earlier_keys, figures_key
from guanbiao.report.answers.replaced import replaced
from guanbiao.report.answers.untaken import (
    refused_findings,
    replaced_findings,
    undecided_findings,
    untaken_findings,
)
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small_report

AT = Term(Role.CELL, "", "", "", raw="七月闭馆", file="a.xlsx", sheet="问题清单", cell="F5")
CASE = Case("F1", "k")


@pytest.fixture(scope="module")
def report() -> Report:
    """A year in which a total is not what its parts add up to."""
    departments = (*SMALL.departments[:2], Department("办公室", head="陈静"))
    catalogue = replace(SMALL, departments=departments, compiles="办公室")
    return replace(small_report(changed(LOANS, (3, 3, 3959))), catalogue=catalogue)


@pytest.fixture(scope="module")
def finding(report: Report) -> Finding:
    return next(each for each in report.findings if (each.rule, each.row) == ("01.合计", "2"))


def line(*cases: Case, at: int = 4) -> Line:
    return Line(at, ("1、不符", "借阅!D4"), cases)


def written(of: Line | None = None, **more: object) -> Written:
    return replace(Written(of, "", "", AT, cells=("七月闭馆",)), **more)


def slip(*rows: Written, **more: object) -> Returned:
    whole = Returned("a.xlsx", 1.0, None, SlipKind.SLIP, 2020, "借阅部", rows, sha256="hash")
    return replace(whole, **more)


def told(report: Report, *slips: Returned, **more: Sequence[object]) -> list[tuple[str, str]]:
    """The rule, and what its cells say, of each finding of slips."""
    stray, refused, applied = (more.get(name, ()) for name in ("stray", "refused", "applied"))
    found = untaken_findings(report, slips, stray, refused, applied)  # type: ignore[arg-type]
    return [(each.rule, "|".join(term.raw for term in each.terms)) for each in found]


def test_words_of_no_line_are_told_where_they_were_written(report: Report) -> None:
    assert told(report, slip(written())) == [("words_unplaced", "七月闭馆")]
    assert told(report, slip(written(line()))) == []
    assert told(report, slip(written(anew=False), written(line()))) == []
    assert told(report, slip(written(cells=("处理", "说明")), written(line()))) == []
    assert told(report, slip(written(), kind=SlipKind.APPROVAL)) == []
    text = slip(written(), written(term=replace(AT, raw="另见附件", cell="A2")), is_text=True)
    assert told(report, text) == [("answers_in_text", "七月闭馆；另见附件|另见附件")]
    assert told(report, slip(written(line()), is_text=True)) == []


def test_findings_of_a_slip_are_its_departments(report: Report) -> None:
    (found,) = untaken_findings(report, [slip(written())], (), (), ())
    assert (found.department, found.head, found.content, found.detail) == (
        "借阅部",
        "周明",
        "hash",
        OfSlip("借阅部", 2020),
    )
    (found,) = untaken_findings(report, [slip(written(), department="别的部")], (), (), ())
    assert (found.department, found.head, found.detail) == ("", "", OfSlip("别的部", 2020))


def test_words_that_name_others_are_told_with_these(report: Report) -> None:
    other = Line(6, ("2、异常", "借阅!B9"), ())
    (found,) = untaken_findings(report, [slip(written(line(), also=(other, line())))], (), (), ())
    assert (found.rule, found.detail) == ("answer_names_others", OfAnswer("", "第2题（借阅!B9）、第1题（借阅!D4）"))


def test_approvals_on_slips_are_told_once_with_all_their_places(report: Report) -> None:
    rows = [
        written(line(), approved=text, term=replace(AT, cell=f"G{at}"))
        for at, text in enumerate(("同意", "同意", "不同意", ""), 1)
    ]
    assert told(report, slip(*rows)) == [("approval_on_slip", "同意；不同意|同意|不同意")]
    assert told(report, slip(*rows, kind=SlipKind.APPROVAL)) == []


def test_pictures_margins_and_what_is_struck_out_are_told(report: Report) -> None:
    own = slip(
        written(line()),
        pictures=(replace(AT, raw="图"),),
        margins=(replace(AT, raw="页眉一"), replace(AT, raw="页眉二")),
        struck=(Struck(replace(AT, raw="写的"), False), *(Struck(replace(AT, raw=f"印{at}"), True) for at in "12")),
    )
    assert told(report, own) == [
        *(("slip_picture", "图"), ("answer_struck", "写的"), ("question_struck", "印1|印2")),
        *(("words_in_margin", "页眉一"), ("words_in_margin", "页眉二")),
    ]
    (printed,) = (each for each in untaken_findings(report, [own], (), (), ()) if each.rule == "question_struck")
    assert printed.detail == OfSlip("借阅部", 2020, 2)


def test_a_blank_slip_is_told_but_not_one_among_our_outputs_or_with_a_picture(report: Report) -> None:
    blank = slip(written(line(), anew=False))
    assert told(report, blank) == [("slip_blank", "")]
    assert told(report, replace(blank, pictures=(AT,))) == [("slip_picture", "七月闭馆")]
    own = replace(report, books=(*report.books, Book("a.xlsx", "", 0.0, FileStatus.IGNORED)))
    assert told(own, blank) == []
    (found,) = untaken_findings(report, [blank], (), (), ())
    assert found.terms == (Term(Role.FILE, "", "", "", file="a.xlsx"),)
    assert told(report, stray=[blank]) == [("slip_other_year", "")]


@pytest.mark.parametrize(
    ("file", "department", "is_told"),
    [
        ("a.xlsx", "借阅部", False),
        ("借阅部/a.xlsx", "借阅部", False),
        ("办公室/a.xlsx", "借阅部", True),
        ("2020/办公室/退回/a.xlsx", "借阅部", True),
        ("办公室/借阅部/a.xlsx", "借阅部", False),
        ("办公室/a.xlsx", "", False),
        ("某部/a.xlsx", "借阅部", False),
        ("办公室", "借阅部", False),  # a file of that name
    ],
)
def test_a_slip_in_the_folder_of_another_department(file: str, department: str, is_told: bool, report: Report) -> None:
    own = slip(written(line()), file=file, department=department)
    assert is_elsewhere(own, report) is is_told
    assert told(report, own) == [("slip_other_department", "")] * is_told
    assert told(report, replace(own, kind=SlipKind.APPROVAL)) == []


def test_lines_that_were_answered_for_figures_that_are_others_by_now_are_counted(
    report: Report, finding: Finding
) -> None:
    def count(*cases: Case, kind: SlipKind = SlipKind.SLIP) -> int:
        own = slip(*(written(line(case, at=at)) for at, case in enumerate(cases)), kind=kind)
        found = [each.detail for each in untaken_findings(report, [own], (), (), ()) if each.rule == "slip_outdated"]
        return found[0].count if found and isinstance(found[0], OfSlip) else 0

    now, past = Case(finding.id, figures_key(finding)), Case(finding.id, "past")
    assert count(now) == 0
    assert count(*(Case(finding.id, each) for each in earlier_keys(finding))) == 0
    assert count(Case("F0", "past")) == 0
    assert count(past) == 1
    assert count(now, past, past) == 2
    assert count(past, kind=SlipKind.APPROVAL) == 0
    both = slip(written(line(now, past)), written(line(now, past)))  # one line with two rows
    (found,) = untaken_findings(report, [both], (), (), ())
    assert (found.rule, found.detail) == ("slip_outdated", OfSlip("借阅部", 2020, 1))


def answer(finding: Finding, text: str = "无误", **more: object) -> Answer:
    return replace(Answer(finding.id, figures_key(finding), "说明", text, "李四", AT, fault=Untaken.EMPTY), **more)


def test_an_answer_of_several_findings_is_refused_once_of_the_first(report: Report, finding: Finding) -> None:
    other = replace(finding, row="3")
    both = [(finding, answer(finding)), (other, answer(other))]
    (found,) = refused_findings(both, report)
    assert (found.rule, found.row, found.column, found.form) == ("answer_refused", "2", "合计", "loans")
    assert (found.terms, found.detail, found.spot) == ((AT,), OfAnswer(finding.id, "无误"), finding.id)
    assert (found.department, found.head) == (finding.department, finding.head)
    places = [(finding, answer(finding)), (other, answer(other, term=replace(AT, cell="F6")))]
    assert [each.row for each in refused_findings(places, report)] == ["2", "3"]
    whys = [(finding, answer(finding)), (other, answer(other, fault=Untaken.EDITED))]
    assert [each.rule for each in refused_findings(whys, report)] == ["answer_refused", "answer_edited"]
    assert list(refused_findings([], report)) == []


@pytest.mark.parametrize(
    ("more", "rule", "text"),
    [
        ({"fault": Untaken.EMPTY}, "answer_refused", "无误"),
        ({"fault": Untaken.EDITED}, "answer_edited", "无误"),
        ({"action": "更正", "text": ""}, "answer_no_figure", "更正"),
        ({"fault": Untaken.EMPTY, "text": ""}, "answer_refused", "说明"),
        ({"action": "", "text": "", "cleared": "闭馆"}, "answer_withdrawn", "闭馆"),
        ({"action": "", "text": "", "cleared": "闭馆", "fault": Untaken.ASKS}, "answer_withdrawn", "闭馆"),
    ],
)
def test_why_an_answer_is_not_taken(
    more: dict[str, object], rule: str, text: str, report: Report, finding: Finding
) -> None:
    (found,) = refused_findings([(finding, answer(finding, **more))], report)  # type: ignore[arg-type]
    assert (found.rule, found.detail) == (rule, OfAnswer(finding.id, text))


def test_what_was_deleted_on_several_rows_of_a_problem_is_taken_back_once(report: Report, finding: Finding) -> None:
    def back(of: Finding, cell: str) -> tuple[Finding, Answer]:
        return of, answer(of, action="", text="", cleared="闭馆", term=replace(AT, cell=cell))

    of_cause, other = replace(finding, cause="C1"), replace(finding, cause="C1", row="3")
    assert len([*refused_findings([back(of_cause, "F5"), back(other, "F6")], report)]) == 1
    assert len([*refused_findings([back(finding, "F5"), back(replace(finding, row="3"), "F6")], report)]) == 2


@pytest.mark.parametrize(("fault", "rule"), [(Untaken.ASKS, "answer_asks"), (Untaken.ELSEWHERE, "answer_elsewhere")])
def test_who_asks_back_is_answered_by_who_compiles(fault: Untaken, rule: str, report: Report, finding: Finding) -> None:
    asked = (finding, answer(finding, "请问是哪个数？", fault=fault))
    (found,) = refused_findings([asked], report)
    assert (found.rule, found.department, found.head) == (rule, "办公室", "陈静")
    assert found.detail == OfAnswer(finding.id, "请问是哪个数？", "借阅部", "办公室")
    nobody = replace(report, catalogue=replace(report.catalogue, compiles=""))
    (found,) = refused_findings([asked], nobody)
    assert (found.department, found.head) == ("借阅部", "周明")


def test_answers_that_others_took_the_place_of_are_told(report: Report, finding: Finding) -> None:
    first = answer(finding, "七月闭馆", fault=None)
    last = answer(finding, "系统升级", fault=None, term=replace(AT, file="b.xlsx"))
    assert list(replaced([first, last])) == [(first, last)]
    assert list(replaced([first, replace(last, text="七月闭馆，八月装修")])) == []  # goes on with it
    assert list(replaced([first, replace(last, known="七月闭馆")])) == []  # was shown it
    assert list(replaced([replace(first, text="更早"), replace(first, known="更早"), last])) == [
        (replace(first, known="更早"), last)
    ]
    assert list(replaced([replace(first, fault=Untaken.EMPTY), last])) == []
    assert list(replaced([replace(first, text=""), last])) == []
    assert list(replaced([first, replace(last, text="")])) == []
    assert list(replaced([first, replace(last, key="past")])) == []
    both = [first, replace(first, finding="F2"), last, replace(last, finding="F2")]
    assert list(replaced(both)) == [(first, last)]  # one answer to two findings once
    still = [first, replace(first, finding="F2"), last]
    assert list(replaced(still)) == []  # it stands for the other
    (found,) = replaced_findings([(first, last)], report)
    assert (found.rule, found.terms, found.detail) == ("answer_replaced", (AT,), OfAnswer(finding.id, "系统升级"))
    assert found.spot == "a.xlsx 问题清单!F5"
    assert list(replaced_findings([(replace(first, finding="F0"), last)], report)) == []


def test_what_decides_nothing_is_told_of_its_sheet(report: Report) -> None:
    slips = [slip(), slip(file="b.xlsx", department="办公室", sha256="other")]
    own = written(term=replace(AT, file="b.xlsx"))
    (found,) = undecided_findings([("approval_void", own)], slips, report)
    assert (found.rule, found.department, found.content, found.terms) == (
        "approval_void",
        "办公室",
        "other",
        (own.term,),
    )


def change(cell: str, before: float | None, after: float | None, name: str = "借阅") -> Changed:
    copy = Copy(name, "表.xlsx", "借阅", {"A1": 1})
    return Changed(copy, cell, before, after, replace(AT, cell=cell, raw=str(after)))


def test_what_was_changed_in_forms_attached_is_one_finding_a_form(report: Report) -> None:
    changes = (change("B3", 12.0, 13.5), change("B4", None, 7), change("C3", 5, None, "讲座"))
    own = slip(written(line()), changed=changes)
    found = list(untaken_findings(report, [own], (), (), ()))
    assert [(each.rule, each.form, each.spot, each.detail) for each in found] == [
        ("copy_changed", "loans", "hash", OfEdits("借阅", (("B3", "12", "13.5"), ("B4", "", "7")))),
        ("copy_changed", "loans", "hash", OfEdits("讲座", (("C3", "5", ""),))),
    ]
    assert [[term.cell for term in each.terms] for each in found] == [["B3", "B4"], ["C3"]]
    taken = list(untaken_findings(report, [own], (), (), changes[:1]))
    assert [(each.rule, len(each.terms)) for each in taken] == [
        ("copy_corrected", 1),
        ("copy_changed", 1),
        ("copy_changed", 1),
    ]
    nowhere = replace(changes[0], copy=replace(changes[0].copy, file="没有.xlsx"))
    (lost,) = untaken_findings(report, [slip(written(line()), changed=(nowhere,))], (), (), ())
    assert lost.form == ""
    confirmed = slip(
        written(replace(line(), cells=("借阅!B3",)), action="更正"),
        changed=changes[:1],
        issued=Issued(SlipKind.SLIP, "", 2020, "借阅部", ()),
    )
    assert told(report, confirmed) == []  # it says so, and what was filed anew since stands
    assert told(report, confirmed, applied=changes[:1]) == [("copy_corrected", "13.5")]


def test_lists_of_ours_that_quote_places_are_no_answers(report: Report) -> None:
    text = slip(written(), is_text=True)
    phrases = Phrases(SMALL, 2020)
    assert any(each.rule == "answers_in_text" for each in answered(report, [text], phrases).findings)
    own = replace(report, books=(*report.books, Book("a.xlsx", "", 0.0, FileStatus.IGNORED)))
    assert answered(own, [text], phrases) is own
    other = answered(own, [replace(text, is_text=False)], phrases)
    assert any(each.rule == "words_unplaced" for each in other.findings)


def test_corrections_of_which_nothing_is_left_are_counted_by_department(report: Report, finding: Finding) -> None:
    phrases = Phrases(SMALL, 2020)

    def counted(*slips: Returned) -> dict[str, int]:
        return dict(answered(report, slips, phrases).corrected)

    gone = written(line(Case("F0", "k")), action="更正", text="应为3", has_figure=True)
    assert counted(slip(gone)) == {"借阅部": 1}
    assert counted(slip(gone, gone), slip(gone, sha256="2")) == {"借阅部": 1}
    assert counted(slip(gone, replace(gone, line=line(Case("F00", "k"))))) == {"借阅部": 2}
    assert counted(slip(gone), slip(gone, department="活动部", sha256="2")) == {"借阅部": 1, "活动部": 1}
    assert counted(slip(replace(gone, action="说明"))) == {}
    assert counted(slip(replace(gone, line=line()))) == {}
    assert counted(slip(replace(gone, line=line(Case("F0", "k"), Case(finding.id, "k"))))) == {}
    assert counted(slip(gone, kind=SlipKind.APPROVAL)) == {}


def test_a_slip_of_a_year_that_nobody_reports_on_is_told_and_answers_nothing(report: Report) -> None:
    phrases = Phrases(SMALL, 2020)
    of_2019 = slip(written(line()), year=2019)

    def rules(*years: int) -> list[str]:
        return [each.rule for each in answered(report, [of_2019], phrases, (), years).findings if "slip" in each.rule]

    assert rules() == ["slip_other_year"]
    assert rules(2019, 2020) == []
    assert "slip_other_year" not in [
        each.rule for each in answered(report, [slip(written(), year=0)], phrases).findings
    ]
