"""Figures left blank: those that were not given are questions at their cells, totals that can be made are filled."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.model.details import OfFills
from guanbiao.model.findings import Verdict
from guanbiao.pages.page import lines_needed
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, report

Change = tuple[int, int, Value]


def asked(done: Report) -> list[tuple[str, str, list[str]]]:
    """What was not given: row, column and cells of each finding."""
    found = [each for each in done.findings if each.rule == "not_given"]
    assert {(each.level, each.verdict) for each in found} <= {(Level.QUERY, Verdict.UNVERIFIABLE)}
    return [(each.row, each.column, [term.cell for term in each.terms]) for each in found]


def said(done: Report) -> list[str]:
    """What is said of figures left blank."""
    blank = [each for each in done.findings if each.verdict is Verdict.UNVERIFIABLE]
    return [Phrases(CATALOGUE, 2020).message(each).partition("：")[2] for each in blank]


def filled(done: Report, form: int) -> dict[str, tuple[Value, str]]:
    """The cells of an official page that a formula fills, by the cell that was filed."""
    page = consolidate(done, Phrases(CATALOGUE, 2020)).pages[form - 1]
    return {cell.origin[2]: (cell.value, cell.formula) for cell in page.cells if cell.formula and cell.origin}


@pytest.mark.parametrize(
    ("number", "change", "place"),
    [
        (24, (4, 1, None), ("电子文献", "经费", ["B5"])),
        (1, (4, 2, None), ("少儿阵地", "讲座、报告会/人次", ["C5"])),  # two relations need it
        (6, (20, 2, "  "), ("供读者使用的终端数", "完成指标", ["C21"])),  # no relation needs it
        (6, (5, 2, None), ("总流通人次/成人", "完成指标", ["C6"])),  # it states three figures
        (29, (8, 2, None), ("年龄/46至50岁", "人数", ["C9"])),
        (29, (3, 3, None), ("文化程度/大学本科以上", "占比", ["D4"])),  # a rule asks for this share
    ],
)
def test_a_blank_that_does_not_mean_none_is_one_question_at_its_cell(
    number: int, change: Change, place: tuple[str, str, list[str]]
) -> None:
    done = report(book(changed(printed(number), change)))
    assert asked(done) == [place]
    assert said(done) == ["没有填，无法审核；确实没有的请填 0。"]
    own = next(form.department for form in CATALOGUE.forms if form.number == number)
    (unit,) = [each.unit for each in done.findings if each.rule == "not_given"]
    assert unit == {24: "万元", 1: "人次", 6: unit, 29: unit}[number]
    assert "not_given" in [each.rule for problem in done.asked_of(own) for each in problem.findings]


def test_what_is_blank_throughout_is_one_question() -> None:
    row = [(5, column, None) for column in range(1, 6)]
    assert asked(report(book(changed(printed(5), *row)))) == [("分馆", "", ["B6", "C6", "D6", "E6", "F6"])]
    column = [(row, 2, None) for row in range(3, 9)]
    ((_, name, cells), *others) = asked(report(book(changed(printed(5), *column))))
    assert (name, cells[0], len(cells)) == ("流通册次/2018年", "C4", 6)
    assert not others
    whole = report(book(changed(printed(24), *((row, 1, None) for row in range(3, 7)))))
    assert asked(whole) == [("", "", ["B4", "B5", "B6", "B7"])]
    assert said(whole) == ["4 格都没有填，无法审核；确实没有的请填 0。"]


def test_a_total_that_adds_up_nothing_does_not_hide_that_nothing_was_given() -> None:
    assert asked(report(book(changed(printed(24), *((row, 1, None) for row in range(3, 6)))))) == [
        ("", "", ["B4", "B5", "B6"])
    ]
    months = [(row, column, "约1") for row in (4, 5) for column in (2, 3)]
    drawn = changed(printed(7), *months)
    assert [(column, cells) for _, column, cells in asked(report(book(drawn)))] == [("合计", ["B5", "B6"])]


def test_a_blank_entry_of_a_monthly_grid_and_a_blank_share_that_no_rule_asks_for_are_no_questions() -> None:
    assert asked(report(book(changed(printed(7), (4, 2, None))))) == []
    assert asked(report(book(printed(29)))) == []


@pytest.mark.parametrize("total", [None, 0])
@pytest.mark.parametrize("number", [7, 2, 23])
def test_a_form_handed_in_blank_is_one_question_and_accuses_no_other(number: int, total: Value) -> None:
    base = printed(number)
    known = next(form for form in CATALOGUE.forms if form.number == number)
    plain = report(book(*map(printed, (6, 2, 7, 23))))
    lines = plain.tables.facts.filter(form=known.id).iter_rows(named=True)
    blank = [(line["at_row"], line["at_column"], total if line["is_total"] else None) for line in lines]
    others = [printed(each) for each in (6, 2, 7, 23) if each != number]
    done = report(book(changed(base, *blank), *others))
    assert [(row, column) for row, column, _ in asked(done)] == [("", "")]
    broken = {each.rule for each in done.findings if each.verdict is Verdict.BROKEN}
    assert broken <= {each.rule for each in plain.findings}


def test_a_blank_total_that_cannot_be_made_is_a_question_and_is_not_filled() -> None:
    done = report(book(changed(printed(24), (3, 1, "约20"), (6, 1, None))))
    assert asked(done) == [("总计", "经费", ["B7"])]
    assert filled(done, 24) == {}


@pytest.mark.parametrize(
    ("number", "at", "said"), [(24, (6, 1), ("24.总计", 60.0, "万元")), (1, (5, 7), ("01.总计.期", None, ""))]
)
def test_what_fills_a_total_is_what_was_expected_where_it_is_one_figure(
    number: int, at: tuple[int, int], said: tuple[str, float | None, str]
) -> None:
    (fills,) = [
        each
        for each in report(book(changed(printed(number), (*at, None)))).findings
        if isinstance(each.detail, OfFills)
    ]
    assert (fills.rule, fills.expected, fills.unit) == said


def test_only_totals_are_filled_and_only_by_figures_of_their_own_form() -> None:
    """The left sides of V15, L12 and B01, which other forms give: what they give is not the figure that is blank."""
    overview = changed(printed(6), (5, 2, None), (9, 2, None), (8, 5, None))
    done = report(book(overview, printed(7), printed(14), printed(21)))
    assert [cells for _, _, cells in asked(done)] == [["C6", "F9", "C10"]]
    assert not filled(done, 6)
    assert "overview" not in [each.form for each in done.findings if isinstance(each.detail, OfFills)]


@pytest.mark.parametrize(
    ("number", "at", "cell", "value", "formula"),
    [
        (1, (5, 7), "H4", "226期 377118人次", '=SUM(B8,D8,F8)&"期"&" "&SUM(C8,E8,G8)&"人次"'),
        (15, (13, 11), "L14", "2428种 26355册", '=SUM(L12)&"种"&" "&SUM(L13)&"册"'),
    ],
)
def test_a_blank_compound_total_is_filled_by_a_text_of_its_figures(
    number: int, at: tuple[int, int], cell: str, value: str, formula: str
) -> None:
    done = report(book(changed(printed(number), (*at, None))))
    assert filled(done, number)[cell] == (value, formula)
    assert f"合计没有填，无法审核；总表中已按公式补为 {value}。" in said(done)
    page = consolidate(done, Phrases(CATALOGUE, 2020)).pages[number - 1]
    (text,) = [each for each in page.cells if each.value == value]
    width = sum(page.widths[text.column : text.right + 1])
    assert lines_needed(value, width) * 15 <= sum(page.heights[row] for row in range(text.row, text.bottom + 1))
    assert asked(done) == []


def test_a_blank_compound_total_that_states_more_than_its_rules_make_is_a_question() -> None:
    done = report(book(changed(printed(15), (13, 3, None))))
    assert asked(done) == [("合计", "汉文普通图书", ["D14"])]
    assert "D14" not in filled(done, 15)
