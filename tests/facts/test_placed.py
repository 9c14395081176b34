"""The cells that forms declare, each with its place: rows, totals, slots, what is given elsewhere and what is merged."""

import polars as pl
import pytest
from guanbiao.facts.merged import as_text, counted_once, merged_down
from guanbiao.facts.placed import alone, placed_cells
from guanbiao.forms.blocks import Row
from guanbiao.forms.catalogue import Catalogue, Grid, Span, number, rows, text
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.filings import Filing, FoundBlock, FoundRow, Given
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, OUTLINE, STAFF, TALKS, small_filings
from tests.small.forms import loans

SHORT = ("row", "column", "raw", "at_row", "at_column")


def cells(*filings: Filing, names: tuple[str, ...] = SHORT, catalogue: Catalogue = SMALL) -> list[tuple[object, ...]]:
    return placed_cells(filings, catalogue).select(names).rows()


def filed(of: Sheet) -> Filing:
    (filing,) = small_filings(of)
    return filing


def test_every_cell_of_a_grid_stands_at_its_place_empty_ones_too() -> None:
    columns = ("总馆", "少儿馆", "合计", "备注")
    months = [str(month) for month in range(1, 13)]
    expected = [
        (row, column, None if (value := LOANS.rows[at][place]) is None else str(value), at, place)
        for at, row in enumerate([*months, "全年"], 2)
        for place, column in enumerate(columns, 1)
    ]
    assert cells(filed(LOANS)) == expected
    whole = placed_cells([filed(LOANS)], SMALL)
    assert set(whole.select("filing", "block", "merged").rows()) == {(0, 0, None)}
    assert whole.filter(row="全年")["role"].to_list() == ["row"] * 4
    assert whole["kind"].to_list() == ["number", "number", "number", "text"] * 13
    assert whole["seq"].to_list() == [at for at in range(13) for _ in range(4)]


def test_filings_are_numbered_and_a_column_that_is_not_there_is_nowhere() -> None:
    bare = Sheet(LOANS.name, [row[:3] for row in LOANS.rows])
    found = placed_cells([filed(LOANS), filed(bare)], SMALL)
    assert found["filing"].to_list() == [0] * 52 + [1] * 52
    own = found.filter(filing=1, row="5")
    assert own.select("column", "raw", "at_column").rows() == [
        *(("总馆", "3204", 1), ("少儿馆", "1402", 2), ("合计", None, -1), ("备注", None, -1)),
    ]
    assert placed_cells([], SMALL).columns == found.columns
    assert placed_cells([], SMALL).is_empty()


def test_entries_are_known_as_they_are_labelled_and_totals_by_their_key() -> None:
    found = placed_cells([filed(TALKS)], SMALL)
    entry = found.filter(at_row=3)
    assert entry.select("row", "role", "seq", "label", "column", "kind", "raw").rows() == [
        ("", "entry", 1, "2", "序号", "serial", "2"),
        ("", "entry", 1, "2", "时间", "date", "4月23日 14:00"),
        ("", "entry", 1, "2", "题目", "text", "家书里的城市"),
        ("", "entry", 1, "2", "地点", "text", "报告厅"),
        ("", "entry", 1, "2", "人次", "number", "86"),
        ("", "entry", 1, "2", "联系电话", "text", None),
    ]
    total = found.filter(at_row=7)
    assert total.select("row", "role", "label", "column", "kind", "raw").rows() == [
        ("合计", "total", "合计", "序号", "serial", "合计"),
        ("合计", "total", "合计", "时间", "number", "5"),
        ("合计", "total", "合计", "题目", "text", None),
        ("合计", "total", "合计", "地点", "text", None),
        ("合计", "total", "合计", "人次", "number", "448"),
        ("合计", "total", "合计", "联系电话", "text", None),
    ]


def test_the_slots_of_a_card_stand_alone() -> None:
    found = cells(filed(OUTLINE), names=(*SHORT, "role", "kind"))
    assert {(row[0], row[2], row[3:5]) for row in found} == {
        ("借阅册次/总馆", "38944册次", (2, 2)),
        ("借阅册次/少儿馆", "16545册次", (3, 2)),
        ("讲座", "5场 448人次", (2, 5)),
        ("持证读者", "21730人", (4, 2)),
        ("阅览座席", "860个", (3, 5)),
    }
    assert {row[1] for row in found} == {"完成指标"}
    assert {row[5:] for row in found} == {("single", "number")}


def test_what_a_row_says_elsewhere_than_in_its_own_cells() -> None:
    (block,), of = filed(TALKS).blocks, filed(TALKS)
    titles = next(leaf for leaf, column in block.columns.items() if column == 2)
    visits = next(leaf for leaf, column in block.columns.items() if column == 4)
    given = (Given(titles, (2, 2), "怎样读地图续"), Given(visits, (6, 4)))
    some = tuple(replace(row, given=given) if row.at == 2 else row for row in block.rows)
    moved = replace(of, blocks=(replace(block, rows=some),))
    before, after = cells(of), cells(moved)
    assert [(old[1:], new[1:]) for old, new in zip(before, after, strict=True) if old != new] == [
        (("题目", "怎样读地图", 2, 2), ("题目", "怎样读地图续", 2, 2)),
        (("人次", "120", 2, 4), ("人次", "47", 6, 4)),
    ]
    nothing = tuple(replace(row, given=(Given(titles, (2, 2), ""),)) if row.at == 2 else row for row in block.rows)
    assert cells(replace(of, blocks=(replace(block, rows=nothing),)))[2] == ("", "题目", None, 2, 2)


def test_a_count_that_stands_under_another_column() -> None:
    (block,), of = filed(TALKS).blocks, filed(TALKS)
    count, other = (next(leaf for leaf, column in block.columns.items() if column == at) for at in (1, 3))
    some = tuple(replace(row, moved=(count, other)) if row.role == "total" else row for row in block.rows)
    sheet = changed(TALKS, (7, 1, None), (7, 3, "5场"))
    own = replace(of, sheet=sheet, blocks=(replace(block, rows=some),))
    assert [row[1:] for row in cells(own) if row[3] == 7] == [
        *(("序号", "合计", 7, 0), ("时间", "5场", 7, 3), ("题目", None, 7, 2), ("地点", None, 7, -1)),
        *(("人次", "448", 7, 4), ("联系电话", None, 7, 5)),
    ]


def test_texts_that_are_merged_hold_for_each_entry_and_figures_count_once() -> None:
    merged = replace(
        changed(TALKS, (3, 3, None), (4, 3, None), (3, 4, None), (5, 0, None), (5, 5, "13800000000"), (6, 5, None)),
        merges=((2, 3, 4, 3), (2, 4, 3, 4), (4, 0, 5, 0), (5, 5, 6, 5), (1, 2, 1, 3)),
    )
    of = replace(filed(TALKS), sheet=merged)
    found = placed_cells([of], SMALL).select(*SHORT, "merged").rows()
    assert [row[2] for row in found if row[1] == "地点"] == ["报告厅"] * 3 + ["报告厅", "二楼展厅", None]
    assert [(row[2], row[5]) for row in found if row[1] == "人次"] == [
        *(("120", "E3:E4"), (None, "E3:E4"), ("64", None), ("131", None), ("47", None), ("448", None)),
    ]
    assert [(row[2], row[5]) for row in found if row[1] == "序号"][2:4] == [("3", "A5:A6"), (None, "A5:A6")]
    assert [row[2] for row in found if row[1] == "联系电话"][3:] == ["13800000000", "13800000000", None]
    assert {row[5] for row in found if row[1] not in ("人次", "序号")} == {None}


def test_in_a_grid_a_text_that_is_merged_stands_where_it_stands() -> None:
    of = replace(filed(LOANS), sheet=replace(changed(LOANS, (2, 4, "闭馆")), merges=((2, 4, 5, 4), (2, 1, 3, 2))))
    found = placed_cells([of], SMALL).select(*SHORT, "merged").rows()
    assert [row[2] for row in found if row[1] == "备注"] == ["闭馆", *[None] * 12]
    assert [(row[0], row[1]) for row in found if row[5]] == [
        ("1", "总馆"),
        ("1", "少儿馆"),
        ("2", "总馆"),
        ("2", "少儿馆"),
    ]


def test_what_is_shown_goes_before_what_is_stored() -> None:
    of = replace(filed(STAFF), sheet=replace(STAFF, shown={"C4": "39.6%", "B3": "48人"}))
    assert [row[2] for row in cells(of)] == ["48人", None, "19", "39.6%", "35", None]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        (" 12 ", " 12 "),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "0.00000015"),
        (12, "12"),
        (True, "TRUE"),
        (False, "FALSE"),
        (-0.5, "-0.5"),
    ],
)
def test_values_as_they_were_typed(value: Value, said: str | None) -> None:
    assert as_text(value) == said


def test_what_is_merged_down_holds_for_the_rows_below_as_far_as_there_are_any() -> None:
    of = replace(filed(TALKS), sheet=replace(TALKS, merges=((2, 3, 4, 3), (7, 0, 12, 5), (3, 1, 3, 2))))
    assert merged_down(of) == {(3, 3): "报告厅", (4, 3): "报告厅", (8, 0): "合计"}


def test_the_range_over_which_a_figure_is_merged() -> None:
    found = [FoundRow("", "", "entry", at) for at in range(2, 6)] + [FoundRow("合计", "合计", "total", 6)]
    of = filed(TALKS)

    def once(*merges: tuple[int, int, int, int], columns: tuple[int, ...] = (4, 5)) -> dict[tuple[int, int], str]:
        return counted_once(replace(of, sheet=replace(of.sheet, merges=merges)), found, columns)

    assert once((2, 4, 3, 4)) == {(2, 4): "E3:E4", (3, 4): "E3:E4"}
    assert once((5, 4, 9, 4)) == {}  # of which but one cell stands in the rows
    assert once((4, 4, 9, 4)) == dict.fromkeys(((4, 4), (5, 4)), "E5:E10")
    assert once((2, 4, 2, 5)) == dict.fromkeys(((2, 4), (2, 5)), "E3:F3")
    assert once((2, 3, 3, 4)) == {}  # its first cell is none of them
    assert once((1, 4, 3, 4)) == {}
    assert once((2, 5, 3, 5)) == {}  # blank
    assert once((6, 4, 7, 4)) == {}  # totals
    assert once((2, 4, 3, 4), columns=()) == {}
    assert counted_once(of, [], [4]) == {}
    mixed = [replace(row, role="row", key="x") if row.at == 3 else row for row in found]
    own = replace(of, sheet=replace(of.sheet, merges=((2, 4, 4, 4),)))
    assert counted_once(own, mixed, [4]) == dict.fromkeys(((2, 4), (4, 4)), "E3:E5")


def test_spans_and_floating_columns_stand_where_their_figure_does_or_should() -> None:
    grid = Grid(
        stub=("项目",),
        columns=(number("甲", "册"), number("乙", "册"), number("总数", "册", floating=True), text("备注")),
        rows=(*rows("一", "二"), Row(("合计",), spans=(Span("全部", "甲", "乙"),))),
    )
    form = replace(loans, blocks=(grid,))
    catalogue = replace(SMALL, forms=(form,), rules=(), indicators=())
    found = tuple(FoundRow(key, key, "row", at) for at, key in enumerate(("一", "二", "合计"), 2))
    block = FoundBlock(0, found, {0: 1, 1: 2, 2: 3, 3: 4})
    sheet = Sheet("x", [[], [], ["一", 1, 2, None, "注"], ["二", 3, 4, 99], ["合计", None, 10]])
    of = Filing("loans", Book("a.xlsx", "", 0.0, FileStatus.READ), sheet, "", 2020, (0, 0), (0, 0, 4, 4), (block,), ())
    assert sorted(alone(form, grid, of, block)) == sorted([("合计", "全部", (4, 2)), ("合计", "总数", (3, 3))])
    assert cells(of, catalogue=catalogue)[:6] == [
        *(("一", "甲", "1", 2, 1), ("一", "乙", "2", 2, 2), ("一", "备注", "注", 2, 4)),
        *(("二", "甲", "3", 3, 1), ("二", "乙", "4", 3, 2), ("二", "备注", None, 3, 4)),
    ]
    assert sorted(cells(of, catalogue=catalogue)[6:]) == [("合计", "全部", "10", 4, 2), ("合计", "总数", "99", 3, 3)]
    empty = replace(of, sheet=Sheet("x", []))
    assert sorted(alone(form, grid, empty, block)) == sorted([("合计", "全部", (4, 1)), ("合计", "总数", (2, 3))])
    less = replace(block, columns={2: 3})
    assert sorted(alone(form, grid, empty, less)) == sorted([("合计", "全部", (4, -1)), ("合计", "总数", (2, 3))])
    assert list(alone(form, grid, of, FoundBlock(0, (), {2: 3}))) == []
    assert placed_cells([of], catalogue)["kind"].unique().sort().to_list() == ["number", "text"]
    assert placed_cells([of], catalogue).filter(pl.col("role") == "single").select("seq", "above").unique().rows() == [
        (0, 0)
    ]


def test_filings_with_cells_of_their_own_places_stand_beside_those_without() -> None:
    merged = replace(filed(TALKS), sheet=replace(changed(TALKS, (3, 4, None)), merges=((2, 4, 3, 4),)))
    (block,) = merged.blocks
    visits = next(leaf for leaf, column in block.columns.items() if column == 4)
    some = tuple(replace(row, given=(Given(visits, (5, 4)),)) if row.at == 6 else row for row in block.rows)
    every = [filed(LOANS), replace(merged, blocks=(replace(block, rows=some),)), filed(OUTLINE)]
    found = placed_cells(every, SMALL)
    alone = pl.concat(placed_cells([each], SMALL).with_columns(filing=pl.lit(at)) for at, each in enumerate(every))
    assert found.rows() == alone.rows()
    assert found.filter(pl.col("merged").is_not_null()).select("filing", "at_row", "at_column").rows() == [
        (1, 2, 4),
        (1, 3, 4),
    ]
    assert found.filter(filing=1, column="人次")["at_row"].to_list() == [2, 3, 4, 5, 5, 7]
    assert found.filter(filing=0)["at_row"].to_list() == [row for row in range(2, 15) for _ in range(4)]
