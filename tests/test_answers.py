"""What counts as an answer, whatever the order in which slips come back."""

import io

from openpyxl import Workbook

from pipeline.annual import Report
from pipeline.answers import answered, read_answers
from pipeline.books import Book
from pipeline.model import Finding, FindingStatus
from pipeline.phrase import Phrases
from pipeline.slip import slip_pages
from pipeline.workbook import write_workbook
from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, read_bytes
from tests.drawing import report as drawn
from tests.test_slips import ACTION, APPROVED, TEXT, WHO, rows, slip_of


def visits(total: int, *slips: Book) -> Report:
    """A year in which the total of one month is not what its parts add up to, with the slips that came back."""
    return answered(drawn(book(changed(printed(14), (6, 1, total)))), read_answers(slips))


def total(found: Report) -> Finding:
    return next(each for each in found.findings if (each.rule, each.row) == ("14.合计", "2"))


def slip_from(found: Report) -> Workbook:
    return slip_of(write_workbook(slip_pages(found, "业务中心", Phrases(CATALOGUE, 2020)), ""))


def returned(slip: Workbook, name: str, written: dict[int, str], finding: str) -> Book:
    """A slip with a row written in, as it comes back."""
    sheet = slip["问题清单"]
    for column, text in written.items():
        sheet.cell(rows(sheet)[finding], column).value = text
    slip.save(buffer := io.BytesIO())
    return read_bytes(buffer.getvalue(), name)


WHOLE = {ACTION: "说明", TEXT: "窗口数含续借", WHO: "李四 11.1", APPROVED: "同意 王五"}


def test_what_was_said_of_other_figures_is_no_answer_to_new_ones() -> None:
    finding = total(visits(9945)).id
    first = returned(slip_from(visits(9945)), "1.xlsx", WHOLE, finding)
    assert total(visits(9945, first)).status is FindingStatus.EXPLAINED
    lapsed = visits(9946, first)
    assert total(lapsed).status is FindingStatus.LAPSED
    other = next(each.id for each in lapsed.findings if each.rule == "month_jump")
    second = returned(slip_from(lapsed), "2.xlsx", {TEXT: "因疫情闭馆"}, other)
    again = visits(9946, first, second)
    assert total(again).status is FindingStatus.LAPSED
    line = slip_from(again)["问题清单"][rows(slip_from(again)["问题清单"])[finding]]
    assert [line[column - 1].value for column in WHOLE] == [None] * 4
    assert all(words in str(line[10].value) for words in WHOLE.values())  # nothing of it is lost
    third = returned(slip_from(again), "3.xlsx", {TEXT: "又核对过，含续借"}, finding)
    assert total(visits(9946, first, second, third)).status is FindingStatus.NEW  # not approved yet
    fourth = returned(slip_from(again), "4.xlsx", {APPROVED: "同意 王五"}, finding)
    slips = (first, second, third, fourth)
    assert total(visits(9946, *slips)).status is FindingStatus.EXPLAINED
    late = returned(slip_from(visits(9945)), "5.xlsx", {TEXT: "窗口数含续借"}, finding)
    assert (
        total(visits(9946, *slips, late)).status is FindingStatus.EXPLAINED
    )  # of the figures before: it changes nothing


def test_what_a_later_slip_leaves_out_stands_as_it_was_said() -> None:
    empty, finding = visits(9945), total(visits(9945)).id
    slips = [returned(slip_from(empty), "1.xlsx", {WHO: "李四 11.1"}, finding)]
    assert total(visits(9945, *slips)).detail["who"] == "李四 11.1"
    assert "answer_refused" not in [each.rule for each in visits(9945, *slips).findings]
    slips.append(returned(slip_from(empty), "2.xlsx", {TEXT: WHOLE[TEXT], APPROVED: WHOLE[APPROVED]}, finding))
    slips.append(returned(slip_from(empty), "3.xlsx", {ACTION: "说明"}, finding))
    found = visits(9945, *slips)
    assert total(found).status is FindingStatus.EXPLAINED
    assert "answer_refused" not in [each.rule for each in found.findings]
    line = slip_from(found)["问题清单"][rows(slip_from(found)["问题清单"])[finding]]
    assert {column: line[column - 1].value for column in WHOLE} == WHOLE
