"""Figures in another unit than their form declares: read, held against the declared one, converted where that is sure."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.details import OfUnit
from guanbiao.model.findings import Finding
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from guanbiao.workbook.coverage import coverage_page
from guanbiao.workbook.ledger import ledger_page
from guanbiao.workbook.official import consolidate
from msgspec.structs import replace

from tests.drawing import changed, codes, judged
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, year_with
from tests.stages import with_causes


def with_line(base: Sheet, *cells: Value, at: int = 1) -> Sheet:
    """A sheet with one more row below its title."""
    return replace(base, rows=[*base.rows[:at], list(cells), *base.rows[at:]])


def times(base: Sheet, factor: float, columns: tuple[int, ...] = (1, 2, 3), digits: int = 6) -> Sheet:
    """A sheet whose figures in some columns are taken times a factor."""
    rows = [list(row) for row in base.rows]
    for row in rows[2:]:
        for at in columns:
            if isinstance(cell := row[at] if at < len(row) else None, int | float):
                row[at] = round(cell * factor, digits)
    return replace(base, rows=rows)


IN_WAN = times(LOANS, 1e-4)


def told(done: Report, rule: str = "unit_differs") -> Finding:
    """The only finding of a kind."""
    (found,) = [each for each in done.findings if each.rule == rule]
    return found


def verdicts(done: Report) -> dict[tuple[str, str, str], str]:
    """By rule, row and column, what became of its relation."""
    return {place: line["verdict"] for place, (line, *_) in judged(done).items()}


def way(found: Finding) -> OfUnit:
    assert isinstance(found.detail, OfUnit)
    return found.detail


def rules(done: Report) -> set[str]:
    """What was found besides the unit, and forms that are owed."""
    return set(codes(done.findings)) - {"form_owed"}


@pytest.mark.parametrize(
    "line",
    [
        "单位：万册次",
        "计量单位：万册次",
        "（单位：万册次）",
        "单位(万册次)附表",
        "单位：万",
        "單位：萬冊次",
        "填报部门：借阅部　　单位：万册次",
        "单位：册次（万）",
        "单位为万册次",
        "以万册次计",
        "注：本表数据均以万册次为单位",
        "（万册次）",
    ],
)
def test_a_form_in_ten_thousands_is_compared_as_converted_and_told_once(line: str) -> None:
    done = with_causes(year_with(with_line(IN_WAN, line)))
    found = told(done)
    assert rules(done) == {"unit_differs"}
    assert (found.level.value, found.first.cell, found.first.raw) == ("mandatory", "A2", line)
    assert (way(found).way, way(found).declared, way(found).count, way(found).where) == (
        "converted",
        "册次",
        39,
        "B4:D16",
    )
    assert "1 万册次 ＝ 10000 册次".replace("万册次", way(found).stated) in Phrases(SMALL, 2020).message(found)
    assert not done.causes
    assert verdicts(done) == verdicts(year_with())


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (changed(IN_WAN, (1, 0, "月份（单位：万册次）")), "A2"),
        (changed(IN_WAN, (1, 0, "月份（万册次）")), "A2"),
        (changed(IN_WAN, (0, 0, "云溪市图书馆借阅册次统计表（2020年）（单位：万册次）")), "A1"),
        (changed(IN_WAN, (0, 3, "单位：万册次")), "D1"),
        (with_line(IN_WAN, None, None, None, "单位：万册次"), "D2"),
        (with_line(IN_WAN, "单位：万册次", at=15), "A16"),
        (changed(IN_WAN, *((1, at, f"{IN_WAN.rows[1][at]}（万册次）") for at in (1, 2, 3))), "B2"),
        (changed(IN_WAN, *((1, at, f"{IN_WAN.rows[1][at]}（万）") for at in (1, 2, 3))), "B2"),
    ],
)
def test_the_unit_is_read_wherever_it_stands(sheet: Sheet, cell: str) -> None:
    done = year_with(sheet)
    assert rules(done) - {"title_unlike"} == {"unit_differs"}
    assert (told(done).first.cell, way(told(done)).way) == (cell, "converted")


def test_a_label_speaks_for_its_column_alone() -> None:
    done = year_with(changed(times(LOANS, 1e-4, (3,)), (1, 3, "合计（万册次）")))
    assert rules(done) == {"unit_differs"}
    assert (way(told(done)).count, way(told(done)).where) == (13, "D3:D15")


def test_a_label_of_a_row_speaks_for_its_row_alone() -> None:
    in_wan = changed(LOANS, (14, 0, "全年（万册次）"), (14, 1, 3.8944), (14, 2, 1.6545), (14, 3, 5.5489))
    done = year_with(in_wan)
    assert rules(done) == {"unit_differs"}
    assert (way(told(done)).count, way(told(done)).where) == (3, "B15:D15")


@pytest.mark.parametrize(
    "line",
    [
        "单位：册次",
        "（单位：册次）",
        "单位：人次、册次",
        "单位：借阅部",
        "计量单位：册次 附表",
        "单位：册",
        "单位：册、人次",
    ],
)
def test_a_unit_that_agrees_is_silent(line: str) -> None:
    assert rules(year_with(with_line(LOANS, line))) == set()


def test_books_are_a_short_word_for_loans_in_ten_thousands_too() -> None:
    done = year_with(with_line(IN_WAN, "单位：万册"))
    assert (rules(done), way(told(done)).way) == ({"unit_differs"}, "converted")


def test_a_smaller_unit_than_declared_is_converted_too() -> None:
    done = year_with(changed(times(BUDGET, 1e4, (1,)), (1, 0, "单位：元")))
    assert (rules(done), way(told(done)).way) == ({"unit_differs"}, "converted")
    assert "1 万元 ＝ 10000 元" in Phrases(SMALL, 2020).message(told(done))
    assert done.tables.facts.filter(form="budget", row="总计")["value"].to_list() == [49.8]


@pytest.mark.parametrize(("line", "factor"), [("单位：千元", 10), ("单位：百万元", 0.01), ("单位：亿元", 1e-4)])
def test_money_in_any_power_of_ten_is_converted(line: str, factor: float) -> None:
    done = year_with(changed(times(BUDGET, factor, (1,)), (1, 0, line)))
    assert done.tables.facts.filter(form="budget", row="总计")["value"].to_list() == [49.8]


def test_figures_that_were_never_written_in_the_stated_unit_are_asked_about_and_stay() -> None:
    done = with_causes(year_with(with_line(LOANS, "单位：万册次")))
    assert (rules(done), way(told(done)).way) == ({"unit_differs"}, "doubted")
    assert "请确认是哪一种" in Phrases(SMALL, 2020).message(told(done))
    assert done.tables.facts.filter(form="loans", row="全年", column="合计")["value"].to_list() == [55489]
    assert verdicts(done) == verdicts(year_with())


def test_a_sum_of_money_that_comes_to_nothing_is_asked_about() -> None:
    done = year_with(changed(BUDGET, (1, 0, "单位：元")))
    assert (rules(done), way(told(done)).way) == ({"unit_differs"}, "doubted")


def test_what_does_not_hold_of_doubted_figures_is_open_and_blames_nobody() -> None:
    done = with_causes(year_with(with_line(times(LOANS, 1e-4, digits=0), "单位：万册次")))
    assert way(told(done)).way == "doubted"
    assert not [each for each in done.findings if each.relation >= 0 and each.kind.value == "cross"]
    assert not [each for cause in done.causes for each in cause.changes if each.term.form == "loans_compared"]


def test_figures_rounded_to_fewer_digits_are_open_as_far_as_rounding_goes() -> None:
    rounded = times(LOANS, 1e-4, digits=2)
    done = with_causes(year_with(with_line(rounded, "单位：万册次")))
    assert (way(told(done)).way, way(told(done)).slack) == ("rounded", 50)
    assert not [each for each in done.findings if each.relation >= 0]
    assert not done.causes


def test_a_gap_beyond_rounding_is_told_all_the_same() -> None:
    rounded = times(LOANS, 1e-4, digits=2)
    done = year_with(with_line(changed(rounded, (14, 1, 9.55)), "单位：万册次"))
    assert {each.rule for each in done.findings if each.relation >= 0 and each.kind.value == "cross"} == {"X01", "X03"}


@pytest.mark.parametrize("line", ["单位：人次", "单位：元", "单位：种", "单位：万人"])
def test_a_unit_of_something_else_leaves_relations_across_forms_open(line: str) -> None:
    wrong = changed(LOANS, (14, 3, 55490), (13, 3, 4277))
    done = with_causes(year_with(with_line(wrong, line)))
    found = told(done)
    assert (way(found).way, way(found).count) == ("other", 39)
    across = [line for found in judged(done).values() for line in found if "loans" in line["forms"].split("+")[1:]]
    assert {line["verdict"] for line in across} == {"unverifiable"}
    assert not [
        each
        for each in done.findings
        if each.kind.value == "cross" and each.relation >= 0 and "loans" in {t.form for t in each.terms}
    ]
    assert {each.term.form for cause in done.causes for each in cause.changes} <= {"loans"}


def test_a_near_unit_speaks_of_what_it_is_near_to_alone() -> None:
    done = year_with(with_line(TALKS, "单位：人"))
    assert (way(told(done)).way, way(told(done)).declared, way(told(done)).count) == ("other", "人次", 6)
    assert rules(year_with(changed(TALKS, (1, 4, "人次（人）")))) == set()


def test_a_line_above_the_title_speaks_too() -> None:
    above = with_line(changed(times(BUDGET, 1e4, (1,)), (1, 0, None)), "单位：元", at=0)
    assert (told(year_with(above)).first.cell, way(told(year_with(above))).way) == ("A1", "converted")


def test_lines_that_contradict_each_other_are_asked_about() -> None:
    done = year_with(with_line(with_line(LOANS, "单位：册次"), "计量单位：万册次"))
    assert (rules(done), way(told(done)).way) == ({"unit_differs"}, "doubted")


def test_figures_in_fractions_settle_which_of_two_lines_is_right() -> None:
    done = year_with(with_line(with_line(IN_WAN, "单位：册次"), "计量单位：万册次"))
    assert (rules(done), way(told(done)).way) == ({"unit_differs"}, "converted")


def test_a_cell_that_says_its_own_unit_is_read_by_that() -> None:
    done = year_with(with_line(changed(IN_WAN, (2, 1, "3120册次"), (3, 1, "0.289万册次")), "单位：万册次"))
    assert rules(done) == {"unit_differs"}
    assert way(told(done)).count == 37


def test_the_official_page_shows_the_declared_unit_and_the_finding_beside_it() -> None:
    done = year_with(with_line(IN_WAN, "单位：万册次"))
    (page,) = [each for each in consolidate(done, Phrases(SMALL, 2020)).pages if each.name.startswith("01")]
    texts = [cell.value for cell in page.cells]
    assert "单位：册次" in texts
    assert "单位：万册次" not in texts
    assert 55489 in texts
    (total,) = [cell for cell in page.cells if cell.value == 55489]
    assert "折算" in total.comment
    assert done.tables.cells.filter(row="全年", column="合计", filing=0)["raw"].to_list() == ["5.5489"]


@pytest.mark.parametrize(
    ("label", "place", "figure", "count"),
    [
        ("阅览座席（千个）", (3, 3), 0.864, 1),
        ("总馆（万册次）", (2, 1), 3.8944, 1),
        ("借阅册次（万册次）", (2, 0), 3.8944, 2),
    ],
)
def test_labels_of_a_card_speak_for_their_figures(
    label: str, place: tuple[int, int], figure: float, count: int
) -> None:
    row, column = place
    at = {0: 2, 1: 2, 3: 5}[column]
    wrong = changed(OUTLINE, (*place, label), (row, at, figure))
    wrong = changed(wrong, (3, 2, 1.6545)) if count == 2 else wrong
    done = year_with(wrong)
    assert (rules(done), way(told(done)).way, way(told(done)).count) == ({"unit_differs"}, "converted", count)


def test_the_ledger_leaves_open_what_a_unit_leaves_open() -> None:
    done = year_with(with_line(changed(LOANS, (14, 3, 55490)), "单位：人次"))
    phrases = Phrases(SMALL, 2020)
    page = ledger_page(done, consolidate(done, phrases), phrases)
    verdicts_of = {cell.row: cell for cell in page.cells if cell.value == "无法审核"}
    assert any(not cell.formula for cell in verdicts_of.values())
    assert any("单位" in str(cell.value) for cell in coverage_page(done, phrases).cells)


def test_a_list_and_a_card_are_held_against_their_units_too() -> None:
    talks = with_line(times(TALKS, 1e-4, (4,)), "单位：万人次")
    assert rules(year_with(talks)) == {"unit_differs"}
    assert rules(year_with(OUTLINE, COMPARED, STAFF)) == set()


def test_a_form_in_ten_thousands_that_says_nothing_of_it_is_told_once_with_what_the_others_say() -> None:
    done = with_causes(year_with(IN_WAN))
    found = told(done, "fraction")
    assert rules(done) == {"fraction"}
    assert (found.level.value, len(found.terms)) == ("mandatory", 39)
    (cause,) = done.causes
    assert (cause.kind.value, cause.certain, len(cause.roots)) == ("other_unit", False, 39)
    assert all(each.suggested == pytest.approx((each.term.value or 0) * 10_000) for each in cause.roots)
    assert "疑以万或千为单位填写" in Phrases(SMALL, 2020).message(found)
    assert "unverifiable" in set(verdicts(done).values())
    assert "broken" not in set(verdicts(done).values())


def test_a_column_of_points_for_commas_of_thousands_is_told_once_with_what_is_likely_meant() -> None:
    done = with_causes(year_with(times(LOANS, 1e-3, columns=(1,))))
    found, (cause,) = told(done, "fraction"), done.causes
    assert (rules(done), cause.kind, cause.explains, cause.certain) == ({"fraction"}, "other_unit", (found.id,), False)
    assert all(round((each.term.value or 0) * 1000, 6) == each.suggested for each in cause.changes)
    assert "千分位的逗号" in Phrases(SMALL, 2020).message(found)


def test_one_figure_with_a_fraction_is_still_held_against_the_others() -> None:
    done = with_causes(year_with(changed(LOANS, (2, 1, 1.234))))
    assert rules(done) > {"fraction"}
    assert done.causes
