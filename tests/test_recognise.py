"""Forms are recognised by title and header together, wherever they stand and however they are typed."""

from dataclasses import replace

import pytest

from pipeline.books import FileStatus, Sheet
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


def test_labels_compare_without_white_space_breaks_and_widths() -> None:
    other = changed(
        sheet(LENDING), (2, 0, "类目\n月份"), (2, 1, "合　计"), (2, 4, "分\n 馆"), (3, 0, "１月"), (4, 0, "二月")
    )
    found = filings(other)
    assert [row.key for row in found[0].blocks[0].rows] == ["1", "2", "累计"]
    assert codes(report(book(other)).findings, "lending").count("column_missing") == 0


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
    done = recognised(book(bare, printed(2)))
    assert [each.form for each in done.filings] == ["lending", "lending_by_window"]
    assert "title_missing" in codes(done.findings)


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


def test_a_missing_an_extra_and_a_renamed_column_are_findings_with_their_cell() -> None:
    lines = sheet("""
        | 鞍山市图书馆文献流通册次统计表（2020年） | | | | |
        | 类目 月份 | 合 计 | 成人外接 | 分 馆 | 备注 | 网借
        | 1 | 33 | 11 | 10 | | 5
        | 累计 | 33 | 11 | 10 | | 5
        """)
    found = {each.rule: each for each in report(book(lines)).findings if each.form == "lending"}
    assert found["column_unknown"].terms[0].cell == "F2"
    assert found["column_missing"].column in ("成人外借", "少儿外借")


def test_a_misspelt_label_is_read_in_its_place_and_named() -> None:
    found = report(book(changed(sheet(LENDING), (2, 2, "成年人外借")))).findings
    renamed = [each for each in found if each.rule == "column_renamed"]
    assert [(each.column, each.terms[0].raw, each.terms[0].cell) for each in renamed] == [
        ("成人外借", "成年人外借", "C3")
    ]


def test_missing_unknown_and_double_rows_are_findings_with_their_cell() -> None:
    odd = changed(sheet(LENDING), (4, 0, "13月"))
    found = [
        (each.rule, each.row, each.terms[0].cell) for each in report(book(odd)).findings if each.rule.startswith("row_")
    ]
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
