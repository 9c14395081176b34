"""Reports that are laid out in tables of Word: what is running text there, below which headings, and what are tables."""

import pytest
from guanbiao.intake.formats.blocks import Block, Table
from guanbiao.intake.formats.document import report_of
from guanbiao.model.documents import InTable, Paragraph

SAID = "全年接待读者12.3万人次。"
OPENING = ("鞍山市图书馆2020年度工作报告",)
Drawn = str | list[list[list["Drawn"]]]  # a paragraph, of level n where it begins with n #; a table as rows of cells


def drawn(*flow: Drawn) -> list[Block]:
    """Blocks in their order, as a reader gives them."""
    places = iter(range(1, 999))
    return [_block(each, places, at) for at, each in enumerate(flow, 1)]


def _block(each: Drawn, places: "object", number: int = 0) -> Block:
    order = next(places)  # type: ignore[call-overload]
    if isinstance(each, str):
        text = each.lstrip("#")
        return Block(order, ((text, False),), number, len(each) - len(text))
    table = Table()
    for down, row in enumerate(each):
        table.rows.append([""] * len(row))
        for column, cell in enumerate(row):
            table.put(down, column, [_block(held, places) for held in cell])
    return Block(order, table=table)


def read(*flow: Drawn) -> tuple[list[Paragraph], list[list[list[object]]]]:
    """What is said in paragraphs, and the sheets."""
    report = report_of(OPENING, drawn(*flow))
    assert report is not None
    return [each for each in report.paragraphs if each.text], [[[*row] for row in each.rows] for each in report.sheets]


FORM: Drawn = [[["月份"], ["册次"]], [["1"], ["10"]]]
NAME = "流通统计表（2020年）"


@pytest.mark.parametrize(
    "layout",
    [
        [[["#概况", SAID, "#统计", NAME, FORM]]],  # all of it in one cell
        [[["#概况"]], [[SAID]], [["#统计"]], [[NAME]], [[FORM]]],  # a row a paragraph
        [[[[[["#概况", SAID, "#统计", NAME, FORM]]]]]],  # a table in a table
    ],
)
def test_a_table_of_one_column_is_no_table(layout: Drawn) -> None:
    plain = read("#概况", SAID, "#统计", NAME, FORM)
    texts, sheets = read(layout)
    assert [(each.text, each.headings, each.inside) for each in texts] == [
        (each.text, each.headings, None) for each in plain[0]
    ]
    assert sheets == plain[1] == [[["统计"], [NAME], ["月份", "册次"], [1, 10]]]


def test_headings_beside_text_are_headings_and_titles_within_a_cell_are_of_the_table_there() -> None:
    texts, sheets = read(
        "#概况", [[["##流通"], [SAID, NAME, FORM]], [["##馆藏"], ["新增图书156494册。"]], [[""], [""]]]
    )
    assert [(each.text, each.headings, each.inside) for each in texts if not each.level][:1] == [
        (SAID, ("概况", "流通"), InTable(1, "B1"))
    ]
    assert texts[-1].headings == ("概况", "馆藏")
    assert sheets[1] == [[SAID], [NAME], ["月份", "册次"], [1, 10]]
    assert NAME not in str(sheets[0])


def test_what_stands_beside_and_above_a_cell_labels_it() -> None:
    labelled: Drawn = [
        [["部门"], ["目标"], ["完成情况"]],
        [["少儿部"], ["办讲座10场，展览5场。"], [SAID]],
        [["外借部"], [""], ["外借图书3.5万册次。"]],
    ]
    texts, _ = read("#各部门", labelled)
    assert [(each.text, each.headings) for each in texts[1:]] == [
        ("办讲座10场，展览5场。", ("各部门", "目标", "少儿部")),
        (SAID, ("各部门", "完成情况", "少儿部")),
        ("外借图书3.5万册次。", ("各部门", "完成情况", "外借部")),
    ]


def test_a_line_of_its_own_in_a_cell_heads_the_text_below_it_there() -> None:
    texts, _ = read(
        "#各月", "#情况", [[["月报"], ["1、一月", SAID, "2、二月", "1、接待读者9人次"]], [["总结"], [SAID]]]
    )
    assert [each.headings[1:] for each in texts if each.inside] == [("月报", "1、一月"), ("月报", "2、二月"), ("总结",)]


def test_what_stands_across_a_table_heads_the_rows_below_it() -> None:
    blocks = drawn(
        "#各月",
        "#情况",
        [[["项目"], ["完成情况"]], [["一月"], [""]], [["到馆"], [SAID]], [["二月"], [""]], [["到馆"], [SAID]]],
    )
    table = blocks[-1].table
    assert table is not None
    table.merges += [(1, 0, 1, 1), (3, 0, 3, 1)]
    report = report_of(OPENING, blocks)
    assert report is not None
    assert [each.headings[1:] for each in report.paragraphs if each.inside] == [
        ("完成情况", "一月", "到馆"),
        ("完成情况", "二月", "到馆"),
    ]


def test_rows_of_figures_labels_and_titles_are_no_running_text() -> None:
    data: Drawn = [
        [["序号"], ["内容"], ["人次"]],
        [["1"], ["讲座《读书》，主讲人张某，共3场。"], ["120"]],
        [["2020年11月至12月"], ["少儿阅览室"], [""]],
    ]
    texts, sheets = read("#讲座", "##一览", data)
    assert [each.text for each in texts] == ["讲座", "一览"]
    assert len(sheets) == 1


def test_numbers_of_paragraphs_in_tables_follow_those_of_the_body_and_places_are_those_of_the_document() -> None:
    texts, _ = read("#概况", [[["少儿部"], [SAID]], [["外借部"], [SAID]]], "讲座5场。")
    assert [(each.number, each.order) for each in texts] == [(1, 1), (4, 4), (5, 6), (3, 7)]


def test_a_report_in_one_table_without_headings_is_one() -> None:
    assert report_of(OPENING, drawn([[["少儿部"], [SAID]], [["外借部"], [SAID]]])) is not None
    assert report_of(OPENING, drawn([[["少儿部"], ["稍后补上"]]])) is None
