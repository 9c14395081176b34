"""What counts as an answer, whatever the order in which slips come back."""

import io

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.forms.levels import Source
from guanbiao.letters.slip import slip_pages
from guanbiao.model.books import Book
from guanbiao.model.details import NOTHING, Detail, OfRelation
from guanbiao.model.findings import Finding, FindingStatus, Role, Term
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.answers import answered, earlier_keys, figures_key, read_answers
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from msgspec.structs import replace
from openpyxl import Workbook

from tests.drawing import changed, read_bytes
from tests.slips import ACTION, APPROVED, TEXT, WHO, rows, slip_of
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small_report
from tests.stages import with_causes


def filed(total: int, *slips: Book) -> Report:
    """A year in which the total of February is not what its parts add up to, and July looks odd, with the slips that
    came back."""
    return answered(small_report(changed(LOANS, (3, 3, total), (8, 2, 3))), read_answers(slips))


def total(found: Report) -> Finding:
    return next(each for each in found.findings if (each.rule, each.row) == ("01.合计", "2"))


def slip_from(found: Report) -> Workbook:
    return slip_of(write_workbook(slip_pages(found, "借阅部", Phrases(SMALL, 2020)), ""))


def returned(slip: Workbook, name: str, written: dict[int, str], finding: str) -> Book:
    """A slip with a row written in, as it comes back; the number in its name says when."""
    sheet = slip["问题清单"]
    for column, text in written.items():
        sheet.cell(rows(sheet)[finding], column).value = text
    slip.save(buffer := io.BytesIO())
    return replace(read_bytes(buffer.getvalue(), name), modified=float(name[0]))


WHOLE = {ACTION: "说明", TEXT: "窗口数含续借", WHO: "李四 11.1", APPROVED: "同意 王五"}


def test_what_was_said_of_other_figures_is_no_answer_to_new_ones() -> None:
    finding = total(filed(3959)).id
    first = returned(slip_from(filed(3959)), "1.xlsx", WHOLE, finding)
    assert total(filed(3959, first)).status is FindingStatus.EXPLAINED
    lapsed = filed(3958, first)
    assert total(lapsed).status is FindingStatus.LAPSED
    other = next(each.id for each in lapsed.findings if each.rule == "month_jump")
    second = returned(slip_from(lapsed), "2.xlsx", {TEXT: "因疫情闭馆"}, other)
    again = filed(3958, first, second)
    assert total(again).status is FindingStatus.LAPSED
    line = slip_from(again)["问题清单"][rows(slip_from(again)["问题清单"])[finding]]
    assert [line[column - 1].value for column in WHOLE] == [None] * 4
    assert all(words in str(line[10].value) for words in WHOLE.values())  # nothing of it is lost
    third = returned(slip_from(again), "3.xlsx", {TEXT: "又核对过，含续借"}, finding)
    assert total(filed(3958, first, second, third)).status is FindingStatus.NEW  # not approved yet
    fourth = returned(slip_from(again), "4.xlsx", {APPROVED: "同意 王五"}, finding)
    slips = (first, second, third, fourth)
    assert total(filed(3958, *slips)).status is FindingStatus.EXPLAINED
    late = returned(slip_from(filed(3959)), "5.xlsx", {TEXT: "窗口数含续借"}, finding)
    assert (
        total(filed(3958, *slips, late)).status is FindingStatus.EXPLAINED
    )  # of the figures before: it changes nothing


def test_what_a_later_slip_leaves_out_stands_as_it_was_said() -> None:
    empty, finding = filed(3959), total(filed(3959)).id
    slips = [returned(slip_from(empty), "1.xlsx", {WHO: "李四 11.1"}, finding)]
    assert total(filed(3959, *slips)).answer.who == "李四 11.1"
    assert "answer_refused" not in [each.rule for each in filed(3959, *slips).findings]
    slips.append(returned(slip_from(empty), "2.xlsx", {TEXT: WHOLE[TEXT], APPROVED: WHOLE[APPROVED]}, finding))
    slips.append(returned(slip_from(empty), "3.xlsx", {ACTION: "说明"}, finding))
    found = filed(3959, *slips)
    assert total(found).status is FindingStatus.EXPLAINED
    assert "answer_refused" not in [each.rule for each in found.findings]
    line = slip_from(found)["问题清单"][rows(slip_from(found)["问题清单"])[finding]]
    assert {column: line[column - 1].value for column in WHOLE} == WHOLE


def fixed(
    *terms: Term, reported: float | None = None, expected: float | None = None, detail: Detail = NOTHING
) -> Finding:
    """A finding with these figures, and whatever its sentence needs."""
    return Finding(
        "X01", Source.CROSS, Level.MANDATORY, reported=reported, expected=expected, terms=terms, detail=detail
    )


LENT = Term(Role.REPORTED, "lending_by_window", "比较", "少儿外借", 51444.0, "51444", "a.xlsx", "窗口", "C15")
HELD = Term(Role.EXPECTED, "lending", "累计", "少儿外借", 212965.0, "212965", "b.xlsx", "流通", "D17")
SHARE = Term(Role.REPORTED, "staff", "学历/本科", "占比", 0.69, "69%")
BLANK = Term(Role.CELL, "visits", "2", "合计")
# Whoever changes one of these voids the answers of every head: the key before has to be accepted first (earlier_keys).
KEYS = {
    "0d0877ae": fixed(LENT, HELD, reported=51444.0, expected=212965.0),
    "67439ef8": fixed(SHARE, reported=0.69, expected=0.7),
    "6817b12e": fixed(BLANK),
}


def test_keys_of_fixed_figures_stay_what_they_are() -> None:
    assert {figures_key(finding): finding for finding in KEYS.values()} == KEYS


def test_keys_of_slips_issued_before_still_fit_their_figures() -> None:
    """The two keys stood in slips of the report of 2020, the second one after a sentence had learnt to count."""
    finding = fixed(LENT, HELD, reported=51444.0, expected=212965.0, detail=OfRelation())
    assert earlier_keys(finding) >= {"3d9c8a23", "0b8e29d5"}
    assert earlier_keys(replace(finding, reported=51445.0)).isdisjoint({"3d9c8a23", "0b8e29d5"})


def test_no_detail_of_a_sentence_is_part_of_a_key() -> None:
    plain = fixed(LENT, HELD, reported=51444.0, expected=212965.0)
    assert figures_key(replace(plain, detail=OfRelation(expected_blanks=7, counted=True))) == figures_key(plain)
    moved = replace(HELD, file="c.xlsx", sheet="Sheet1", cell="A1")
    assert figures_key(replace(plain, terms=(LENT, moved))) == figures_key(plain)


@pytest.mark.parametrize("name", ["form", "row", "column", "measure", "value", "raw"])
def test_every_place_value_and_text_is_part_of_a_key(name: str) -> None:
    other = replace(HELD, **{name: 1.0 if name == "value" else "x"})
    assert figures_key(fixed(LENT, other)) != figures_key(fixed(LENT, HELD))


def test_a_question_about_a_month_lapses_where_the_months_around_it_change() -> None:
    def asked(before: int, *slips: Book) -> Report:
        return answered(small_report(changed(LOANS, (4, 1, 99999), (3, 1, before))), read_answers(slips))

    def jump(found: Report) -> Finding:
        jumps = [each for each in found.findings if each.rule == "month_jump"]
        return next(each for each in jumps if each.reported == 99999)

    slip = returned(slip_from(asked(2890)), "1.xlsx", {ACTION: "说明", TEXT: "二月办过大型活动"}, jump(asked(2890)).id)
    assert jump(asked(2890, slip)).status is FindingStatus.EXPLAINED
    assert jump(asked(2891, slip)).status is FindingStatus.LAPSED


def test_the_key_is_of_the_figures_alone(report: Report) -> None:
    explained = with_causes(report)
    again = with_causes(report)
    keys = {each.id: figures_key(each) for each in explained.findings}
    assert keys == {each.id: figures_key(each) for each in reversed(again.findings)}
