"""Causes in words."""

from string import Formatter

import pytest
from guanbiao.model.causes import Cause, CauseKind, Change, OfEntry, OfForms, OfPower
from guanbiao.model.findings import Role, Term
from guanbiao.report.report import Report
from guanbiao.words.causes import CAUSES, WORDS, cause_message
from guanbiao.words.figures import filed_text
from guanbiao.words.findings import Phrases
from guanbiao.words.story import cause_brief, cause_line, change_mark, few_ways
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE


def test_every_kind_has_its_sentence(explained: Report) -> None:
    phrases = Phrases(CATALOGUE, 2020)
    assert explained.causes
    for cause in explained.causes:
        assert cause.kind in CAUSES
        assert "{" not in cause_message(phrases, cause)


def test_every_kind_is_worded_once_from_the_fields_of_its_detail() -> None:
    assert sorted(each.kind for each in WORDS) == sorted(CauseKind)
    for each in WORDS:
        fields = set(each.detail.__struct_fields__)
        named = {name for _, name, _, _ in Formatter().parse(each.because) if name}
        made = {"form": "table", "forms": "tables", "ratio": "scaled"}
        assert named <= fields | {name for field, name in made.items() if field in fields}


PHRASES = Phrases(CATALOGUE, 2020)
TEXT = Term(Role.CELL, "lectures", "30", "地点", None, "图书馆一楼报告厅", "讲座.xlsx", "讲座", "E33")


def figure(column: str, cell: str, value: float) -> Term:
    return Term(Role.CELL, "lending", "1", column, value, str(value), "流通.xlsx", "流通", cell)


def form_at_odds(*cells: Change) -> Cause:
    detail = OfForms(("lending_by_window",), len(cells))
    other = tuple(replace(each, term=replace(each.term, form="lending_by_window")) for each in cells)
    return Cause(CauseKind.FORM_DIFFERS, ("F1",), cells, (other,), detail=detail)


def test_a_text_that_puts_an_entry_on_the_wrong_side_is_quoted_and_its_table_said_once() -> None:
    detail = OfEntry("lectures", "30 解码老英雄", "地点", "成人网上，讲座、报告会/期")
    cause = Cause(CauseKind.ENTRY_MISPLACED, ("F1",), (Change(TEXT, None),), detail=detail)
    said = cause_message(PHRASES, cause)
    assert said.count("表08") == 1
    assert said.count("请核实") == 1
    assert said.endswith("归错了类，请核实是哪一种情况。")
    assert cause_line(PHRASES, cause) == "表08 讲座 E33 填报“图书馆一楼报告厅”（条目疑归错类）"
    assert "“图书馆一楼报告厅”" in change_mark(PHRASES, cause, cause.changes[0])


def test_a_text_that_is_quoted_shows_no_telephone_number_and_not_more_than_a_few_words() -> None:
    assert filed_text(replace(TEXT, raw="联系电话：13800000000")) == "“联系电话：138****0000”"
    assert len(filed_text(replace(TEXT, raw="图书馆" * 20))) <= 18


def test_a_form_at_odds_is_named_as_a_whole_and_by_its_cells_only_where_these_are_few() -> None:
    cells = [Change(figure("成人外借", f"C{at}", at * 10.0), at * 1.0) for at in range(5, 17)]
    whole, few = form_at_odds(*cells), form_at_odds(*cells[:2])
    assert cause_message(PHRASES, whole).startswith("表07 文献流通册次：整张表本身相符，而有 12 个数与表02")
    assert cause_brief(PHRASES, whole).startswith("表07 文献流通册次：整张表")
    assert cause_line(PHRASES, whole) == "表07 文献流通册次（整张与其他表不符）"
    assert "（流通!C5）、“1，成人外借”（流通!C6）：" in cause_message(PHRASES, few)


def test_a_form_at_odds_with_several_fits_a_letter_with_all_of_them() -> None:
    cells = [Change(figure("成人外借", f"C{at}", at * 10.0), at * 1.0) for at in range(5, 17)]
    forms = ("lending_by_window", "visits_compared", "overview")
    cause = replace(form_at_odds(*cells), detail=OfForms(tuple(each for each in forms if PHRASES.table(each)), 12))
    said = cause_brief(PHRASES, cause, others=("业务中心",))
    assert "与表02、" in said
    assert "表06不符" in said
    assert len(said) <= 84


def test_an_other_side_of_many_cells_is_not_told_a_second_time_cell_by_cell() -> None:
    cells = [Change(figure("成人外借", f"C{at}", at * 10.0), at * 1.0) for at in range(5, 17)]
    assert few_ways(PHRASES, form_at_odds(*cells)) == ""
    open_ways = Cause(CauseKind.ARITHMETIC, ("F1",), (cells[0],), ((cells[1],), tuple(cells[2:])))
    assert few_ways(PHRASES, open_ways) == ""
    assert few_ways(PHRASES, replace(open_ways, alternatives=((cells[1],), (cells[2],)))).startswith("其他改法：")


@pytest.mark.parametrize(
    ("ratio", "said"), [(10_000.0, "乘以 10000 后"), (0.1, "除以 10 后"), (0.0001, "除以 10000 后")]
)
def test_another_unit_is_told_in_whole_numbers(ratio: float, said: str) -> None:
    change = Change(figure("成人外借", "C5", 12.0), 12.0 * ratio)
    cause = Cause(CauseKind.OTHER_UNIT, ("F1",), (change,), detail=OfPower(ratio))
    assert said in cause_message(PHRASES, cause)


def test_what_is_too_long_for_a_letter_is_told_by_the_name_of_the_kind() -> None:
    detail = OfEntry("lectures", "30 " + "解码老英雄" * 8, "地点", "成人网上，讲座、报告会/期")
    cause = Cause(CauseKind.ENTRY_MISPLACED, ("F1",), (Change(TEXT, None),), detail=detail)
    said = cause_brief(PHRASES, cause, others=("业务中心",))
    assert said.endswith("也可能是业务中心的数有误：条目疑归错类，请核实。")
