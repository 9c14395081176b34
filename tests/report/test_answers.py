"""What counts as an answer, whatever the order in which slips come back."""

import pytest
from guanbiao.forms.catalogue import Catalogue, Level
from guanbiao.forms.levels import Source
from guanbiao.letters.slip import slip_of
from guanbiao.model.books import Book
from guanbiao.model.details import NOTHING, Detail, OfRelation
from guanbiao.model.findings import Finding, FindingStatus, Role, Term
from guanbiao.pages.page import Page
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.slips.returned import returned as read_slips
from guanbiao.report.answers.answered import answered
from guanbiao.report.answers.keys import earlier_keys, figures_key
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from msgspec.structs import replace
from openpyxl import Workbook

from tests.drawing import changed
from tests.slips import ACTION, APPROVAL, LIST, TEXT, notices, opened, returned, rows, saved
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small_report
from tests.stages import with_causes

PHRASES = Phrases(SMALL, 2020)
WHOLE = {ACTION: "说明", TEXT: "窗口数含续借"}


def with_slips(found: Report, slips: tuple[Book, ...]) -> Report:
    return answered(found, read_slips(slips), PHRASES)


def filed(total: int, *slips: Book) -> Report:
    """A year in which the total of February is not what its parts add up to, and July looks odd, with the slips that
    came back."""
    return with_slips(small_report(changed(LOANS, (3, 3, total), (8, 2, 3))), slips)


def total(found: Report) -> Finding:
    return next(each for each in found.findings if (each.rule, each.row) == ("01.合计", "2"))


def slip_from(found: Report) -> Workbook:
    slip = slip_of(found, "借阅部", PHRASES)
    return opened(write_workbook(slip.pages, "", slip.properties))


def approved(found: Report, name: str, *said: str) -> Book:
    """The approval sheet of a year, with these words in its first row."""
    (content,) = (content for path, content in notices(found).items() if path.endswith(APPROVAL))
    sheet = opened(content)
    for column, text in enumerate(said, 6):
        sheet["待审批"].cell(4, column).value = text
    return saved(sheet, name)


def test_what_was_said_of_other_figures_is_no_answer_to_new_ones() -> None:
    finding = total(filed(3959)).id
    first = returned(slip_from(filed(3959)), "1.xlsx", finding, WHOLE)
    assert total(filed(3959, first)).status is FindingStatus.PENDING
    second = approved(filed(3959, first), "2.xlsx", "同意", "王五")
    decided = filed(3959, first, second)
    assert total(decided).status is FindingStatus.EXPLAINED
    assert {each.rule for each in decided.findings} == {each.rule for each in filed(3959).findings}  # all of it counts
    lapsed = filed(3958, first, second)
    assert total(lapsed).status is FindingStatus.LAPSED
    slip = slip_from(lapsed)
    line = slip[LIST][rows(slip)[finding]]
    assert [line[column - 1].value for column in WHOLE] == [None] * 2
    assert all(words in str(line[0].value) for words in WHOLE.values())  # nothing of it is lost
    third = returned(slip, "3.xlsx", finding, {TEXT: "又核对过，含续借"})
    assert total(filed(3958, first, second, third)).status is FindingStatus.PENDING
    fourth = approved(filed(3958, first, second, third), "4.xlsx", "同意")
    slips = (first, second, third, fourth)
    assert total(filed(3958, *slips)).status is FindingStatus.EXPLAINED
    late = returned(slip_from(filed(3959)), "5.xlsx", finding, {TEXT: "窗口数含续借"})
    assert total(filed(3958, *slips, late)).status is FindingStatus.EXPLAINED  # of the figures before


def test_what_a_later_slip_leaves_out_stands_as_it_was_said() -> None:
    empty, finding = filed(3959), total(filed(3959)).id
    slips = (
        returned(slip_from(empty), "1.xlsx", finding, {TEXT: WHOLE[TEXT]}),
        returned(slip_from(empty), "2.xlsx", finding, {ACTION: "说明"}),
    )
    found = filed(3959, *slips)
    assert total(found).status is FindingStatus.PENDING
    assert "answer_refused" not in [each.rule for each in found.findings]
    slip = slip_from(found)
    assert {column: slip[LIST].cell(rows(slip)[finding], column).value for column in WHOLE} == WHOLE


def fixed(
    *terms: Term, reported: float | None = None, expected: float | None = None, detail: Detail = NOTHING
) -> Finding:
    """A finding with these figures, and whatever its sentence needs."""
    return Finding(
        "X01", Source.CROSS, Level.MANDATORY, reported=reported, expected=expected, terms=terms, detail=detail
    )


@pytest.mark.parametrize("said", ["同意", "不同意"])
@pytest.mark.parametrize("later", ["", "窗口数含续借，也含馆际互借"])
def test_an_approval_sheet_that_lost_its_record_is_read_by_what_it_shows(said: str, later: str) -> None:
    """Of words that were changed since, nothing is approved by what it shows, nor by a sheet without its title."""
    empty, finding = filed(3959), total(filed(3959)).id
    first = returned(slip_from(empty), "1.xlsx", finding, WHOLE)
    sheet = approved(filed(3959, first), "2.xlsx", said)
    lists = [each for each in sheet.sheets if each.name == "待审批"]
    bare = replace(sheet, sheets=tuple(lists), properties={})
    after = (returned(slip_from(empty), "3.xlsx", finding, {TEXT: later}),) if later else ()
    found = filed(3959, first, bare, *after)
    state = FindingStatus.PENDING if later else FindingStatus.EXPLAINED if said == "同意" else FindingStatus.OPEN
    assert total(found).status is state
    assert [each.rule for each in found.findings if "approval" in each.rule] == ["approval_void"] * bool(later)
    untitled = replace(bare, sheets=(replace(lists[0], rows=lists[0].rows[2:]),))
    found = filed(3959, first, untitled)
    assert total(found).status is FindingStatus.PENDING
    (told,) = [PHRASES.message(each) for each in found.findings if each.rule == "approval_nameless"]
    assert f"“{said}”" in told


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
        return with_slips(small_report(changed(LOANS, (4, 1, 99999), (3, 1, before))), slips)

    def jump(found: Report) -> Finding:
        jumps = [each for each in found.findings if each.rule == "month_jump"]
        return next(each for each in jumps if each.reported == 99999)

    slip = returned(slip_from(asked(2890)), "1.xlsx", jump(asked(2890)).id, {ACTION: "说明", TEXT: "二月办过大型活动"})
    assert jump(asked(2890, slip)).status is FindingStatus.EXPLAINED
    assert jump(asked(2891, slip)).status is FindingStatus.LAPSED


def test_the_key_is_of_the_figures_alone(report: Report) -> None:
    explained = with_causes(report)
    again = with_causes(report)
    keys = {each.id: figures_key(each) for each in explained.findings}
    assert keys == {each.id: figures_key(each) for each in reversed(again.findings)}


def test_an_explanation_that_repeats_the_finding_or_the_librarys_own_phrase_is_refused() -> None:
    empty = filed(3959)
    finding = total(empty)
    own = PHRASES.message(finding)
    for text in (f"已核实：{own}", "经李主任同意，√", "3959册"):
        found = filed(3959, returned(slip_from(empty), "1.xlsx", finding.id, {ACTION: "说明", TEXT: text}))
        (refused,) = (each for each in found.findings if each.rule == "answer_refused")
        said = Phrases(SMALL, 2020).message(refused)
        assert all(words in said for words in (text[:4], "原因", "依据"))
    slip = returned(slip_from(empty), "1.xlsx", finding.id, {ACTION: "说明", TEXT: "例行公事"})
    assert total(with_slips(empty, (slip,))).status is FindingStatus.PENDING
    catalogue = replace(SMALL, vocabulary=replace(SMALL.vocabulary, empty=("例行公事",)))
    assert total(with_slips(replace(empty, catalogue=catalogue), (slip,))).status is finding.status


@pytest.mark.parametrize(
    ("said", "rule"),
    [("这个不归我们部门管，请问办公室", "answer_elsewhere"), ("请问这个数指的是什么？", "answer_asks")],
)
def test_an_answer_that_only_names_others_or_asks_is_passed_to_who_compiles_and_stays_open(
    said: str, rule: str
) -> None:
    catalogue = replace(SMALL, compiles="办公室")
    empty = replace(filed(3959), catalogue=catalogue)
    finding = total(empty)
    slip = returned(slip_from(empty), "1.xlsx", finding.id, {ACTION: "说明", TEXT: said})
    found = with_slips(empty, (slip,))
    assert total(found).status is finding.status
    (told,) = (each for each in found.findings if each.rule == rule)
    assert (told.department, told.level) == ("办公室", Level.QUERY)
    words = Phrases(catalogue, 2020).message(told)
    assert all(each in words for each in ("借阅部", said, "办公室"))
    own = slip_of(found, "借阅部", Phrases(catalogue, 2020)).pages[0]
    assert any(said in str(cell.value) and "已转办公室" in str(cell.value) for cell in own.cells)
    asked = opened(write_workbook(*_slip(found, catalogue)))
    decided = returned(asked, "2.xlsx", told.id, {ACTION: "说明", TEXT: "应由活动部答复"})
    again = with_slips(empty, (slip, decided))
    assert [each.status for each in again.findings if each.id == told.id] == [FindingStatus.EXPLAINED]
    later = returned(slip_from(again), "3.xlsx", finding.id, WHOLE)
    last = with_slips(empty, (slip, decided, later))
    assert total(last).status is FindingStatus.PENDING
    assert rule not in {each.rule for each in last.findings}


def _slip(found: Report, catalogue: Catalogue) -> tuple[tuple[Page, ...], str, dict[str, str]]:
    slip = slip_of(found, "办公室", Phrases(catalogue, 2020))
    return slip.pages, "", slip.properties
