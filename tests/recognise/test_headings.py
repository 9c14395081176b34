"""Headings of columns and rows with what people put before, behind and below them."""

from collections.abc import Callable

import pytest
from guanbiao.forms.levels import Level
from guanbiao.model.books import Sheet
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed, codes, printed, report

LENDING, LECTURES, TRAINING, ACTIVITIES, COMPARED, SPENT, SEARCHES = 7, 8, 12, 1, 5, 24, 22


def facts(done: Report) -> list[tuple[object, ...]]:
    """Every figure by its place in the form."""
    return done.tables.facts.select("block", "role", "row", "column", "seq", "measure", "value").rows()


def same(number: int, other: Sheet) -> bool:
    """Whether a sheet reads as the printed table, with nothing more to say of it."""
    plain, done = report(book(printed(number))), report(book(other))
    return facts(plain) == facts(done) and codes(plain.findings) == codes(done.findings)


def headed(number: int, row: int, text: str) -> Sheet:
    """A printed table whose labels in a row are written in another way."""
    base = printed(number)
    cells = [(row, at, text.format(at=at + 1, label=label)) for at, label in enumerate(base.rows[row]) if label]
    return changed(base, *cells)


@pytest.mark.parametrize(
    "text", ["*{label}", "{label}*", "{at}、{label}", "（{at}）{label}", "{label}（必填）", "★ {label}："]
)
@pytest.mark.parametrize(("number", "row"), [(LENDING, 3), (LECTURES, 2), (TRAINING, 2)])
def test_marks_and_numbers_are_no_part_of_a_heading(number: int, row: int, text: str) -> None:
    assert same(number, headed(number, row, text))


@pytest.mark.parametrize(
    "text",
    [
        "{label} / Number of Items",
        "Visits\n{label}",
        "{label}①",
        "{label}（注1）",
        "{label}\nVisits",
        "{label}（Visits, total）",
        "Visits / {label}",
        "【{label}】",
        "“{label}”",
    ],
)
@pytest.mark.parametrize(("number", "row"), [(LENDING, 3), (LECTURES, 2), (17, 1)])
def test_a_label_may_be_said_again_in_another_language_or_stand_in_brackets(number: int, row: int, text: str) -> None:
    base = headed(number, row, text)
    totals = [at for at, cells in enumerate(base.rows) if cells[0] in ("合计", "累计")]
    assert same(number, changed(base, *((at, 0, text.format(label=base.rows[at][0])) for at in totals)))


def test_a_header_said_again_in_latin_letters_below_itself_is_no_entry() -> None:
    base = printed(LECTURES)
    again: list[Value] = ["No.", "Date", "Topic", "Host", "Place", "Visits"]
    done, plain = report(book(replace(base, rows=[*base.rows[:3], again, *base.rows[3:]]))), report(book(base))
    assert [fact[-1] for fact in facts(done)] == [fact[-1] for fact in facts(plain)]
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "header_twice"])


@pytest.mark.parametrize(
    "text",
    [
        "{title}\nAnnual Statistics of the Library",
        "{title}  填报部门：业务中心",
        "{title}（2021.1.5）",
        "2021年1月填报 {title}",
    ],
)
def test_a_title_may_be_said_again_or_have_a_department_or_the_day_of_filing_beside_it(text: str) -> None:
    for number in (LENDING, TRAINING):
        base = printed(number)
        assert same(number, changed(base, (0, 0, text.format(title=base.rows[0][0]))))


@pytest.mark.parametrize("text", ["{label}/册次", "{label} ／ 册次", "{label}（册次）"])
def test_a_unit_may_stand_behind_a_slash(text: str) -> None:
    base = printed(LENDING)
    figures = [(3, at, text.format(label=base.rows[3][at])) for at in range(1, 5)]
    assert same(LENDING, changed(base, *figures))


@pytest.mark.parametrize("text", ["共41期", "合计（41）", "合计（41期）"])
def test_a_total_may_be_its_count_alone(text: str) -> None:
    base = printed(LECTURES)
    at = next(row for row, cells in enumerate(base.rows) if cells[0] == "合计")
    assert same(LECTURES, changed(base, (at, 0, text), (at, 1, None)))


@pytest.mark.parametrize("written", [int, float, str, "{}年度".format, "{} 年".format])
def test_a_year_is_one_however_it_is_written(written: Callable[[int], Value]) -> None:
    base = printed(COMPARED)
    years = [int(str(label)[:4]) for label in base.rows[2][1:4]]
    assert same(COMPARED, changed(base, *((2, at, written(year)) for at, year in enumerate(years, 1))))
    assert same(3, changed(printed(3), (5, 0, written(2020))))


@pytest.mark.parametrize(
    "text",
    ["{at}.{label}", "{at}、{label}", "（{at}）{label}", "{label}：", "* {label}", "{label} / Kind", "【{label}】"],
)
@pytest.mark.parametrize(("number", "first", "last"), [(ACTIVITIES, 3, 6), (SPENT, 3, 5)])
def test_nor_are_they_of_the_label_of_a_row(number: int, first: int, last: int, text: str) -> None:
    base = printed(number)
    labels = [(at, 0, text.format(at=at - first + 1, label=base.rows[at][0])) for at in range(first, last + 1)]
    assert same(number, changed(base, *labels))


def test_a_header_may_be_its_lowest_labels_where_these_tell_its_columns_apart() -> None:
    base = printed(COMPARED)
    lowest = [top if low is None else low for top, low in zip(base.rows[1], base.rows[2], strict=True)]
    rows = [base.rows[0], lowest, *base.rows[3:]]
    assert same(COMPARED, Sheet("Sheet1", rows)) is True
    activities = printed(ACTIVITIES)  # 期 and 人次 of four kinds: nobody can tell which is which
    without = Sheet("Sheet1", [activities.rows[0], ["形式", *activities.rows[2][1:]], *activities.rows[3:]])
    assert "header_mismatch" in codes(report(book(without)).findings)


def test_a_row_of_units_below_a_header_is_no_entry() -> None:
    base = printed(TRAINING)
    units = [None, None, None, None, None, "人", "（小时）", "学时"]
    done = report(book(Sheet("Sheet1", [*base.rows[:3], units, *base.rows[3:]])))
    plain = report(book(base))
    assert [fact[-1] for fact in facts(done)] == [fact[-1] for fact in facts(plain)]
    assert codes(done.findings) == codes(plain.findings)


def test_column_numbers_below_a_row_of_units_are_no_row() -> None:
    base = printed(LENDING)
    units: list[Value] = [None, "册次", "册次", "册次", "册次"]
    numbers: list[Value] = ["1", 2, 3, 4, 5, 6]
    months = changed(base, *((row, 0, f"2020{row - 3:02}") for row in range(4, 16))).rows
    done = report(book(Sheet("Sheet1", [*months[:4], units, numbers, *months[4:]])))
    assert facts(done) == facts(report(book(base)))
    assert [each.terms[0].cell for each in done.findings if each.rule == "column_numbers"] == ["A6"]


def test_column_numbers_stand_above_the_months_that_go_on_on_the_next_sheet() -> None:
    base = printed(2)
    numbers: list[Value] = [1, 2, 3]
    first = Sheet("上半年", [*base.rows[:2], numbers, *base.rows[2:8]])
    second = Sheet("下半年", [base.rows[0], base.rows[1], numbers, *base.rows[8:]])
    assert facts(report(book(first, second))) == facts(report(book(base)))


def test_a_list_whose_title_is_merely_alike_may_stand_in_two_blocks() -> None:
    base = printed(LENDING)
    head = ["*月份", "*合 计", "*成人外借", "*少儿外借", "*分 馆", "*备注"]
    halves = [[*left, *right] for left, right in zip(base.rows[4:10], base.rows[10:16], strict=True)]
    total = [None] * 6 + list(base.rows[16])
    rows = [[f"{base.rows[0][0]}（终稿）"], *base.rows[1:3], [*head, *head], *halves, total]
    plain, done = facts(report(book(base))), facts(report(book(Sheet("Sheet1", rows))))
    assert sorted(done, key=str) == sorted(plain, key=str)


@pytest.mark.parametrize(
    "text", ["{at}.", "（{at}）", "No.{at}", "{at:02}", "第{at}号", "{at}#", "【{at}】", "JZ-{at:03}"]
)
def test_serial_numbers_may_be_written_in_other_ways(text: str) -> None:
    base = printed(LECTURES)
    serials = [(row, 0, text.format(at=row - 2)) for row in range(3, 3 + 41)]
    assert codes(report(book(changed(base, *serials))).findings) == codes(report(book(base)).findings)
    skipped = changed(base, *serials, (5, 0, text.format(at=9)))
    assert "serial_order" in codes(report(book(skipped)).findings)


def test_an_entry_whose_number_is_that_of_the_total_is_no_sum_of_a_page() -> None:
    base = printed(20)
    entries: list[list[Value]] = [
        [1, "1月1日", "读书会", None, None, 0],
        [2, "1月2日", "讲座", None, None, 1],
    ]
    done = report(book(Sheet("Sheet1", [*base.rows[:3], *entries, [None, None, None, None, None, 1]])))
    assert done.tables.cells.filter(role="entry")["at_row"].unique().sort().to_list() == [3, 4]
    assert done.tables.cells.filter(role="total", column="人次")["raw"].to_list() == ["1"]


@pytest.mark.parametrize("heading", ["外借部", "网 络 服 务 部", "代 检 索 课 题", "项", "采编部"])
def test_columns_below_another_heading_than_their_own_are_named(heading: str) -> None:
    """Where the form has that heading elsewhere, they are asked about."""
    done = report(book(changed(printed(SEARCHES), (3, 1, heading))))
    (found,) = [each for each in done.findings if each.rule in ("column_renamed", "header_differs")]
    asked = {part.column for part in found.parts if part.rule == "column_renamed"}
    other = {one[3] for one, its in zip(facts(done), facts(report(book(printed(SEARCHES)))), strict=True) if one != its}
    assert found.level is (Level.QUERY if heading in ("外借部", "网 络 服 务 部", "项") else Level.INFO)
    assert len(asked) == 2
    assert {str(each).split("/")[1] for each in other} <= {"阅览部", heading.replace(" ", "")}
