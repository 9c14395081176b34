"""Headline figures side by side: forms that state the same stand together."""

from guanbiao.reconcile.indicators import grouped

from tests.drawing import changed
from tests.small.filed import COMPARED, year_with


def test_forms_that_state_the_same_figure_stand_together() -> None:
    assert grouped(year_with().statements) == [(55489, ["loans", "loans_compared", "outline"])]
    wrong = year_with(changed(COMPARED, (5, 2, 55498)))
    assert grouped(wrong.statements) == [(55489, ["loans", "outline"]), (55498, ["loans_compared"])]
    assert grouped(year_with(without=("概况", "借阅", "对照")).statements) == []
