"""What was kept of a year before becomes facts, as if its forms were at hand."""

import polars as pl
from guanbiao.facts.archived import Archive, kept_before
from guanbiao.forms.catalogue import Blank, Grid, Rule, number, rows
from guanbiao.outputs.tables import published_facts
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small_report
from tests.small.forms import loans, loans_compared

OF_LAST_YEAR = Rule("X12", loans_compared["少儿馆", "借阅册次/{year-1}年"] == loans["全年", "少儿馆"].last_year)


def kept(*cells: tuple[int, int, Value]) -> dict[tuple[str, str], tuple[str, float | None, int]]:
    """What is known in 2021 of the loans of 2020, by row and column: state, value and row of the sheet."""
    archive = Archive(2020, "2020/facts.parquet", facts=published_facts(small_report(changed(LOANS, *cells))))
    own = kept_before({2020: archive}.get, [2021], (), {}, replace(SMALL, rules=(*SMALL.rules, OF_LAST_YEAR)))
    assert own.archives == {2021: archive}
    (facts,) = own.facts
    lines = facts.filter(form="loans").select("row", "column", "state", "value", "at_row", "period", "filing")
    assert set(lines.select("period", "filing").rows()) == {(2020, 0)}
    return {(row, column): (state, value, at) for row, column, state, value, at, *_ in lines.iter_rows()}


def test_an_entry_that_was_left_blank_where_that_means_none_is_known_as_such() -> None:
    whole, found = kept(), kept((3, 2, None))
    assert len(whole) == 39
    assert whole["2", "少儿馆"] == ("number", 1105, 3)
    assert found.keys() == whole.keys()
    assert {place: line for place, line in found.items() if line != whole[place]}.keys() == {("2", "少儿馆")}
    assert found["2", "少儿馆"][:2] == ("blank", None)


def test_of_a_column_of_which_nothing_was_kept_no_blank_is_made_up() -> None:
    found = kept(*((row, 2, None) for row in range(2, 15)))
    assert {column for _, column in found} == {"总馆", "合计"}


def test_a_row_that_is_called_after_the_year_is_known_by_its_key() -> None:
    grid = Grid(
        stub=("年份",), columns=(number("册次"),), rows=rows("{year-1}年", "{year}年"), entries_blank=Blank.NONE
    )
    form = replace(loans, id="years", number=9, title="云溪市图书馆历年借阅情况表（{year}年）", blocks=(grid,))
    rule = Rule("X13", form["{year-1}年", "册次"] == form["{year}年", "册次"].last_year)
    line = {"form": "years", "row": "2020年", "column": "册次", "measure": "", "value": 7.0, "unit": "", "raw": "7"}
    where = {"state": "number", "role": "row", "file": "a.xlsx", "sheet": "表", "cell": "B4"}
    archive = Archive(2020, "2020/facts.parquet", facts=pl.DataFrame([line | where]))
    own = kept_before(
        {2020: archive}.get, [2021], (), {}, replace(SMALL, forms=(*SMALL.forms, form), rules=(*SMALL.rules, rule))
    )
    (facts,) = own.facts
    found = facts.select("row", "label", "state", "value").rows()
    assert found == [("{year}年", "2020年", "number", 7.0), ("{year-1}年", "2019年", "blank", None)]
