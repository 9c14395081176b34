"""One form in several ranges: pages, sheets, half-years, blocks beside each other; and what only looks like one."""

from collections.abc import Sequence

import pytest
from guanbiao.facts.extract import extract
from guanbiao.model.books import Note, Sheet
from guanbiao.model.filings import Filing
from guanbiao.text.cells import Value
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, filings, printed, recognised

LECTURES, LENDING = printed(8), printed(7)
HEAD, FIRST = 3, 4  # the rows of a head: title, department and header of a list, and of a grid a unit line besides
Row = Sequence[Value]


def head_of(sheet: Sheet, title: str = "", *, titled: bool = True) -> list[Row]:
    """The rows above the first one that is filled: a header alone, or all with another title."""
    top = next(at for at, row in enumerate(sheet.rows) if row[0] in ("序号", 1)) if sheet is LECTURES else 3
    rows = list(sheet.rows[: top + 1])
    return [[title or rows[0][0]], *rows[1:]] if titled else rows[top:]


def body_of(sheet: Sheet) -> list[Row]:
    return list(sheet.rows[len(head_of(sheet)) :])


def table(*filings: Filing) -> list[list[tuple[str, str, str | None]]]:
    """What the filings say, block by block, however they are laid out."""
    cells = extract(filings, CATALOGUE).cells
    lines = cells.sort("filing", "block", "seq", maintain_order=True).select("filing", "row", "column", "raw")
    return [
        [(row, column, raw) for filing, row, column, raw in lines.iter_rows() if filing == at and raw is not None]
        for at in range(len(filings))
    ]


def whole(sheet: Sheet) -> list[tuple[str, str, str | None]]:
    return table(*recognised(book(sheet)).filings)[0]


def pages(sheet: Sheet, *cuts: int) -> list[list[Row]]:
    rows = body_of(sheet)
    ends = [*cuts, len(rows)]
    return [rows[start:end] for start, end in zip([0, *cuts], ends, strict=True)]


def wide(rows: Sequence[Row], count: int) -> list[list[Value]]:
    return [[*row, *[None] * (count - len(row))][:count] for row in rows]


MARKS = ["{}", "{}（续表）", "{}（续）", "{}续表", "{} 第2页", "{}（第 2 页 共 3 页）", "续表：{}", "（续表）{}"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("sheet", [LECTURES, LENDING], ids=["list", "grid"])
def test_a_title_printed_on_every_page_is_one_filing(sheet: Sheet, mark: str) -> None:
    first, *others = pages(sheet, 3, 8)
    title = mark.format(sheet.rows[0][0])
    again = [row for page in others for row in (*head_of(sheet, title), *page)]
    found = recognised(book(replace(sheet, rows=[*head_of(sheet), *first, *again])))
    assert table(*found.filings) == [whole(sheet)]
    assert [each.rule for each in found.findings] == ["form_in_parts"]
    assert len(found.filings[0].parts) == 3


@pytest.mark.parametrize("line", ["（续表）", "续", "接上页", "第2页", "承前页", "过次页"])
@pytest.mark.parametrize("sheet", [LECTURES, LENDING], ids=["list", "grid"])
def test_a_line_between_the_pages_of_a_table_is_none_of_its_rows(sheet: Sheet, line: str) -> None:
    first, second = pages(sheet, 5)
    rows = [*head_of(sheet), *first, [line], *head_of(sheet, titled=False), *second]
    assert table(*recognised(book(replace(sheet, rows=rows))).filings) == [whole(sheet)]


@pytest.mark.parametrize("names", [("第1页", "第2页"), ("Sheet1", "Sheet2"), ("讲座", "讲座（续）")])
@pytest.mark.parametrize("head", ["title", "mark", "header", "nothing"])
@pytest.mark.parametrize("sheet", [LECTURES, LENDING], ids=["list", "grid"])
def test_a_table_that_goes_on_on_the_next_sheet_is_one_filing(sheet: Sheet, head: str, names: tuple[str, str]) -> None:
    first, second = pages(sheet, 5)
    heads = {"title": head_of(sheet), "mark": [["（续表）"], *head_of(sheet, titled=False)], "nothing": []}
    above = heads.get(head, head_of(sheet, titled=False))
    one = replace(sheet, name=names[0], rows=[*head_of(sheet), *first])
    found = recognised(book(one, Sheet(names[1], [*above, *second])))
    assert table(*found.filings) == [whole(sheet)]
    places = {found.filings[0].place(row, 0)[0] for row in range(len(found.filings[0].sheet.rows))}
    assert places == set(names)


def test_cells_of_a_form_in_several_ranges_keep_their_own_addresses() -> None:
    first, second = pages(LECTURES, 5)
    moved = [[None, *row] for row in (*head_of(LECTURES), *second)]
    one = replace(LECTURES, name="一", rows=[*head_of(LECTURES), *first])
    (filing,) = recognised(book(one, Sheet("二", moved))).filings
    at = [filing.place(row.at, filing.blocks[0].columns[0]) for row in filing.blocks[0].rows]
    assert at[4:6] == [("一", "A8"), ("二", "B4")]


@pytest.mark.parametrize("titles", [("2020年上半年", "2020年下半年"), ("2020年1-6月", "2020年7-12月")])
def test_half_years_are_one_filing_of_the_year(titles: tuple[str, str]) -> None:
    halves = pages(LENDING, 6)
    sheets = [
        Sheet(name, [*head_of(LENDING, f"鞍山市图书馆文献流通册次统计表（{name}）"), *rows])
        for name, rows in zip(titles, halves, strict=True)
    ]
    found = recognised(book(*sheets))
    assert table(*found.filings) == [whole(LENDING)]
    assert found.filings[0].period == 2020
    lone = recognised(book(sheets[0]))
    assert not lone.filings
    assert [each.rule for each in lone.findings] == ["part_of_year", "file_no_form"]


def test_half_years_on_sheets_that_print_all_months_are_one_filing() -> None:
    rows = body_of(LENDING)
    blank = [[row[0]] for row in rows]
    first = Sheet("上半年", [*head_of(LENDING), *rows[:6], *blank[6:12], ["累计"]])
    second = Sheet("下半年", [*head_of(LENDING), *blank[:6], *rows[6:]])
    found = recognised(book(first, second))
    assert table(*found.filings) == [whole(LENDING)]


@pytest.mark.parametrize("below", [False, True], ids=["beside", "below"])
def test_half_years_in_two_blocks_of_one_sheet_are_one_filing(below: bool) -> None:
    head, (first, second) = head_of(LENDING), pages(LENDING, 6)
    if below:
        rows = [*head, *first, [], head[-1], *second]
    else:
        right = [head[-1], *second]
        left = wide([head[-1], *first], 7)
        left += wide([[]] * (len(right) - len(left)), 7)
        rows = [*head[:-1], *([*one, *other] for one, other in zip(left, right, strict=True))]
    assert table(*recognised(book(replace(LENDING, rows=rows))).filings) == [whole(LENDING)]


@pytest.mark.parametrize("across", [False, True], ids=["down", "across"])
def test_a_list_in_two_blocks_of_columns_is_one_filing(across: bool) -> None:
    head, rows = head_of(LECTURES), body_of(LECTURES)
    entries = [row for row in rows if isinstance(row[0], int)]
    rest = rows[len(entries) :]
    half = (len(entries) + 1) // 2
    left, right = (entries[::2], entries[1::2]) if across else (entries[:half], entries[half:])
    blocks = [wide([head[-1], *each], 6) for each in (left, right)]
    blocks[1] += [[None] * 6] * (len(blocks[0]) - len(blocks[1]))
    joined = [[*one, None, *other] for one, other in zip(*blocks, strict=True)]
    found = recognised(book(replace(LECTURES, rows=[*head[:-1], *joined, *rest])))
    assert table(*found.filings) == [whole(LECTURES)]


def test_copies_examples_other_departments_and_hidden_sheets_are_no_parts() -> None:
    first, second = pages(LECTURES, 5)
    one = replace(LECTURES, name="讲座", rows=[*head_of(LECTURES), *first])
    two = Sheet("第2页", [*head_of(LECTURES), *second])
    other = [list(row) for row in head_of(LECTURES)]
    other[1][0] = "填报部门：少儿部"
    for sheets in (
        (one, replace(two, name="填表示例")),
        (one, replace(two, notes=(Note("hidden_sheet"),))),
        (one, replace(two, rows=[*other, *second])),
        (LECTURES, replace(LECTURES, name="Sheet2")),
        (one, replace(two, rows=[*head_of(LECTURES), *first[:3], *second])),
    ):
        assert [each.parts for each in recognised(book(*sheets)).filings] == [(), ()]


def test_a_page_that_repeats_what_is_there_is_said_to_look_like_one() -> None:
    first, second = pages(LECTURES, 5)
    one = replace(LECTURES, name="讲座", rows=[*head_of(LECTURES), *first])
    two = Sheet("第2页", [*head_of(LECTURES, titled=False), *first[2:], *second])
    found = recognised(book(one, two))
    assert len(found.filings) == 1
    (finding,) = (each for each in found.findings if each.rule == "looks_continued")
    assert [term.sheet for term in finding.terms] == ["讲座", "第2页"]


def test_totals_of_pages_are_no_total_of_the_form() -> None:
    first, second = pages(LECTURES, 5)
    page = ["合计", "5期", None, None, None, 367]
    done = recognised(book(replace(LECTURES, rows=[*head_of(LECTURES), *first, page, *head_of(LECTURES), *second])))
    assert table(*done.filings) == [whole(LECTURES)]
    months = pages(LENDING, 6)
    half = ["累计", 1, 2, 3, 4]
    done = recognised(book(replace(LENDING, rows=[*head_of(LENDING), *months[0], half, *head_of(LENDING), *months[1]])))
    assert table(*done.filings) == [whole(LENDING)]


def test_a_page_on_which_nothing_is_filled_is_a_part_all_the_same() -> None:
    first, second = pages(LENDING, 4)
    blank = [[row[0]] for row in first]
    found = recognised(
        book(replace(LENDING, name="一", rows=[*head_of(LENDING), *blank]), Sheet("二", [*head_of(LENDING), *second]))
    )
    assert [len(each.parts) for each in found.filings] == [2]


def _by_kind(*, numbered: bool) -> list[Sheet]:
    """A list on a sheet for each kind of entry, one of a single entry; numbered through, or anew on each sheet."""
    base = printed(8)
    groups = [[at for at in range(3, 44) if at % 3 == 0], [4], [at for at in range(5, 44) if at % 3 and at != 4]]
    sheets = []
    for name, group in zip(("线下", "外借", "线上"), groups, strict=True):
        rows = [[base.rows[at][0] if numbered else no, *base.rows[at][1:]] for no, at in enumerate(group, 1)]
        sheets.append(replace(base, name=name, rows=[*base.rows[:3], *rows]))
    return sheets


def test_a_list_sorted_into_sheets_is_one_where_its_numbers_are() -> None:
    (filing,) = filings(*_by_kind(numbered=True))
    assert len(filing.stands) == 3


def test_a_sheet_with_one_entry_keeps_no_others_apart() -> None:
    found = filings(*_by_kind(numbered=False))
    assert sorted(len(filing.stands) for filing in found) == [1, 2]


def test_sheets_called_by_months_are_parts_of_one_list_however_short() -> None:
    sheets = _by_kind(numbered=False)
    named = [replace(each, name=name) for each, name in zip(sheets, ("1月", "2月", "3-4月"), strict=True)]
    (filing,) = filings(*named)
    assert len(filing.stands) == 3


@pytest.mark.parametrize(
    ("name", "year", "ranges"), [("Sheet2", "2020", [2]), ("Sheet2", "2019", [1]), ("草稿", "2020", [1])]
)
def test_bare_rows_of_a_list_without_numbers_go_on_where_all_their_dates_are_of_its_year(
    name: str, year: str, ranges: list[int]
) -> None:
    base = printed(26)
    others = [[str(value or "").replace("2020", year) or None for value in row] for row in base.rows[15:]]
    found = filings(replace(base, rows=base.rows[:15]), Sheet(name, others))
    assert [len(filing.stands) for filing in found] == ranges


def test_what_stands_above_the_header_on_a_further_sheet_is_kept_as_a_line() -> None:
    rows = body_of(LECTURES)
    second = [["（续表）"], ["说明：以下为下半年的讲座"], *head_of(LECTURES, titled=False), *rows[10:]]
    first = Sheet("一", [*head_of(LECTURES), *rows[:10]])
    (filing,) = filings(first, Sheet("二", second))
    assert table(filing) == [whole(LECTURES)]
    assert "说明：以下为下半年的讲座" in [line.text for line in filing.lines]
