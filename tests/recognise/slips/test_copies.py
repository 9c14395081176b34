"""Forms attached to slips: what each sheet is a copy of, what was changed in it, and which of that counts."""

import pytest
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Changed, Copy, Issued, Line, Returned, SlipKind, Written
from guanbiao.recognise.slips.copies import changed_in, copies_in, copy_of, rows_in, rows_of, values_of, within
from guanbiao.recognise.slips.corrections import corrected, is_confirmed
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import changed, sheet

LOANS = sheet("| 月份 | 总馆 |\n| 1 | 3120 |\n| 2 | 2890 |\n| 3 | 3055 |", "借阅")
TALKS = sheet("| 题目 | 人次 |\n| 怎样读地图 | 120 |\n| 夏天的昆虫 | 64 |", "讲座")
COPY = Copy("借阅", "a.xlsx", "借阅", values_of(LOANS))


def book(*sheets: Sheet, file: str = "a.xlsx", modified: float = 1.0) -> Book:
    return Book(file, file, modified, FileStatus.READ, sheets=sheets)


def issued(*copies: Copy) -> Issued:
    return Issued(SlipKind.SLIP, "云溪市图书馆", 2020, "借阅部", (), copies=copies)


def test_cells_hold_what_is_shown_and_blanks_are_none() -> None:
    shown = replace(changed(LOANS, (1, 2, "")), shown={"B2": "3120册"})
    assert values_of(shown) == {"A1": "月份", "B1": "总馆", "A2": 1, "B2": "3120册", "A3": 2, "B3": 2890} | {
        "A4": 3,
        "B4": 3055,
    }


def test_what_differs_is_told_cell_by_cell_in_their_order() -> None:
    edited = changed(LOANS, (2, 1, 2891), (1, 1, None), (9, 2, "附注"), (3, 1, "3,055"), (3, 0, 3.0))
    found = list(changed_in("slip.xlsx", replace(edited, name="借阅 (2)"), COPY))
    assert [(each.cell, each.before, each.after, each.term.raw) for each in found] == [
        ("B2", 3120, None, ""),
        ("B3", 2890, 2891, "2891"),
        ("C10", None, "附注", "附注"),
    ]
    assert {(each.term.file, each.term.sheet) for each in found} == {("slip.xlsx", "借阅 (2)")}
    assert list(changed_in("slip.xlsx", edited, replace(COPY, cells={}))) == []


def test_a_sheet_is_the_copy_of_its_name_or_of_what_is_most_alike() -> None:
    renamed, other = replace(changed(LOANS, (1, 1, 3121)), name="改过的"), replace(TALKS, name="别的")
    slip = issued(COPY)
    assert copies_in([LOANS, renamed, other], slip, []) == {"借阅": COPY, "改过的": COPY}
    assert copies_in([replace(TALKS, name="借阅")], slip, []) == {"借阅": COPY}
    assert copies_in([LOANS], issued(), [book(LOANS)]) == {}
    bare = replace(COPY, cells={})  # as the properties of a slip know it
    assert copies_in([LOANS, renamed], issued(bare), [book(TALKS), book(LOANS)]) == {"借阅": COPY, "改过的": COPY}
    assert copies_in([LOANS, renamed], issued(bare), [book(LOANS, file="b.xlsx")]) == {"借阅": bare}
    assert copies_in([LOANS, other], None, [book(LOANS)]) == {"借阅": COPY}


@pytest.mark.parametrize(("same", "is_alike"), [(6, False), (7, True), (10, True)])
def test_alike_are_sheets_with_most_of_the_same_cells_at_the_same_places(same: int, is_alike: bool) -> None:
    own = Sheet("甲", [[at if at < same else -1 for at in range(10)]])
    filed = Sheet("甲", [[*range(10)]])
    assert (copy_of(own, [book(filed)]) is not None) is is_alike
    assert copy_of(Sheet("甲", [[*range(10), *["多"] * 10]]), [book(filed)]) is None
    assert copy_of(filed, [book(Sheet("甲", [[*range(10), *["多"] * 10]]))]) is not None  # a part of it


def test_of_several_filed_sheets_the_newest_of_that_name_is_meant() -> None:
    newer, older = book(LOANS, file="b.xlsx", modified=2.0), book(LOANS)
    for books in ([newer, older], [older, newer]):
        assert getattr(copy_of(LOANS, books), "file", "") == "b.xlsx"
    assert copy_of(replace(LOANS, name="讲座"), [older]) is None
    assert copy_of(replace(LOANS, name="借阅(2)"), [older]) == replace(COPY, name="借阅(2)")
    long = "一" * 31
    named = [book(replace(LOANS, name=long))]
    assert copy_of(replace(LOANS, name="一" * 27 + "(12)"), named) is not None
    assert copy_of(replace(LOANS, name="一" * 28 + "(2)"), named) is None
    assert copy_of(Sheet("借阅", []), [older]) is None


def test_a_part_of_a_sheet_keeps_its_places() -> None:
    wide = replace(LOANS, rows=[[*row, "旁边", 9] for row in LOANS.rows], merges=((0, 0, 0, 1), (0, 2, 0, 3)))
    part = within(wide, ((0, 0, 3, 1),))
    assert values_of(part) == values_of(LOANS)
    assert part.merges == ((0, 0, 0, 1),)
    assert within(wide, ()) is wide
    assert values_of(within(wide, ((1, 1, 2, 2), (3, 3, 3, 3)))) == {
        "B2": 3120,
        "C2": "旁边",
        "B3": 2890,
        "C3": "旁边",
    } | {"D4": 9}
    assert within(wide, ((1, 1, 2, 2),)).merges == ()
    found = copy_of(replace(LOANS, name="借阅"), [book(wide)])
    assert found is not None
    assert (found.areas, found.cells) == (((0, 0, 3, 1),), values_of(LOANS))


def test_rows_of_forms_are_known_by_what_stands_on_them() -> None:
    assert rows_in([COPY]) == {*map(frozenset, ({"月份", "总馆"}, {"1", "3120"}, {"2", "2890"}, {"3", "3055"}))}
    twin = book(LOANS, file="b.xlsx")
    assert rows_of([book(LOANS, TALKS), twin]) == rows_in([COPY]) | rows_in(
        [Copy("讲座", "a.xlsx", "讲座", values_of(TALKS))]
    )
    assert rows_of([]) == frozenset()


def slip(change: Changed, action: str, cells: tuple[str, ...], *, known: bool = True) -> Returned:
    said = Written(Line(1, (), (), cells), action, "", Term(Role.CELL, "", "", ""))
    record = issued(COPY) if known else None
    return Returned("s.xlsx", 1.0, record, SlipKind.SLIP, 2020, "借阅部", (said,), (change,))


def change(cell: str, before: Value, after: Value) -> Changed:
    return Changed(COPY, cell, before, after, Term(Role.CELL, "", "", ""))


def test_a_change_counts_where_the_slip_says_so_of_the_very_cell() -> None:
    own = change("B3", 2890, 2891)
    assert is_confirmed(slip(own, "更正", ("借阅!B3",)), own)
    assert not is_confirmed(slip(own, "说明", ("借阅!B3",)), own)
    assert not is_confirmed(slip(own, "更正", ("借阅!B4",)), own)
    assert not is_confirmed(slip(own, "更正", ("借阅!B3",), known=False), own)
    nowhere = replace(slip(own, "更正", ()), written=(Written(None, "更正", "", Term(Role.CELL, "", "", "")),))
    assert not is_confirmed(nowhere, own)


def test_corrections_are_put_where_what_was_issued_still_stands() -> None:
    books = [
        book(TALKS, replace(LOANS, formulas={"B3": "1+1", "B2": "2"}, shown={"B3": "2890册"})),
        book(LOANS, file="b"),
    ]
    own = change("B3", "2890册", 2891)
    (first, other), applied = corrected(books, [slip(own, "更正", ("借阅!B3",))])
    assert applied == [own]
    assert (other, first.sheets[0]) == (books[1], TALKS)
    assert first.sheets[1] == replace(changed(LOANS, (2, 1, 2891)), formulas={"B2": "2"})
    assert books[0].sheets[1].rows[2][1] == 2890
    assert corrected(books, [slip(own, "说明", ("借阅!B3",))]) == (books, [])
    assert corrected(books, []) == (books, [])


@pytest.mark.parametrize(
    ("before", "stands"), [(2890, True), ("2,890", True), (2889, False), (None, False), ("", False)]
)
def test_what_was_filed_anew_since_stays(before: Value, stands: bool) -> None:
    own = change("B3", before, 2891)
    (done,), applied = corrected([book(LOANS)], [slip(own, "更正", ("借阅!B3",))])
    assert applied == ([own] if stands else [])
    assert done.sheets[0].rows[2][1] == (2891 if stands else 2890)


def test_a_cell_that_was_blank_and_lies_outside_is_filled_and_one_is_cleared() -> None:
    outside, gone = change("D7", None, "附注"), change("B3", 2890, None)
    own = replace(slip(outside, "更正", ("借阅!D7", "借阅!B3")), changed=(outside, gone))
    (done,), applied = corrected([book(LOANS)], [own])
    assert applied == [outside, gone]
    assert done.sheets[0].rows == [
        ["月份", "总馆"],
        [1, 3120],
        [2, None],
        [3, 3055],
        [],
        [],
        [None, None, None, "附注"],
    ]
    twice = [slip(change("B3", 2890, after), "更正", ("借阅!B3",)) for after in (1, 2)]
    assert corrected([book(LOANS)], twice)[0][0].sheets[0].rows[2][1] == 2  # the newest last
