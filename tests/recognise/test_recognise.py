"""Forms are recognised by title and header together, wherever they stand and however they are typed."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.model.books import FileStatus, Sheet
from guanbiao.model.details import OfTitle
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, filings, printed, recognised, report, sheet

LENDING = """
    | 鞍山市图书馆文献流通册次统计表（2020年） | | | | |
    | 填报部门：业务中心 | | | | |
    | 类目 月份 | 合 计 | 成人外借 | 少儿外借 | 分 馆 | 备注
    | 1 | 33 | 11 | 12 | 10 |
    | 2 | 3 | 1 | 1 | 1 |
    | 累计 | 36 | 12 | 13 | 11 |
    | 部门负责人： 李艳 | | | | |
    """


@pytest.mark.parametrize("number", range(1, 30))
def test_every_printed_form_is_recognised_without_merges(number: int) -> None:
    form = next(form for form in CATALOGUE.forms if form.number == number)
    found = filings(printed(number))
    assert [(each.form, each.period) for each in found] == [(form.id, 2020)]


@pytest.mark.parametrize("number", range(1, 30))
def test_a_form_is_recognised_anywhere_on_a_sheet(number: int) -> None:
    base = printed(number)
    shifted = Sheet("x", [[None] * 40] * 7 + [[None, None, None, *row] for row in base.rows])
    form = next(form for form in CATALOGUE.forms if form.number == number)
    assert [each.form for each in filings(shifted)] == [form.id]


def test_several_forms_below_and_beside_each_other_on_one_sheet() -> None:
    left, right, below = printed(2), printed(24), printed(3)
    height = max(len(left.rows), len(right.rows))
    pad = [[*row, *[None] * (4 - len(row))] for row in [*left.rows, *[[]] * (height - len(left.rows))]]
    beside = [[*row, *other] for row, other in zip(pad, [*right.rows, *[[]] * (height - len(right.rows))], strict=True)]
    found = filings(Sheet("x", [*beside, [], *below.rows]))
    assert {each.form for each in found} == {"lending_by_window", "acquisitions_budget", "holdings_three_years"}


@pytest.mark.parametrize(
    "title",
    [
        "鞍山市图书馆文献流通册次统计表（2020年）",
        "鞍山市图书馆文献流通册次统计表(2020年)",
        "鞍山市图书馆 文献流通册次统计表 ( ２０２０ 年 )",
        "鞍山市图书馆\n文献流通册次统计表（2020年度）",
        "2020年鞍山市图书馆文献流通册次统计表",
        "鞍山市图书馆文献流通册次统计表（二〇二〇年）",
        "鞍山市图书馆文献流通册次情况统计表（2020年）",
    ],
)
def test_titles_of_other_hands(title: str) -> None:
    found = filings(changed(sheet(LENDING), (0, 0, title)))
    assert [(each.form, each.period) for each in found] == [("lending", 2020)]


@pytest.mark.parametrize(
    ("number", "title", "form"),
    [
        (13, "鞍山市图书馆少儿社会教育与用户培训情况统计表（2020年）", "user_training_children"),
        (20, "鞍山市图书馆2020年网上全民阅读活动一览表（少儿）", "online_events_children"),
        (8, "2020年全民阅读活动一览表（讲座）", "lectures"),
        (7, "2020年图书借阅情况", "lending"),
    ],
)
def test_a_title_unlike_the_official_one_is_told_apart_by_header_and_words(number: int, title: str, form: str) -> None:
    done = report(book(changed(printed(number), (0, 0, title))))
    assert [(each.form, each.official) for each in done.filings] == [(form, False)]
    assert "title_unlike" in codes(done.findings, form)


@pytest.mark.parametrize(
    ("number", "title", "forms"),
    [
        (18, "鞍山市图书馆举办2020年全民阅读活动一览表（网上展览）", "exhibitions+online_exhibitions"),
        (9, "鞍山市图书馆举办2020年全民阅读活动一览表", "lectures+reading_events"),
        (12, "2020年培训", "user_training+user_training_children"),
    ],
)
def test_a_title_that_may_mean_several_forms_is_a_finding_and_no_filing(number: int, title: str, forms: str) -> None:
    done = recognised(book(changed(printed(number), (0, 0, title))))
    assert not done.filings
    assert ["+".join(each.detail.forms) for each in done.findings if isinstance(each.detail, OfTitle)] == [forms]


def test_a_word_that_tells_other_forms_apart_keeps_a_title_from_meaning_its_form() -> None:
    done = recognised(book(changed(printed(11), (0, 0, "鞍山市图书馆少儿书刊宣传情况统计表（2020年）"))))
    assert not done.filings
    assert codes(done.findings, "promotions") == ["form_unclear"]
    (said,) = {Phrases(CATALOGUE, 2020).message(each) for each in done.findings if each.rule == "form_unclear"}
    assert "不能确定是不是《鞍山市图书馆书刊宣传情况统计表（2020年）》" in said


@pytest.mark.parametrize("part", ["上半年", "1—6月", "第一季度", "3月"])
def test_a_part_of_the_year_is_not_the_annual_form(part: str) -> None:
    done = recognised(book(changed(sheet(LENDING), (0, 0, f"鞍山市图书馆文献流通册次统计表（2020年{part}）"))))
    assert not done.filings
    assert codes(done.findings, "lending") == ["part_of_year"]


@pytest.mark.parametrize("number", range(1, 30))
def test_a_title_may_lack_or_shorten_the_name_of_the_library_or_be_cut_over_cells_and_rows(number: int) -> None:
    base = printed(number)
    form = next(form for form in CATALOGUE.forms if form.number == number)
    at, title = next((at, str(cell)) for at, cell in enumerate(base.rows[0]) if cell)
    cut = len(title) // 2
    start, end = title[:cut], title[cut:]
    for rows in (
        [[*[None] * at, title.replace("鞍山市图书馆", "")]],
        [[*[None] * at, title.replace("鞍山市图书馆", "鞍山图书馆")]],
        [["鞍山图书馆", title.replace("鞍山市图书馆", "")]],
        [["鞍山市图书馆"], [title.replace("鞍山市图书馆", "")]],
        [["鞍山市图书馆", title.replace("鞍山市图书馆", "")]],
        [[start, end]],
        [[*[None] * at, start], [*[None] * at, end]],
    ):
        found = recognised(book(Sheet("x", [*rows, *base.rows[1:]])))
        assert [(each.form, each.period, each.official) for each in found.filings] == [(form.id, 2020, True)], rows


def test_the_year_may_stand_in_a_cell_of_its_own() -> None:
    bare = changed(sheet(LENDING), (0, 0, "文献流通册次统计表"))
    for year in (changed(bare, (0, 4, "（2020年）")), replace(bare, rows=[["2020年"], *bare.rows])):
        assert [each.period for each in recognised(book(year)).filings] == [2020]
    half = recognised(book(changed(bare, (0, 4, "（2020年上半年）"))))
    assert codes(half.findings, "lending") == ["part_of_year"]


def test_a_list_of_titles_is_no_filing_and_no_mismatch() -> None:
    titles = Sheet("目录", [["目录"], *([no, printed(no).rows[0][0]] for no in (7, 14, 15))])
    done = recognised(book(titles, printed(7)))
    assert [each.form for each in done.filings] == ["lending"]
    assert [(each.rule, each.level.value) for each in done.findings] == [("title_alone", "info")]


def figures(*sheets: Sheet) -> list[str]:
    """Every figure of a year with its place in its form, whatever its place on its sheet."""
    facts = report(book(*sheets)).tables.facts
    return sorted(map(repr, facts.select("form", "row", "column", "measure", "seq", "value").iter_rows()))


def beside(left: Sheet, right: Sheet, down: int, across: int) -> Sheet:
    """Two forms on one sheet, the right one so many rows down (negative: the left one)."""
    lower, upper = max(-down, 0), max(down, 0)
    cells = [(at + lower, column, value) for at, row in enumerate(left.rows) for column, value in enumerate(row)]
    cells += [
        (at + upper, column + across, value) for at, row in enumerate(right.rows) for column, value in enumerate(row)
    ]
    return changed(Sheet("x", []), *cells)


@pytest.mark.parametrize("down", [-5, -1, 0, 1, 5])
@pytest.mark.parametrize(("left", "right"), [(7, 17), (12, 13), (2, 24)])
def test_forms_side_by_side_are_read_whole_wherever_their_titles_stand(left: int, right: int, down: int) -> None:
    across = 1 + max(len(row) for row in printed(left).rows)
    assert figures(beside(printed(left), printed(right), down, across)) == figures(printed(left), printed(right))


@pytest.mark.parametrize("downs", [(3, 1, 0), (1, 0, 3), (0, 3, 1), (9, 4, 0)])
@pytest.mark.parametrize("numbers", [(9, 10, 11), (8, 9, 10), (10, 12, 13), (15, 6, 7)])
def test_forms_side_by_side_may_each_begin_higher_than_the_one_on_their_left(
    numbers: tuple[int, int, int], downs: tuple[int, int, int]
) -> None:
    row = Sheet("x", [])
    for number, down in zip(numbers, downs, strict=True):
        row = beside(row, printed(number), down, 1 + max((len(cells) for cells in row.rows), default=-1))
    assert figures(row) == figures(*(printed(number) for number in numbers))


def test_a_form_under_a_narrow_one_is_not_beside_it() -> None:
    below = printed(8)
    shifted = [[None, None, None, None, below.rows[0][0]], *below.rows[1:]]
    found = filings(Sheet("x", [*printed(24).rows, [], *shifted]))
    assert [(each.form, len(each.blocks[0].columns)) for each in found] == [("lectures", 6), ("acquisitions_budget", 1)]


@pytest.mark.parametrize("number", [1, 3, 4, 5, 14, 15, 16, 22, 23])
def test_a_header_may_hold_a_blank_row_and_a_blank_column_may_follow_the_stub(number: int) -> None:
    base = printed(number)
    header = filings(base)[0].blocks[0].marks[0].at[0]
    gap = Sheet("x", [*base.rows[: header + 1], [], *base.rows[header + 1 :]])
    apart = Sheet("x", [[*row[:1], None, *row[1:]] for row in base.rows])
    assert figures(gap) == figures(apart) == figures(base)


def test_labels_compare_without_white_space_breaks_and_widths() -> None:
    other = changed(
        sheet(LENDING), (2, 0, "类目\n月份"), (2, 1, "合　计"), (2, 4, "分\n 馆"), (3, 0, "１月"), (4, 0, "二月")
    )
    found = filings(other)
    assert [row.key for row in found[0].blocks[0].rows] == ["1", "2", "累计"]
    assert codes(report(book(other)).findings, "lending").count("column_missing") == 0


@pytest.mark.parametrize("number", [1, 3, 6, 7, 8, 12, 14, 15, 22, 24])
def test_a_colon_behind_every_label_changes_no_figure(number: int) -> None:
    base = printed(number)
    labels = [
        (at, column, f"{value}：")
        for at, row in enumerate(base.rows)
        for column, value in enumerate(row)
        if isinstance(value, str) and at and len(value) < 12 and not any(map(str.isdigit, value))
    ]
    done, plain = report(book(changed(base, *labels))), report(book(base))
    assert figures(changed(base, *labels)) == figures(base)
    assert codes(done.findings) == codes(plain.findings)


def test_the_year_is_what_the_title_says_in_titles_of_three_years() -> None:
    for number in (3, 4, 5):
        base = printed(number)
        later = [
            [
                str(cell).replace("2020", "2022").replace("2019", "2021").replace("2018", "2020") if cell else cell
                for cell in row
            ]
            for row in base.rows
        ]
        (found,) = filings(Sheet("x", later))
        assert found.period == 2022
        assert len(found.blocks[0].columns) == len(CATALOGUE.by_id[found.form].blocks[0].leaves)


def test_a_sheet_without_a_title_is_recognised_by_a_header_that_only_one_form_has() -> None:
    bare = Sheet("x", sheet(LENDING).rows[2:])
    done = report(book(bare, printed(2)))
    assert [each.form for each in done.filings] == ["lending_by_window", "lending"]
    assert "title_missing" in codes(done.findings)


def test_a_sheet_without_a_title_whose_header_several_forms_have_is_a_finding_and_no_filing() -> None:
    done = recognised(book(Sheet("x", printed(12).rows[1:]), Sheet("y", printed(6).rows[1:])))
    assert not done.filings
    assert [each.rule for each in done.findings] == ["form_untitled", "sheet_no_form", "file_no_form"]


def test_a_title_over_a_foreign_header_is_a_finding_and_no_filing() -> None:
    odd = sheet("""
        | 鞍山市图书馆文献流通册次统计表（2020年） | |
        | 姓名 | 电话 | 地址
        | 张 | 1 | 2
        """)
    done = recognised(book(odd))
    assert not done.filings
    assert codes(done.findings, "lending") == ["header_mismatch"]
    assert done.findings[0].terms[0].cell == "A1"


def test_a_sheet_that_is_no_form_is_named_and_an_empty_one_is_not() -> None:
    done = recognised(book(Sheet("空", []), Sheet("备忘", [[None, "联系电话另附"]]), printed(2)))
    assert [(each.rule, each.terms[0].sheet, each.terms[0].cell) for each in done.findings] == [
        ("sheet_no_form", "备忘", "B1")
    ]


def test_a_file_without_any_form_is_named() -> None:
    done = recognised(book(Sheet("备忘", [["联系电话另附"]]), file="a/b.xlsx"))
    assert done.books[0].status is FileStatus.NO_FORM
    assert [each.terms[0].file for each in done.findings if each.rule == "file_no_form"] == ["a/b.xlsx"]


def test_columns_in_another_order_are_read_by_their_labels() -> None:
    swapped = sheet(LENDING.replace("成人外借 | 少儿外借", "少儿外借 | 成人外借"))
    facts = report(book(swapped)).tables.facts
    january = {line["column"]: line["value"] for line in facts.iter_rows(named=True) if line["row"] == "1"}
    assert january == {"合计": 33, "少儿外借": 11, "成人外借": 12, "分馆": 10}


@pytest.mark.parametrize("number", [8, 9, 10, 11, 12, 13, 17, 18, 19, 20, 21])
def test_a_register_is_read_whatever_the_order_of_its_columns(number: int) -> None:
    base = printed(number)
    header = filings(base)[0].blocks[0].marks[0].at[0]
    turned = [[*row[2:], *row[:2]] if at >= header else row for at, row in enumerate(base.rows)]
    assert figures(Sheet("x", turned)) == figures(base)


def test_a_missing_an_extra_and_a_renamed_column_are_findings_with_their_cell() -> None:
    lines = sheet("""
        | 鞍山市图书馆文献流通册次统计表（2020年） | | | | |
        | 类目 月份 | 合 计 | 成人外接 | 分 馆 | 备注 | 网借
        | 1 | 33 | 11 | 10 | | 5
        | 累计 | 33 | 11 | 10 | | 5
        """)
    (found,) = [each for each in report(book(lines)).findings if each.rule == "header_differs"]
    parts = {part.rule: part for part in found.parts}
    assert found.level is Level.MANDATORY
    assert parts["column_unknown"].terms[0].cell == "F2"
    assert parts["column_missing"].column in ("成人外借", "少儿外借")
    said = Phrases(CATALOGUE, 2020).message(found)
    assert "缺少“成人外借”、“少儿外借”" in said
    assert "多出“成人外接”（C2:C4）、“网借”（F2:F4）" in said


def test_a_misspelt_label_is_read_in_its_place_and_named() -> None:
    found = report(book(changed(sheet(LENDING), (2, 2, "成年人外借")))).findings
    renamed = [each for each in found if each.rule == "column_renamed"]
    assert [(each.column, each.terms[0].raw, each.terms[0].cell) for each in renamed] == [
        ("成人外借", "成年人外借", "C3")
    ]


def test_missing_unknown_and_double_rows_are_findings_with_their_cell() -> None:
    odd = changed(sheet(LENDING), (4, 0, "13月"))
    cases = [case for each in report(book(odd)).findings for case in each.cases]
    found = [(each.rule, each.row, each.terms[0].cell) for each in cases if each.rule.startswith("row_")]
    assert ("row_unknown", "13月", "A5") in found
    assert ("row_missing", "2", "A3") in found
    twice = changed(sheet(LENDING), (4, 0, 1))
    found = [
        (each.rule, each.row, each.terms[0].cell) for each in report(book(twice)).findings if each.rule == "row_twice"
    ]
    assert found == [("row_twice", "1", "A5")]


def test_nothing_that_was_typed_is_lost() -> None:
    odd = changed(sheet(LENDING), (4, 8, "不要漏掉"), (7, 0, "注：闭馆两月"), (8, 2, "另有说明"))
    done = report(book(odd))
    strays = [(each.terms[0].raw, each.terms[0].cell) for each in done.findings if each.rule == "cell_stray"]
    assert strays == [("不要漏掉", "I5")]
    assert [line.text for line in done.counted["lending"].lines if line.role == "note"] == ["注：闭馆两月", "另有说明"]


def test_signatures_in_one_cell_or_in_neighbouring_cells() -> None:
    odd = changed(sheet(LENDING), (6, 0, "部门负责人：李艳  填表人： 王 某  填报日期：2021年1月6日"))
    (found,) = filings(odd)
    assert (found.signed("部门负责人"), found.signed("填表人"), found.signed("填报日期")) == (
        "李艳",
        "王 某",
        "2021年1月6日",
    )
    apart = changed(sheet(LENDING), (6, 0, "部门负责人："), (6, 1, "李艳"), (6, 3, "填表人："), (6, 4, "王某"))
    (found,) = filings(apart)
    assert (found.signed("部门负责人"), found.signed("填表人")) == ("李艳", "王某")


def test_a_card_is_read_by_its_labels_wherever_they_stand() -> None:
    base = printed(6)
    rows = [[[*row[3:6], *row[0:3], *row[6:]] if at in range(1, 12) else row for at, row in enumerate(base.rows)]][0]
    facts = report(book(replace(base, rows=rows))).tables.facts
    found = {
        line["row"]: line["value"]
        for line in facts.iter_rows(named=True)
        if line["column"] == "完成指标" and not line["measure"]
    }
    assert (found["总藏量"], found["分馆接待读者"], found["图书外借册次/少儿"]) == (2538345, 95477, 212965)
