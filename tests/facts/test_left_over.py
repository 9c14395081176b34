"""Which cells of a form's range are accounted for, and by what."""

import pytest
from guanbiao.facts.extract import extract
from guanbiao.facts.unread import unread_cells, unread_frame
from guanbiao.model.books import Sheet
from guanbiao.model.filings import Axis, Filing, FoundBlock, Mark, PrintedLine
from guanbiao.text.cells import Position, Value
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, OUTLINE, STAFF, TALKS, YEAR, small_filings
from tests.small.forms import FORMS

AT: Position = (4, 6)  # beside the loans


def filed(of: Sheet) -> Filing:
    (filing,) = small_filings(of)
    top, left, bottom, right = filing.area
    return replace(filing, area=(top, left, bottom, max(right, 8)))


def left(of: Sheet | Filing) -> dict[Position, Value]:
    filing = of if isinstance(of, Filing) else filed(of)
    form = next(each for each in FORMS if each.id == filing.form)
    return dict(unread_cells(filing, form, SMALL.vocabulary.units))


def marked(of: Sheet, **mark: object) -> Filing:
    filing = filed(of)
    (block,) = filing.blocks
    own = replace(Mark("cell", "", False, 1, (0, 0)), **mark)
    return replace(filing, blocks=(replace(block, marks=(own,)),))


@pytest.mark.parametrize("of", YEAR, ids=lambda each: str(each.name))
def test_nothing_is_left_over_of_a_form_and_every_stray_beside_it_is(of: Sheet) -> None:
    assert left(of) == {}
    rows = range(len(of.rows) - 1)
    strays = changed(of, *((row, 7, f"杂{row}") for row in rows))
    found = left(replace(filed(of), sheet=strays))
    assert found == {(row, 7): f"杂{row}" for row in rows}


@pytest.mark.parametrize(
    ("of", "at", "has_room"),
    [
        (LOANS, (14, 4), True),
        (LOANS, (2, 1), True),
        (TALKS, (6, 2), True),
        (TALKS, (7, 2), False),
        (TALKS, (7, 3), False),
    ],
)
def test_what_stands_where_a_form_has_room_is_a_figure_or_a_word_of_it(of: Sheet, at: Position, has_room: bool) -> None:
    assert left(changed(of, (*at, "附"))) == ({} if has_room else {at: "附"})


def test_strokes_for_nothing_and_the_label_in_a_total_row_say_nothing() -> None:
    assert left(changed(TALKS, (7, 2, "—"), (7, 3, "无"), (7, 5, "合计"))) == {}
    assert left(changed(TALKS, (7, 2, "共五场"))) == {(7, 2): "共五场"}


def test_only_a_range_is_looked_through() -> None:
    strays = changed(LOANS, (4, 6, 1), (4, 7, 2), (30, 1, 3))
    filing = filed(LOANS)
    assert left(replace(filing, sheet=strays, area=(0, 0, 15, 6))) == {(4, 6): 1}
    assert left(replace(filing, sheet=strays, area=(0, 7, 30, 7))) == {(4, 7): 2}
    assert left(replace(filing, sheet=strays, area=(5, 0, 29, 7))) == {}
    assert (30, 1) in left(replace(filing, sheet=strays, area=(5, 0, 30, 7)))


@pytest.mark.parametrize(
    ("axis", "says", "label", "taken"),
    [
        *((axis, "5 9", "小计", {(4, 6), (4, 7)}) for axis in ("row", "page", "part", "statistic")),
        *((axis, "", "小计", {(4, 6)}) for axis in ("page", "part", "statistic")),
        *((axis, "", "月份", {(4, 6), (4, 7)}) for axis in ("header", "numbers")),
        ("lines", "G5:H6", "", {(4, 6), (4, 7), (5, 6), (5, 7)}),
        ("shared", "G5:H5", "", {(4, 6), (4, 7)}),
        ("shared", "G6", "", {(5, 6)}),
        ("cell", "", "", {(4, 6)}),
        ("ditto", "", "", {(4, 6)}),
        ("column", "", "", {(4, 6), (5, 6)}),
        ("months_other", "71 72", "", {(4, 6), (4, 7)}),
        ("months_unknown", "74", "71，72", {(4, 6), (4, 7), (5, 7)}),
        ("months_unknown", "", "71,72", {(4, 6)}),
        ("entry", "73", "", {(4, 6), (5, 6)}),
    ],
)
def test_what_marks_tell_is_not_left_over(axis: Axis, says: str, label: str, taken: set[Position]) -> None:
    strays = {(4, 6): 71, (4, 7): 72, (5, 6): 73, (5, 7): 74}
    of = changed(LOANS, *((*at, value) for at, value in strays.items()))
    own = marked(of, axis=axis, says=says, label=label, at=AT, times=1)
    assert left(own) == {at: value for at, value in strays.items() if at not in taken}


def test_a_mark_that_was_found_nowhere_tells_nothing() -> None:
    of = changed(LOANS, (*AT, 71))
    assert left(marked(of, at=AT, times=0)) == {AT: 71}
    assert left(marked(of, at=AT, times=2)) == {}


def test_printed_lines_are_told_and_the_value_behind_a_signature() -> None:
    of = changed(LOANS, (16, 0, "注：含续借"), (16, 3, 5), (17, 2, "审核人"), (17, 4, "李四"), (17, 5, "电话"))
    filing = replace(filed(LOANS), sheet=of, area=(0, 0, 17, 8))
    lines = (PrintedLine("note", "注：含续借", 16, 0), PrintedLine("signature", "审核人", 17, 2, "审核人"))
    assert left(filing) == {(16, 0): "注：含续借", (16, 3): 5, (17, 2): "审核人", (17, 4): "李四", (17, 5): "电话"}
    assert left(replace(filing, lines=(*filing.lines, *lines))) == {(16, 3): 5, (17, 5): "电话"}
    last = PrintedLine("signature", "审核人", 17, 5, "审核人")
    assert (17, 5) not in left(replace(filing, lines=(*filing.lines, last)))


@pytest.mark.parametrize(("row", "is_told"), [(0, True), (1, True), (2, True), (3, False)])
def test_pieces_of_a_title_are_told_in_its_row_and_the_two_below(row: int, is_told: bool) -> None:
    def over(value: Value, above: int = 0) -> dict[Position, Value]:
        of = changed(LOANS, (row, 6, value))
        lower = Sheet(of.name, [*[[None]] * above, *of.rows])
        at = replace(filed(LOANS), sheet=lower, title_at=(above, 0), area=(above, 6, above + 15, 6))
        return left(replace(at, blocks=()))

    assert over("统计表") == ({} if is_told else {(row, 6): "统计表"})
    assert over("统计表", 2) == ({} if is_told else {(row + 2, 6): "统计表"})
    assert over("统计图") == {(row, 6): "统计图"}
    assert over(2020) == {(row, 6): 2020}


@pytest.mark.parametrize(
    ("word", "is_label"),
    [
        ("总馆", True),
        ("总 馆", True),
        ("总馆（册次）", True),
        ("馆", True),
        ("2019年", True),
        ("2019", True),
        ("分馆外借", False),
        (35, False),
        ("12", False),
    ],
)
def test_over_columns_stand_labels_and_years(word: Value, is_label: bool) -> None:
    filing = filed(LOANS)
    (block,) = filing.blocks
    two = replace(block, top=0, depth=2)  # a header of two rows
    of = replace(filing, sheet=changed(LOANS, (0, 1, word)), blocks=(two,), title="", title_at=(9, 9))
    assert ((0, 1) not in left(of)) is is_label


def test_over_the_labels_of_rows_any_word_may_stand_and_no_figure() -> None:
    filing = filed(LOANS)
    (block,) = filing.blocks

    def over(value: Value, **found: object) -> bool:
        own = replace(replace(block, top=0, depth=2), **found)
        of = replace(filing, sheet=changed(LOANS, (0, 0, value)), blocks=(own,), title="", title_at=(9, 9))
        return (0, 0) not in left(of)

    assert over("统计内容")
    assert not over(7)
    assert not over("7")
    assert not over("统计内容", stub=())
    assert not over("统计内容", depth=0)
    named = Mark("column", "统计内容", False, 1, (0, 0), "成人")
    assert over("统计内容", stub=(), marks=(named,))
    assert over("成人", stub=(), marks=(named,))
    assert not over("少年", stub=(), marks=(named,))
    assert not over("统计内容", stub=(), marks=(replace(named, axis="row", declared=True, times=0),))


def test_a_column_that_the_form_does_not_know_is_told_as_one() -> None:
    of = changed(LOANS, *((row, 6, row) for row in range(2, 14)), (1, 6, "分馆"))
    assert len(left(replace(marked(of), sheet=of))) == 13
    own = marked(of, axis="column", label="分馆", at=(1, 6))
    assert left(own) == {}
    known = marked(of, axis="column", label="分馆", at=(1, 6), declared=True)
    assert len(left(known)) >= 12


def test_a_card_accounts_for_its_slots_and_labels() -> None:
    strays = changed(OUTLINE, (5, 2, 7), (4, 4, "x"))
    assert left(replace(filed(OUTLINE), sheet=strays, area=(0, 0, 5, 8))) == {(5, 2): 7, (4, 4): "x"}
    filing = filed(OUTLINE)
    (block,) = filing.blocks
    assert left(replace(filing, blocks=(FoundBlock(0, slots=block.slots),)))
    assert (2, 2) in left(replace(filing, blocks=(FoundBlock(0, labels=block.labels),)))


def test_the_frame_says_what_stands_where_and_whether_it_is_over_columns() -> None:
    of = changed(STAFF, (1, 7, "杂项"), (2, 7, 12.0), (1, 8, 5))
    found = unread_frame([filed(COMPARED), replace(filed(STAFF), sheet=of)], SMALL)
    assert found.rows() == [(1, 1, 7, "杂项", True), (1, 1, 8, "5", False), (1, 2, 7, "12", False)]
    assert extract([filed(COMPARED)], SMALL).unread.columns == found.columns
