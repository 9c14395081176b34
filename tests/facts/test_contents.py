"""Ranges of a form held against each other by what they hold: parts, complements, copies."""

from collections import Counter

import pytest
from guanbiao.facts.contents import Contents, complement, contents
from guanbiao.model.books import Sheet
from guanbiao.model.filings import FoundBlock, FoundRow

from tests.drawing import changed, sheet
from tests.small.filed import LOANS, OUTLINE, TALKS, small_filings
from tests.small.forms import loans, outline, talks


def entries(*texts: str, serials: tuple[int, ...] = ()) -> Contents:
    """A list of which each entry is a text of its cells, parted by blanks; `-` is a blank cell."""
    return Contents({}, Counter(tuple(each.replace("-", "") for each in text.split()) for text in texts), serials)


def grid(filled: str, printed: str = "") -> Contents:
    """A grid of one column with `row=text` in it, and the rows that are printed."""
    cells = {(row, "合计"): text for row, _, text in (each.partition("=") for each in filled.split())}
    return Contents(cells, printed=frozenset(printed.split()))


A, B, C = ("1月1日 讲座甲 报告厅 50", "2月2日 讲座乙 报告厅 60", "3月3日 讲座丙 二楼 70")


@pytest.mark.parametrize(
    ("one", "other", "follows"),
    [
        (grid("1=5 2=6", "1 2 3 4"), grid("3=5 4=6", "1 2 3 4"), True),
        (grid("1=5 2=6", "1 2 3 4"), grid("2=6 3=5", "1 2 3 4"), False),
        (grid("1=5", "1 2"), grid("3=5", "3 4"), True),
        (grid("", "1 2"), grid("", "3 4"), True),
        (grid("", "1 2"), grid("1=5", "1 2"), False),
        (grid("1=5", "1 2"), grid("", "1 2"), False),
        (grid("", "1 2"), grid("2=5", "2 3"), False),
        (entries(A, B), entries(C), False),  # one entry may be an example
        (entries(A, B), entries(C, A), False),
        (entries(A, C), entries(B, "4月4日 讲座丁 二楼 80"), True),
        (entries(A, B, serials=(1, 2)), entries(C, serials=(3,)), True),
        (entries(A, B, serials=(1, 2)), entries(C, serials=(4,)), True),  # no two have a number
        (entries(A, B, serials=(1, 2)), entries(C, serials=(2,)), False),
        (entries(A, C, serials=(1, 3)), entries(B, serials=(2,)), True),
        (entries(A, B, serials=(1, 2)), entries(A, B, serials=(3, 4)), False),
        (entries(A, B, serials=(1, 2)), entries(A, C, serials=(3, 4)), True),
        (entries(A, B, serials=(1, 2)), entries(C, "- - - 9", serials=(1, 2)), True),  # begun anew
        (entries(A, B, serials=(1, 2)), entries(C, "- - - 9", serials=(1,)), True),
        (entries(A, B, serials=(2,)), entries(C, serials=(9,)), False),  # an entry without a number
        (entries(A, serials=(5,)), entries(B, serials=(1,)), True),
        (Contents(), Contents(), False),
    ],
)
def test_a_range_is_a_part_of_the_form_that_another_is(one: Contents, other: Contents, follows: bool) -> None:
    assert one.is_followed_by(other) is follows


def test_with_nothing_at_least_only_what_goes_on_follows() -> None:
    one, other = entries(A, B, serials=(1, 2)), entries(C, "- - - 9", serials=(4, 5))
    assert one.is_followed_by(other)
    assert not one.is_followed_by(other, 0)
    assert one.is_followed_by(entries(C, serials=(3,)), 0)
    assert one.is_followed_by(entries(C, "- - - 9", serials=(3, 9)), 0)
    assert entries(A, C, serials=(1, 3)).is_followed_by(entries(B, serials=(2,)), 0)
    assert not entries(A, C, serials=(1, 4)).is_followed_by(entries(B, serials=(2,)), 0)
    assert not entries(A, B).is_followed_by(entries(C, "- - - 9"), 0)
    assert entries(A).is_followed_by(entries(C), 1)
    assert not entries(A).is_followed_by(entries(C, A), 1)


@pytest.mark.parametrize(
    ("one", "other", "does"),
    [
        (grid("1=5 2=6"), grid("2=6 3=7"), True),
        (grid("1=5 2=6"), grid("2=7 3=7"), False),
        (grid("1=5 2=6"), grid("2=6"), False),
        (grid("2=6"), grid("1=5 2=6"), False),
        (grid("1=5"), grid("2=6"), True),
        (grid(""), grid("2=6"), False),
        (entries(A), entries(B), True),
        (entries(A, B), entries(B, C), False),  # brought up to date
        (entries(A, B, "4月4日 讲座丁 二楼 80"), entries(B, C, "5月5日 讲座戊 二楼 90"), True),
        (entries(A), entries(A.replace("50", "55")), False),  # corrected
        (entries(A), entries(A.replace("50", "-")), False),
        (entries(A), entries(A.replace("1月1日 讲座甲", "- -")), False),  # says less
        (entries(A.replace("1月1日 讲座甲", "- -")), entries(A), False),
        (entries(A), entries("- 讲座乙 报告厅 -"), True),
        (entries(A), entries("5月5日 讲座甲 三楼 90"), True),
        (entries("1月1日 - - 50"), entries("1月1日 - - 60"), True),  # a date alone is many an entry's
        (entries(A), entries("- - - -"), True),
        (entries(A, B), entries(A, B), False),
    ],
)
def test_two_ranges_complement_each_other(one: Contents, other: Contents, does: bool) -> None:
    assert one.complements(other) is does
    assert other.complements(one) is does


def held(of: Sheet) -> Contents:
    (filing,) = small_filings(of)
    form = {"loans": loans, "talks": talks, "outline": outline}[filing.form]
    return contents(form.blocks[0], filing.blocks[0], of)


def test_a_grid_holds_what_is_filled_in_and_is_no_total() -> None:
    months = [str(month) for month in range(1, 13)]
    few = changed(LOANS, (2, 1, 0), (3, 1, None), (4, 1, "—"), (5, 4, "闭馆"))
    found = held(few)
    expected = {(month, column) for month in months for column in ("总馆", "少儿馆")} - {("1", "总馆"), ("2", "总馆")}
    assert found.cells.keys() == expected | {("4", "备注")}
    assert (found.cells["5", "总馆"], found.cells["4", "备注"]) == ("3204", "闭馆")
    assert found.printed == {*months}
    assert found.rows == {*months}
    assert (found.entries, found.serials) == (Counter(), ())


def test_a_list_holds_its_entries_without_their_numbers_and_these() -> None:
    found = held(changed(TALKS, (3, 0, "二"), (4, 0, "三、"), (5, 0, "无"), (6, 0, 5.0), (2, 4, 0)))
    assert found.serials == (1, 2, 3, 5)
    assert found.entries.total() == 5
    assert ("1月11日9:30", "怎样读地图", "报告厅", "", "") in found.entries
    (filing,) = small_filings(TALKS)
    (block,) = filing.blocks
    bare = FoundBlock(0, tuple(row for row in block.rows if row.role != "entry"), block.columns)
    assert contents(talks.blocks[0], bare, TALKS) == Contents()
    unnumbered = FoundBlock(0, block.rows, {leaf: column for leaf, column in block.columns.items() if leaf})
    assert contents(talks.blocks[0], unnumbered, TALKS).serials == ()
    assert contents(talks.blocks[0], unnumbered, TALKS).entries == held(TALKS).entries


def test_serial_numbers_are_whole_ones_of_nine_digits_at_most() -> None:
    rows = tuple(FoundRow("", "", "entry", at) for at in range(6))
    numbers = Sheet("x", [[123456789], [1234567890], [1.5], ["十一、"], [None], ["007"]])
    assert contents(talks.blocks[0], FoundBlock(0, rows, {0: 0}), numbers).serials == (123456789, 11, 7)


def test_a_card_holds_its_slots_that_are_filled() -> None:
    found = held(changed(OUTLINE, (2, 2, 0)))
    assert set(found.cells.values()) == {"16545册次", "5场448人次", "860个", "21730人"}
    assert {column for _, column in found.cells} == {""}


def test_filings_complement_each_other_where_no_block_contradicts() -> None:
    def two(first: Sheet, second: Sheet) -> bool:
        (one,), (other,) = small_filings(first), small_filings(second)
        return complement(one, other, loans)

    half = [(row, column, None) for row in range(2, 8) for column in (1, 2, 3)]
    other = [(row, column, None) for row in range(8, 14) for column in (1, 2, 3)]
    assert two(changed(LOANS, *half), changed(LOANS, *other))
    assert not two(LOANS, LOANS)
    assert not two(LOANS, changed(LOANS, (15, 0, "填表人：李四")))  # the same figures
    assert not two(LOANS, changed(LOANS, *other))
    assert not two(changed(LOANS, *half, (12, 1, 1)), changed(LOANS, *other[:-6]))
    shifted = sheet("| |", "x")
    assert two(changed(LOANS, *half), type(shifted)("x", [[None], *changed(LOANS, *other).rows]))
