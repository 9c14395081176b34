"""Rules are written with operators, and an equation keeps its terms as they were written."""

import pytest
from guanbiao.forms.equations import Entries, Equation, Figure, Op, Product, Sum, Where, figures, total

from tests.small.forms import loans, loans_compared, staff, talks

DONE = Figure("loans", "全年", "合计")


def test_sums_and_differences_keep_their_order_and_signs() -> None:
    equation = loans["全年", "合计"] == loans["全年", "总馆"] + loans["12", "少儿馆"] - loans["1", "少儿馆"]
    assert isinstance(equation, Equation)
    assert equation.left.terms == ((1, DONE),)
    assert [(factor, leaf.column) for factor, leaf in equation.right.terms] == [
        (1, "总馆"),
        (1, "少儿馆"),
        (-1, "少儿馆"),
    ]
    assert equation.forms == ("loans",)
    assert (staff["在职", "人数"] <= staff["在职", "人数"]).op is Op.AT_MOST


def test_a_share_is_one_figure_by_another() -> None:
    share = staff["其中：馆员", "占比"] == staff["其中：馆员", "人数"] / staff["在职", "人数"]
    ((_, product),) = share.right.terms
    assert isinstance(product, Product)
    assert (product.second.row, product.power) == ("在职", -1)
    assert [each.column for each in figures(share)] == ["占比", "人数", "人数"]
    with pytest.raises(ValueError, match="unpack"):
        loans["1", "总馆"] / total(loans["1", "合计"], loans["2", "合计"])


def test_entries_are_added_up_or_counted() -> None:
    online = Where("地点", ("线上",))
    ((_, summed),), ((_, counted),) = talks.entries("人次", online).terms, talks.count(stated="题 目").terms
    assert summed == Entries("talks", "人次", 1, where=online)
    assert counted == Entries("talks", "序号", 1, counted=True, stated="题目")


def test_last_year_is_the_same_figure_a_year_back() -> None:
    before = loans_compared["合计", "借阅册次/{year}年"].last_year
    assert isinstance(before, Sum)
    assert before.terms == ((1, Figure("loans_compared", "合计", "借阅册次/{year}年", back=1)),)
