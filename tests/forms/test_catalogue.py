"""Declarations that contradict themselves fail when they are built, and the message names the form and the label."""

from collections.abc import Callable

import pytest
from guanbiao.forms.catalogue import (
    MONTHS,
    Adds,
    Catalogue,
    Chart,
    Department,
    Form,
    Grid,
    Rule,
    Shape,
    SpecError,
    by_column,
    number,
    rows,
)
from msgspec.structs import replace

from tests.small.catalogue import SMALL
from tests.small.forms import budget, loans, loans_compared, outline, talks


def other(**changes: object) -> Form:
    """The budget's form, declared otherwise."""
    return replace(budget, **changes)


def grid(*labels: str, total: str = "总计") -> Grid:
    """A grid of one column of figures whose last row adds up the others."""
    return Grid(stub=("类别",), columns=(number("经费"),), rows=rows(*labels), down=(Adds(total, ("图书", "报刊")),))


def chart(**changes: object) -> Chart:
    """Two months of one column, declared otherwise."""
    return replace(Chart("总馆借阅", "册次", ("1月", "2月"), by_column(loans, ("1", "2"), "总馆")), **changes)


WRONG: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "a row twice": (lambda: other(blocks=(grid("图书", "报刊", "图书", "总计"),)), ("budget", "图书")),
    "a total that is no row": (lambda: other(blocks=(grid("图书", "报刊", "总计", total="合计"),)), ("budget", "合计")),
    "a part that is no row": (lambda: other(blocks=(grid("图书", "总计"),)), ("budget", "报刊")),
    "a row that is not there": (lambda: budget["期刊", "经费"], ("budget", "期刊")),
    "a column that is not there": (lambda: loans["全年", "分馆"], ("loans", "分馆")),
    "a measure that is not there": (lambda: outline["讲座", "完成指标", "册"], ("outline", "册")),
    "a column of entries that is not there": (lambda: talks.entries("册次"), ("talks", "册次")),
    "entries of a form without any": (lambda: loans.entries("总馆"), ("loans", "总馆")),
    "a form twice": (lambda: replace(SMALL, forms=(*SMALL.forms, other(number=9, title="别的"))), ("budget",)),
    "a number twice": (lambda: replace(SMALL, forms=(*SMALL.forms, other(id="x", title="别的"))), ("6",)),
    "a title twice": (lambda: replace(SMALL, forms=(*SMALL.forms, other(id="x", number=9))), ("购书经费",)),
    "a rule twice": (lambda: replace(SMALL, rules=(*SMALL.rules, SMALL.rules[0])), ("X01",)),
    "a chart of nothing": (lambda: Chart("借阅", "册次", (), ()), ("借阅",)),
    "a chart twice": (lambda: replace(SMALL, charts=(chart(), chart())), ("总馆借阅",)),
    "a chart of a form that is not there": (
        lambda: replace(SMALL, forms=SMALL.forms[1:], rules=(), indicators=(), charts=(chart(),)),
        ("总馆借阅", "loans"),
    ),
    "a chart in another unit": (lambda: replace(SMALL, charts=(chart(unit="人次"),)), ("loans", "1", "册次", "人次")),
    "a chart with a label too many": (lambda: chart(labels=("一", "二", "三")), ("3 labels", "总馆")),
    "a chart with one label twice": (lambda: chart(labels=("一", "一")), ("总馆借阅", "一")),
    "a chart of several wholes": (
        lambda: chart(points=by_column(loans, ("1", "2"), "总馆", "少儿馆"), shape=Shape.SHARES),
        ("总馆借阅",),
    ),
    "a chart of more colours than there are": (
        lambda: chart(labels=MONTHS, points=by_column(loans, MONTHS, "总馆"), shape=Shape.SHARES),
        ("总馆借阅", "12"),
    ),
    "a department of nobody's": (
        lambda: Catalogue("云溪市图书馆", (budget,), (Department("借阅部"),), ()),
        ("办公室",),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_contradiction_is_named(name: str) -> None:
    build, words = WRONG[name]
    with pytest.raises(SpecError) as problem:
        build()
    assert all(word in str(problem.value) for word in words)


def test_a_column_may_be_named_by_its_last_levels_and_without_white_space() -> None:
    assert str(loans_compared["总 馆", "{year}年"]) == str(loans_compared["总馆", "借阅册次/{year}年"])


def test_what_blocks_add_up_are_rules_with_codes_of_their_own() -> None:
    codes = [rule.code for rule in SMALL.all_rules]
    assert codes[:2] == ["01.全年", "01.合计"]
    assert {"02.合计", "03.合计.时间", "03.合计.人次", "06.总计"} <= set(codes)
    assert codes[-len(SMALL.rules) :] == [rule.code for rule in SMALL.rules]
    assert isinstance(SMALL.rules[0], Rule)
