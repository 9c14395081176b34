"""Sums over libraries: what was typed, added up by hand; who stands behind each figure and who is missing."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import polars as pl
import pytest
from guanbiao.consolidate.returns import LibraryReturn, Together
from guanbiao.consolidate.sums import Place, Quotient, Summed, summed
from guanbiao.forms.catalogue import Adds, Catalogue, Department, Form, Grid, Rule, SpecError, number, rows
from guanbiao.model.books import Sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.consolidate.libraries import FIRST, SECOND, THIRD, facts_of, together
from tests.small import filed
from tests.small.catalogue import SMALL
from tests.small.filed import small_report


def column_of(own: Sheet, head: int, column: int) -> dict[str, int]:
    """The numbers of a sheet's column by the label of their row, from below the row `head`."""
    return {str(row[0]): value for row in own.rows[head + 1 :] if isinstance(value := row[column], int)}


@pytest.mark.parametrize(
    ("form", "own", "head", "columns"),
    [
        ("loans", filed.LOANS, 1, ("总馆", "少儿馆", "合计")),
        ("loans_compared", filed.COMPARED, 2, ("借阅册次/{year-1}年", "借阅册次/{year}年", "{year}年比{year-1}年")),
        ("staff", filed.STAFF, 1, ("人数",)),
    ],
)
def test_each_cell_is_the_sum_of_what_was_typed(
    sums: dict[Place, Summed], form: str, own: Sheet, head: int, columns: Sequence[str]
) -> None:
    """Two libraries typed the same sheet, the second each number twice; the third typed what is drawn."""
    third = {"loans": {"1": (100, 20, 120), "2": (200, 0, 200), "3": (0, 30, 330), "全年": (300, 50, 350)}}
    third |= {"staff": {"其中：馆员": (3, 0, 0), "其中：本科": (2, 0, 0)}}
    wanted = {
        (row, column): 3 * value + third.get(form, {}).get(row, (0, 0, 0))[at]
        for at, column in enumerate(columns)
        for row, value in column_of(own, head, at + 1).items()
    }
    found = {(row, column): sums[form, row, column, ""].value for row, column in wanted}
    assert found == wanted
    assert {type(value) for value in found.values()} == {int}


def libraries(year: Together, each: Summed) -> tuple[list[str], list[str], list[str]]:
    """By name, who stands behind a figure, who left it blank, and whose is no figure."""
    return tuple(list(year.named(own)) for own in (each.behind, each.blank, each.unread))  # type: ignore[return-value]


def test_who_stands_behind_a_figure_and_who_is_missing(sums: dict[Place, Summed], year: Together) -> None:
    everybody = [FIRST, SECOND, THIRD]
    assert libraries(year, sums["loans", "2", "少儿馆", ""]) == (everybody, [], [])  # a blank means none there
    assert libraries(year, sums["loans", "3", "总馆", ""]) == ([FIRST, SECOND], [], [THIRD])  # no figure
    assert libraries(year, sums["loans", "4", "总馆", ""]) == (everybody, [], [])
    assert libraries(year, sums["outline", "阅览座席", "完成指标", ""]) == ([FIRST, SECOND], [THIRD], [])
    assert libraries(year, sums["loans_compared", "合计", "借阅册次/{year}年", ""]) == ([FIRST, SECOND], [], [])


def test_a_total_left_blank_counts_as_its_rules_make_it(sums: dict[Place, Summed], year: Together) -> None:
    assert sums["loans", "全年", "合计", ""].value == 55489 * 3 + 350
    assert libraries(year, sums["budget", "总计", "经费", ""])[0] == [FIRST, SECOND, THIRD]


def test_decimals_are_exact(sums: dict[Place, Summed]) -> None:
    assert sums["budget", "总计", "经费", ""].value == 149.7  # 49.8 + 99.6 + (0.1 + 0.2)
    assert sums["budget", "图书", "经费", ""].value == 127.6


def test_a_compound_cell_is_added_measure_by_measure(sums: dict[Place, Summed]) -> None:
    assert sums["outline", "讲座", "完成指标", "场"].value == 5 + 5 + 3
    assert sums["outline", "讲座", "完成指标", "人次"].value == 448 + 448 + 40


def test_a_share_is_worked_out_from_sums_of_those_who_stated_both(sums: dict[Place, Summed], year: Together) -> None:
    share = sums["staff", "其中：馆员", "占比", ""]
    assert (share.value, share.of) == (57 / 144, Quotient(57, 144))  # the third states no 在职
    assert libraries(year, share)[0] == [FIRST, SECOND]
    other = sums["staff", "其中：本科", "占比", ""]
    assert (other.value, other.behind) == (None, ())  # no rule says what it is a share of


def test_libraries_that_are_not_named_and_other_years_do_not_count(
    dataset: pl.LazyFrame, year: Together, sums: dict[Place, Summed]
) -> None:
    last = dataset.with_columns(pl.lit(2019, pl.Int32).alias("year"))
    stray = dataset.with_columns(pl.lit("别处图书馆").alias("library"))
    assert summed(pl.concat([stray, dataset, last]), year) == sums


@settings(max_examples=25)
@given(st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1, max_size=30), st.randoms())
def test_sums_do_not_hang_on_the_order_of_libraries(values: list[Decimal], random: Random) -> None:
    names = [f"{at}馆" for at in range(len(values))]
    lines = [
        ("budget", 0, "图书", "经费", "", float(value), "number", "row", 2020, name)
        for name, value in zip(names, values, strict=True)
    ]
    random.shuffle(lines)
    columns = ["form", "block", "key", "column", "measure", "value", "state", "role", "year", "library"]
    types = dict.fromkeys(columns, pl.String) | {"block": pl.Int8, "value": pl.Float64, "year": pl.Int32}
    facts = pl.LazyFrame(lines, types, orient="row")
    returns = tuple(LibraryReturn(name, filed=frozenset({"budget"})) for name in names)
    own = Together(2020, "", returns, SMALL)
    assert summed(facts, own)["budget", "图书", "经费", ""].value == float(sum(values))


def averages(*, additive: bool = True) -> Form:
    """A form with a column of averages in the place of one of sums."""
    columns = (number("人次"), number("人均", additive=additive))
    grid = Grid(stub=("馆",), columns=columns, rows=rows("总馆", "合计"), across=(Adds("人次", ("人均",)),))
    return Form("visits", 1, "接待", "{year}年接待表", "接待", "办公室", (grid,))


def test_what_is_not_additive_is_no_part_of_a_sum() -> None:
    with pytest.raises(SpecError, match="人均 is added up and not additive"):
        averages(additive=False)


def test_what_a_rule_divides_is_declared_not_to_be_additive() -> None:
    form = averages()
    rule = Rule("A1", form["合计", "人均"] == form["合计", "人次"] / form["总馆", "人次"])
    with pytest.raises(SpecError, match="rule A1: 合计, 人均 is a quotient and declared additive"):
        Catalogue("云溪市图书馆", (form,), (Department("办公室"),), (rule,))


def test_a_figure_that_counts_something_else_is_left_out_and_named() -> None:
    other = replace(
        filed.BUDGET, rows=[["单位：册" if cell == "单位：万元" else cell for cell in row] for row in filed.BUDGET.rows]
    )
    own = {FIRST: small_report(filed.BUDGET), SECOND: small_report(other)}
    facts = pl.concat([facts_of(name, report) for name, report in own.items()]).lazy()
    year = together(own, ())
    books = summed(facts, year)["budget", "图书", "经费", ""]
    assert (books.value, *libraries(year, books)) == (42.5, [FIRST], [], [SECOND])
