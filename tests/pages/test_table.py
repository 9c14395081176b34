"""Tables: heads, lines and the page around one."""

from guanbiao.pages.page import Placed
from guanbiao.pages.table import centred, level, link, link_to, number, table, table_page, title


def test_a_value_stands_as_its_kind_wants_it() -> None:
    line = ("馆", 3, number(12.0), number(None, "mandatory"), centred("表"), level("提示", "info"))
    assert [(cell.value, cell.style) for cell in table(4, (), [line])] == [
        ("馆", "text"),
        (3, "body"),
        (12, "number"),
        (None, "number mandatory"),
        ("表", "body"),
        ("提示", "level info"),
    ]


def test_a_link_without_a_target_is_a_text() -> None:
    assert link_to("王'表", "B2") == "internal:'王''表'!B2"
    linked, plain = table(0, (), [(link("去", link_to("表")), link("去", ""))])
    assert (linked.style, linked.link) == ("link", "internal:'表'!A1")
    assert (plain.style, plain.link) == ("text", "")


def test_the_head_of_a_page_stays_in_sight_and_its_lines_can_be_filtered() -> None:
    page = table_page("页", "题目", ("馆", "册数"), [("总馆", 12), ("少儿馆", 7)], 9.0, fixed=1, filtered=True)
    assert page.cells[0] == title("题目", 2) == Placed(0, 0, "题目", "title", 0, 1)
    assert (page.repeat, page.frozen, page.filtered) == ((0, 1), (2, 1), (1, 0, 3, 1))
    bare = table_page("页", "", ("馆", "册数"), [], 9.0, filtered=True)
    assert (bare.repeat, bare.frozen, bare.filtered) == ((0, 0), (1, 0), (0, 0, 1, 1))
