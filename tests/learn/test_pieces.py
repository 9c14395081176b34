"""What a draft is made of, piece by piece: rows of numbers of columns, headers, lines above, sums that show each other."""

from pathlib import Path

import pytest
from guanbiao.forms.catalogue import Grid, Register
from guanbiao.learn.evidence import Claim, totals_of
from guanbiao.learn.folder import NotWritten, add_to
from guanbiao.learn.hints import is_numbering
from msgspec.structs import replace

from tests.drawing import sheet
from tests.learn.test_learn import drafted, sums


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["栏次", "1", "2", "3"], True),
        (["甲", "乙", "1", "2"], True),
        ([1, 2, 3], True),
        (["栏次", "(1)", "(2)"], True),
        ([1, 2], False),
        (["栏次", 1, 3], False),
        (["1月", 1, 2], False),
        (["栏次", 2, 3], False),
    ],
)
def test_a_row_that_numbers_columns(values: list[object], said: bool) -> None:
    assert is_numbering(values) is said


def test_a_sum_that_is_shown_of_copies_is_claimed_of_titles_where_none_breaks_it() -> None:
    """Of 种 the figures are too small to show anything by themselves."""
    labels = ["图书/种", "图书/册", "报刊/种", "报刊/册", "小计/种", "小计/册"]
    copies = Claim(5, (1, 3), ways=1, usual=True)

    def claims(*lines: list[int]) -> list[tuple[int, tuple[int, ...]]]:
        return [
            (each.claim.total, each.claim.parts) for each in totals_of([[*map(float, line)] for line in lines], labels)
        ]

    assert claims([1, 3120, 0, 877, 1, 3997], [0, 2210, 1, 5041, 1, 7251]) == [(4, (0, 2)), (5, copies.parts)]
    assert claims([2, 3120, 1, 877, 3, 3997], [1, 2210, 1, 5041, 4, 7251]) == [(5, copies.parts)]  # 1 + 1 is not 4


DEPARTMENT_ABOVE = """
    | 海城市图书馆2022年接待情况表 | | |
    | 填报部门：借阅部 | | |
    | 月份 | 成人 | 少儿 |
    | 1 | 120 | 87 |
    | 2 | 340 | 65 |
    | 3 | 231 | 90 |
"""


@pytest.mark.parametrize(
    ("line", "is_kept"), [("填报部门：借阅部", True), ("单位：人次", True), ("仅供内部参考", False)]
)
def test_lines_of_departments_and_units_are_part_of_the_form(line: str, is_kept: bool) -> None:
    (draft,) = drafted(sheet(DEPARTMENT_ABOVE.replace("填报部门：借阅部", line), "接待"))
    assert (line in draft.form.preface) is is_kept


def test_subtotals_of_groups_are_asked_about_once_for_each_label() -> None:
    (draft,) = drafted(
        sheet(
            """
            | 海城市图书馆2022年读书活动一览表 | | | |
            | 序号 | 时间 | 活动名称 | 参加人数 |
            | 1 | 3月1日 | 读书会 | 31 |
            | 2 | 3月8日 | 朗诵会 | 42 |
            | | | 一季度小计 | 73 |
            | 3 | 4月2日 | 故事会 | 25 |
            | 4 | 5月9日 | 猜谜会 | 17 |
            | | | 二季度小计 | 42 |
            | 合计 | | | 115 |
            """,
            "活动",
        )
    )
    (block,) = draft.form.blocks
    assert isinstance(block, Register)
    asked = [doubt.about for doubt in draft.doubts if doubt.kind == "subtotal"]
    assert asked == ["一季度小计", "二季度小计"]


def test_a_formula_that_takes_away_tells_parts_from_what_is_taken() -> None:
    drawn = sheet(
        """
        | 海城市图书馆2022年经费结余表 | | | |
        | 项目 | 收入 | 支出 | 结余 |
        | 购书 | 500 | 320 | 180 |
        | 活动 | 300 | 210 | 90 |
        | 设备 | 900 | 640 | 260 |
        """,
        "经费",
    )
    drawn = replace(drawn, formulas={f"D{row}": f"B{row}-C{row}" for row in (3, 4, 5)})
    assert sums(drawn)["结余"] == (("收入",), ("支出",))


def test_months_without_figures_yet_are_a_grid_all_the_same() -> None:
    months = "\n".join(f"| {month}月 | {month * 13} | |" for month in range(1, 13))
    (draft,) = drafted(sheet(f"| 海城市图书馆2022年接待情况表 | | |\n| 月份 | 成人 | 少儿 |\n{months}", "接待"))
    (block,) = draft.form.blocks
    assert isinstance(block, Grid)
    assert [leaf.key for leaf in block.leaves] == ["成人", "少儿"]


def test_labels_that_fill_gaps_of_the_row_above_are_part_of_the_header() -> None:
    (draft,) = drafted(
        sheet(
            """
            | 海城市图书馆2022年接待情况表 | | | |
            | 月份 | | 其中 | |
            | 月份 | 总数 | 成人 | 少儿 |
            | 1 | 207 | 120 | 87 |
            | 2 | 405 | 340 | 65 |
            | 3 | 321 | 231 | 90 |
            """,
            "接待",
        )
    )
    (block,) = draft.form.blocks
    assert {leaf.key.rpartition("/")[2] for leaf in block.leaves} == {"总数", "成人", "少儿"}


def test_lists_of_a_catalogue_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "departments.py").write_bytes("DEPARTMENTS = (\n)\n".encode("utf-16"))
    with pytest.raises(NotWritten):
        add_to(tmp_path, {}, ["借阅部"])
    (tmp_path / "forms" / "new.py").mkdir()
    with pytest.raises(NotWritten):
        add_to(tmp_path, {"new": "FORM = None"}, [])
