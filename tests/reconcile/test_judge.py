"""Relations and their three verdicts."""

import pytest
from guanbiao.forms.catalogue import Rule, Where
from guanbiao.model.books import Sheet
from guanbiao.model.details import OfRelation
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed, codes, judged, only, printed, report, without_column
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, small_report, year_with
from tests.small.forms import loans, outline, talks

WHOLE = 14  # the row of the year's totals
Judgement = tuple[str, str, str]


def judgement(done: Report, rule: str, row: str, column: str) -> Judgement:
    """Verdict, reported and expected of one relation."""
    (line,) = judged(done)[rule, row, column]
    return line["verdict"], line["reported"], line["expected"]


def verdict(rule: str, row: str, column: str, *changes: tuple[int, int, Value]) -> Judgement:
    """Verdict, reported and expected of one relation of the monthly grid with changes."""
    return judgement(small_report(changed(LOANS, *changes)), rule, row, column)


def test_a_year_that_agrees_has_no_finding_and_all_that_was_filed_holds() -> None:
    done = year_with()
    assert done.findings == ()
    verdicts = {rule: line["verdict"] for (rule, *_), lines in judged(done).items() for line in lines}
    assert {rule for rule, verdict in verdicts.items() if verdict != "holds"} == {
        "X10",
        "X11",
    }  # last year's was not filed


def test_a_relation_holds_or_is_broken() -> None:
    assert verdict("01.全年", "全年", "总馆") == ("holds", "38944", "38944")
    assert verdict("01.全年", "全年", "总馆", (2, 1, 3210)) == ("broken", "38944", "39034")


@pytest.mark.parametrize(
    ("rule", "wrong", "figures"),
    [
        ("X01", changed(COMPARED, (3, 2, 38494)), ("38494", "38944")),
        ("X05", changed(OUTLINE, (2, 5, "6场 448人次")), ("6", "5")),
        ("X06", changed(TALKS, (2, 4, 121)), ("448", "449")),
        ("X07", changed(TALKS, (4, 3, "线上")), ("5", "4")),
        ("X08", changed(STAFF, (3, 1, 49)), ("49", "48")),
        ("X09", changed(STAFF, (3, 2, "93.6%")), ("0.936", "0.395833")),
        ("03.合计.时间", changed(TALKS, (7, 1, 4)), ("4", "5")),
        ("03.合计.人次", changed(TALKS, (7, 4, 484)), ("484", "448")),
        ("02.合计", changed(COMPARED, (5, 1, 56078)), ("56078", "56087")),
    ],
    ids=str,
)
def test_rules_of_every_kind_tell_what_is_stated_from_what_it_should_be(
    rule: str, wrong: Sheet, figures: tuple[str, str]
) -> None:
    lines = [line for (code, *_), found in judged(year_with(wrong)).items() for line in found if code == rule]
    broken = [(line["reported"], line["expected"]) for line in lines if line["verdict"] == "broken"]
    assert [(stated, due[:8]) for stated, due in broken] == [figures]


def test_a_share_may_be_off_by_half_a_unit_of_its_last_digit() -> None:
    for typed, holds in (("39.6%", True), ("40%", True), ("39.5%", False), (0.395833, True)):
        line = judgement(year_with(changed(STAFF, (3, 2, typed))), "X09", "其中：馆员", "占比")
        assert (line[0] == "holds") is holds


def test_an_entry_that_says_how_many_it_is_counts_for_as_many() -> None:
    stated = year_with(changed(TALKS, (2, 2, "怎样读地图（共3期）")))
    assert judgement(stated, "X05", "讲座", "完成指标") == ("broken", "5", "7")


def test_an_empty_entry_of_a_monthly_grid_counts_nothing_and_is_disclosed() -> None:
    assert verdict("01.全年", "全年", "少儿馆", (2, 2, None), (WHOLE, 2, 15335)) == ("holds", "15335", "15335")
    done = small_report(changed(LOANS, (4, 2, None), (5, 2, None)))
    (finding,) = [each for each in done.findings if (each.rule, each.column) == ("01.全年", "少儿馆")]
    assert isinstance(finding.detail, OfRelation)
    assert finding.detail.expected_blanks == 2


def test_an_empty_total_is_a_figure_not_given() -> None:
    assert verdict("01.全年", "全年", "少儿馆", (WHOLE, 2, None)) == ("unverifiable", "", "16545")
    assert verdict("01.合计", "全年", "合计", (WHOLE, 2, None)) == ("unverifiable", "55489", "")


@pytest.mark.parametrize("typed", ["约10", "#REF!", "#未计算"])
def test_an_unreadable_term_makes_a_relation_unverifiable_never_valid(typed: str) -> None:
    assert verdict("01.全年", "全年", "少儿馆", (2, 2, typed))[0] == "unverifiable"


@pytest.mark.parametrize("typed", ["无", "—", "/"])
def test_a_stated_none_counts_nothing(typed: str) -> None:
    assert verdict("01.全年", "全年", "少儿馆", (2, 2, typed), (WHOLE, 2, 15335))[0] == "holds"


@pytest.mark.parametrize(("typed", "line"), [("无", ("broken", "0")), ("不详", ("unverifiable", ""))])
def test_each_measure_of_a_compound_cell_is_as_the_cell_is(typed: str, line: tuple[str, str]) -> None:
    done = year_with(changed(OUTLINE, (2, 5, typed)))
    for rule in ("X05", "X06"):
        assert judgement(done, rule, "讲座", "完成指标")[:2] == line


def test_a_relation_with_a_form_that_was_not_filed_is_unverifiable() -> None:
    lines = judged(small_report(LOANS))
    assert [line["verdict"] for (rule, *_), found in lines.items() for line in found if rule == "X01"] == [
        "unverifiable"
    ]


def test_an_empty_entry_that_is_held_against_last_year_is_still_a_figure_not_given() -> None:
    done = small_report(changed(COMPARED, (3, 1, None)))  # a side of X11, whose other side was not filed
    assert judgement(done, "02.合计", "合计", "借阅册次/2019年")[0] == "unverifiable"
    assert judgement(done, "02.2020年比2019年", "总馆", "2020年比2019年")[0] == "unverifiable"


def test_an_empty_total_counts_nothing_only_where_its_own_parts_are_there_and_blank() -> None:
    closed = [(row, 2, None) for row in range(2, 15)]
    assert verdict("01.合计", "全年", "合计", *closed, (WHOLE, 3, 38944)) == ("holds", "38944", "38944")
    assert verdict("01.合计", "全年", "合计", *closed[1:], (WHOLE, 3, 38944))[0] == "unverifiable"
    assert judgement(small_report(without_column(LOANS, "少儿馆")), "01.合计", "全年", "合计")[0] == "unverifiable"


def test_a_column_that_was_left_out_is_no_column_of_blanks() -> None:
    done = small_report(without_column(LOANS, "少儿馆"))
    lines = judged(done)
    assert lines["01.全年", "全年", "少儿馆"][0]["verdict"] == "unverifiable"
    assert {lines["01.合计", row, "合计"][0]["verdict"] for row in ("1", "3", "全年")} == {"unverifiable"}
    assert codes(done.findings) == ["column_missing"]


@pytest.mark.parametrize(("rule", "column"), [("X05", "题目"), ("X06", "人次"), ("X07", "地点")])
def test_entries_are_not_counted_by_a_column_that_is_not_there(rule: str, column: str) -> None:
    lines = judged(year_with(without_column(TALKS, column)))
    assert [line["verdict"] for key, found in lines.items() for line in found if key[0] == rule] == ["unverifiable"]


def test_a_list_that_nobody_filed_is_unknown_and_one_without_entries_is_empty() -> None:
    header = Sheet("讲座", TALKS.rows[:2])
    assert judgement(year_with(without=("讲座",)), "X05", "讲座", "完成指标") == ("unverifiable", "5", "")
    assert judgement(year_with(header), "X05", "讲座", "完成指标") == ("broken", "5", "0")


def test_a_finding_carries_both_figures_and_every_cell() -> None:
    done = small_report(changed(LOANS, (WHOLE, 3, 55498)))
    finding = next(each for each in done.findings if (each.rule, each.row) == ("01.合计", "全年"))
    assert (finding.reported, finding.expected, finding.difference) == (55498, 55489, 9)
    assert [(term.role, term.cell, term.value) for term in finding.terms] == [
        ("reported", "D15", 55498),
        ("expected", "B15", 38944),
        ("expected", "C15", 16545),
    ]


def test_typed_arithmetic_is_a_relation_of_its_own() -> None:
    done = small_report(changed(BUDGET, (3, 1, "40+2.5=43.5"), (5, 1, 50.8)))
    lines = [line for (rule, *_), found in judged(done).items() for line in found if rule == "06.算式"]
    assert [(line["verdict"], line["reported"], line["expected"]) for line in lines] == [("broken", "43.5", "42.5")]


def test_an_entry_without_its_figure_makes_the_sum_unverifiable() -> None:
    assert judgement(small_report(changed(TALKS, (3, 4, None))), "03.合计.人次", "合计", "人次")[0] == "unverifiable"


def test_a_count_under_another_column_of_words_is_still_the_count() -> None:
    moved = changed(TALKS, (7, 1, None), (7, 2, 5))
    assert judgement(small_report(moved), "03.合计.时间", "合计", "时间")[0] == "holds"


@pytest.mark.parametrize(("places", "made"), [(5, "0"), (4, "1")])
def test_entries_are_counted_where_they_say_so(places: int, made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count of those that a condition takes, beside the one of those that it leaves."""
    rule = Rule("X70", outline["讲座", "完成指标", "场"] == talks.count(Where("地点", ("线上",))))
    monkeypatch.setattr("tests.small.filed.SMALL", replace(SMALL, rules=(rule,)))
    done = small_report(OUTLINE, TALKS if places == 5 else changed(TALKS, (4, 3, "线上")))
    assert [(each.verdict, each.expected) for each in done.findings if each.rule == "X70"] == [("broken", float(made))]


def test_a_rule_over_every_entry_is_a_product_of_its_own_figures() -> None:
    """Each of the entries by itself; a blank factor makes its own open, and no other."""
    wrong = changed(printed(12), (3, 7, 48), (4, 5, None))
    done = report(book(wrong), catalogue=only(12))
    found = [line for (rule, *_), lines in judged(done).items() for line in lines if rule == "T01"]
    assert [(line["verdict"], line["reported"], line["expected"]) for line in found[:3]] == [
        *(("broken", "48", "84"), ("unverifiable", "96", ""), ("holds", found[2]["reported"], found[2]["reported"])),
    ]
    assert {line["verdict"] for line in found[3:]} == {"holds"}
    (finding,) = [each for each in done.findings if each.rule == "T01"]
    assert [(term.column, term.role, term.power, term.value, term.cell) for term in finding.terms] == [
        ("总学时(时)", "reported", 0, 48, "H4"),
        ("参加人数(人)", "expected", 1, 28, "F4"),
        ("学时(时/人)", "expected", 1, 3, "G4"),
    ]


@pytest.mark.parametrize(
    ("typed", "librarians", "verdict"),
    [
        ("40%", 19, "holds"),  # 0.3958…
        ("40", 19, "holds"),  # without its sign
        ("40％", 19, "holds"),
        ("0.4", 19, "holds"),
        ("0.40", 19, "holds"),
        ("0.41", 19, "broken"),
        ("41", 19, "broken"),
        ("41%", 19, "broken"),
        ("39.58%", 19, "holds"),
        ("39.58", 19, "holds"),
        ("39.57", 19, "broken"),
        ("39.57%", 19, "broken"),
        (1, 48, "holds"),
        (1, 47, "broken"),  # the whole is not 98 of a hundred, rounded to nothing
        (0, 0, "holds"),
        (0, 1, "broken"),
    ],
)
def test_how_near_a_share_has_to_be_is_as_many_digits_as_it_was_typed_with(
    typed: Value, librarians: int, verdict: str
) -> None:
    done = year_with(changed(STAFF, (3, 1, librarians), (3, 2, typed)))
    assert judgement(done, "X09", "其中：馆员", "占比")[0] == verdict


@pytest.mark.parametrize(
    ("changes", "judged_as"),
    [
        ([(2, 1, None)], ("unverifiable", "1210", "")),  # the whole was not given
        ([(2, 2, None)], ("holds", "0", "3120")),  # a blank month is none
    ],
)
def test_a_blank_part_of_a_whole_may_be_none_and_a_blank_whole_is_not_given(
    changes: list[tuple[int, int, Value]], judged_as: Judgement
) -> None:
    of_which = Rule("X12", loans["1", "少儿馆"] <= loans["1", "总馆"])
    own = replace(SMALL, rules=(*SMALL.rules, of_which))
    assert judgement(report(book(changed(LOANS, *changes)), catalogue=own), "X12", "1", "少儿馆") == judged_as


@pytest.mark.parametrize(
    ("rule", "wrong", "detail", "unit"),
    [
        ("X05", changed(OUTLINE, (2, 5, "6场 448人次")), OfRelation(measure="场", counted=True), "场"),
        ("X06", changed(OUTLINE, (2, 5, "5场 484人次")), OfRelation(measure="人次"), "人次"),
        ("X01", changed(COMPARED, (3, 2, 38494)), OfRelation(basis="填表说明 1"), "册次"),
        ("X08", changed(STAFF, (3, 1, 49)), OfRelation(at_most=True), "人"),
        ("X09", changed(STAFF, (3, 2, "93.6%")), OfRelation(rounded=True), "%"),
        ("01.合计", changed(LOANS, (3, 1, None), (3, 2, None)), OfRelation(expected_blanks=2), "册次"),
        ("03.合计.时间", changed(TALKS, (7, 1, 4)), OfRelation(counted=True), "场"),
    ],
)
def test_a_finding_says_of_its_relation_what_a_sentence_needs(
    rule: str, wrong: Sheet, detail: OfRelation, unit: str
) -> None:
    (finding,) = [each for each in year_with(wrong).findings if each.rule == rule]
    assert isinstance(finding.detail, OfRelation)
    assert (replace(finding.detail, basis=finding.detail.basis if detail.basis else ""), finding.unit) == (detail, unit)
    assert finding.relation >= 0
    assert finding.verdict == "broken"
