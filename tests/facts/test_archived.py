"""What was kept of a year before becomes facts, as if its forms were at hand."""

import polars as pl
from guanbiao.facts.archived import Archive, Kept, kept_before
from guanbiao.facts.counted import choose
from guanbiao.facts.extract import extract
from guanbiao.forms.blocks import Row
from guanbiao.forms.catalogue import Blank, Grid, Rule, number, rows
from guanbiao.model.filings import FilingStatus
from guanbiao.outputs.tables import published_facts
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, small_filings, small_report
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


def archive(*more: dict[str, object], **changed: object) -> Archive:
    """What was kept of 2020: a figure of each of these lines, which are like the first but for what they say."""
    line = {"form": "loans", "row": "全年", "column": "少儿馆", "measure": "", "value": 7.0, "unit": "册次", "raw": "7"}
    line |= {"state": "number", "role": "row", "file": "a.xlsx", "sheet": "借阅", "cell": "C15"}
    frame = pl.DataFrame([line, *(line | each for each in more)], orient="row")
    return replace(Archive(2020, "2020/facts.parquet", "hash", facts=frame), **changed)


def own_of(known: Archive | None, *at_hand: str) -> Kept:
    """What is taken of it for 2021, where some forms of 2020 are at hand themselves."""
    filings = small_filings(*(each for each in (LOANS, COMPARED) if each.name in at_hand))
    counted = {2020: choose(filings, 2020, SMALL.vocabulary)}
    rules = replace(SMALL, rules=(*SMALL.rules, OF_LAST_YEAR))
    return kept_before(lambda year: known if year == 2020 else None, [2021], filings, counted, rules)


def test_only_forms_that_rules_ask_of_and_that_are_not_at_hand_are_taken() -> None:
    known = archive({"form": "talks", "row": "合计", "column": "人次"})
    kept = own_of(known)
    assert kept.facts[0]["form"].unique().to_list() == ["loans"]
    assert (kept.places, kept.archives) == (range(1), {2021: known})
    beside = own_of(known, "对照")
    assert (beside.places, beside.facts[0]["filing"].unique().to_list()) == (range(1, 2), [1])
    assert own_of(known, "借阅") == Kept((), range(1, 1), (), {2021: known})
    assert own_of(known, "借阅", "对照") == Kept((), range(2, 2), (), {})
    assert own_of(None) == Kept((), range(0), (), {})
    damaged = archive(is_damaged=True)
    assert own_of(damaged) == Kept((), range(0), (), {2021: damaged})


def test_figures_are_known_by_printed_labels_and_stand_where_they_stood() -> None:
    known = archive(
        {"row": "1", "cell": "B3", "column": "总馆", "value": 5.0, "raw": "五"},
        {"row": "没有", "cell": "B4"},
        {"row": "2", "cell": ""},
        {"row": "3", "cell": "约B5"},
        {"row": "4", "role": "entry"},
        {"row": "5", "cell": "D7", "sheet": "另一张"},
        doubted=frozenset({("loans", "1", "总馆")}),
    )
    kept = own_of(known)
    (facts,) = kept.facts
    read = facts.filter(pl.col("at_row").is_not_null() & (pl.col("state") != "blank"))
    names = (
        "filing",
        "row",
        "column",
        "value",
        "raw",
        "state",
        "at_row",
        "at_column",
        "label",
        "unit",
        "kind",
        "period",
    )
    assert read.select(names).rows() == [
        (0, "全年", "少儿馆", 7.0, "7", "number", 14, 2, "全年", "册次", "number", 2020),
        (0, "1", "总馆", 5.0, "五", "doubted", 2, 1, "1", "册次", "number", 2020),
        (1, "5", "少儿馆", 7.0, "7", "number", 6, 3, "5", "册次", "number", 2020),
    ]
    assert set(facts.select("block", "seq", "above", "merged").rows()) == {(0, 0, 0, None)}
    totals = facts.select("row", "column", "is_total", "blank_is_none").unique().filter(row="全年", column="少儿馆")
    assert totals.rows() == [("全年", "少儿馆", True, False)]
    assert [(each.form, each.sheet.name, each.kept, each.period) for each in kept.filings] == [
        *(("loans", "a.xlsx!借阅", True, 2020), ("loans", "a.xlsx!另一张", True, 2020)),
    ]
    assert {(each.book.file, each.book.sha256) for each in kept.filings} == {("2020/facts.parquet", "hash")}


def test_blanks_are_made_up_in_columns_of_which_anything_was_kept_and_only_of_entries() -> None:
    (facts,) = own_of(archive()).facts
    blanks = facts.filter(state="blank")
    assert blanks["row"].to_list() == [str(month) for month in range(1, 13)]
    assert set(blanks.select("column", "value", "raw", "role", "measure", "filing").rows()) == {
        ("少儿馆", None, None, "row", "", 0)
    }
    assert blanks["unit"].unique().to_list() == ["册次"]


def test_what_the_print_does_not_tell_apart_is_not_taken() -> None:
    twice = Grid(
        stub=("年份",),
        columns=(number("册次"),),
        rows=(Row(("合计",), name="甲"), Row(("合计",), name="乙"), Row(("单独",))),
    )
    form = replace(loans, id="twice", number=9, title="云溪市图书馆重名表（{year}年）", blocks=(twice,))
    rule = Rule("X14", form["单独", "册次"] == form["单独", "册次"].last_year)
    line: dict[str, object] = {"form": "twice", "column": "册次"}
    known = archive(*(line | {"row": row} for row in ("合计", "单独")))
    kept = kept_before(
        lambda _: known, [2021], (), {}, replace(SMALL, forms=(*SMALL.forms, form), rules=(*SMALL.rules, rule))
    )
    (facts,) = kept.facts
    assert facts["row"].to_list() == ["单独"]


def test_its_figures_are_those_that_are_no_entries_and_have_a_value() -> None:
    known = archive({"row": "1", "value": None}, {"row": "2", "role": "entry"}, {"row": "3", "measure": "场"})
    assert known.figures == {("loans", "全年", "少儿馆", ""): 7.0, ("loans", "3", "少儿馆", "场"): 7.0}
    assert Archive(2020, "x").figures == {}


def test_they_stand_among_the_tables_and_count_in_no_year_as_its_own() -> None:
    filings = small_filings(COMPARED)
    tables, kept = extract(filings, SMALL), own_of(archive(), "对照")
    both = kept.beside(tables)
    assert both.facts.height == tables.facts.height + kept.facts[0].height
    assert both.facts[: tables.facts.height].equals(tables.facts)
    assert (both.cells, both.units) == (tables.cells, tables.units)
    assert Kept().beside(tables) is tables
    counted = FilingStatus.COUNTED
    assert kept.among({2021: {0: counted}}) == {2021: {0: counted, 1: FilingStatus.OTHER_YEAR}}
