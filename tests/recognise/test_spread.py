"""Labels of a header of one level that go on in the row below."""

from guanbiao.model.books import Sheet

from tests.drawing import book, codes, filings, printed, recognised, sheet

LENDING, MEDIA = printed(7), printed(26)
UPPER, LOWER = ["类目", "合", "成人", "少儿", "分", "备"], ["月份", "计", "外借", "外借", "馆", "注"]


def test_labels_in_two_rows_are_read_with_and_without_a_title() -> None:
    cut = Sheet("s", [*LENDING.rows[:3], UPPER, LOWER, *LENDING.rows[4:]])
    (plain,), (filing,) = filings(LENDING), filings(cut)
    assert filing.blocks[0].columns == plain.blocks[0].columns
    assert [(row.key, row.at - 1) for row in filing.blocks[0].rows] == [
        (row.key, row.at) for row in plain.blocks[0].rows
    ]
    assert not codes(recognised(book(cut)).findings)
    assert [each.form for each in filings(Sheet("s", cut.rows[3:]))] == ["lending"]


def test_labels_only_some_of_which_are_cut_are_read() -> None:
    cut = Sheet(
        "s",
        [
            *LENDING.rows[:3],
            ["类目月份", "合计", "成人", "少儿", "分馆", "备注"],
            [None, None, "外借", "外借"],
            *LENDING.rows[4:],
        ],
    )
    (filing,) = filings(cut)
    assert filing.blocks[0].columns == {at: at + 1 for at in range(5)}
    assert filing.blocks[0].rows[0].at == 5


def test_the_first_entry_of_a_list_of_texts_is_no_part_of_its_header() -> None:
    (plain,) = filings(MEDIA)
    other = [["报纸名" if cell == "媒体名称" else cell for cell in row] for row in MEDIA.rows]
    (filing,) = filings(Sheet("s", other))
    assert [row.at for row in filing.blocks[0].rows] == [row.at for row in plain.blocks[0].rows]


def test_two_rows_of_texts_that_spell_no_header_are_none() -> None:
    done = recognised(book(sheet("| 甲 | 乙 | 丙 |\n| 方 | 方 | 方 |\n| 1 | 2 | 3 |")))
    assert not done.filings
