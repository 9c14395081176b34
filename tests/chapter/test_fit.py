"""How tables fit the paper: every column once, nothing wider than the paper, no merged cell of the body cut."""

from collections.abc import Sequence

import pytest
from guanbiao.chapter.drafts import Cell, Sheet
from guanbiao.chapter.fit import LINES, SIZES, bands
from guanbiao.chapter.measure import lines_in, points
from guanbiao.chapter.squeeze import squeezed
from guanbiao.words.chapter import CENTRED, HEAD
from hypothesis import given
from hypothesis import strategies as st

ROOM, HIGH = 460.0, 700.0
TEXTS = st.text("图书馆1234567890 a", max_size=12)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A table with a head, labels of rows, and a last row of merged cells."""
    count, stub = draw(st.integers(2, 30)), draw(st.integers(0, 1))
    cells = [Cell(0, at, 0, at, draw(TEXTS), HEAD) for at in range(count)]
    cells += [Cell(1, at, 1, at, draw(TEXTS), CENTRED) for at in range(count)]
    at = 0
    while at < count:
        right = min(at + draw(st.integers(0, 9 if at >= stub else 0)), count - 1)
        cells.append(Cell(2, at, 2, right, draw(TEXTS), CENTRED))
        at = right + 1
    widths = tuple(draw(st.lists(st.floats(5, 40), min_size=count, max_size=count)))
    return Sheet("题", (), tuple(cells), widths, 1, stub, (), landscape=False)


@given(sheets())
def test_every_column_stands_once_and_fits(sheet: Sheet) -> None:
    parts = bands(sheet, ROOM, HIGH)
    labels = list(range(sheet.stub))
    assert all(list(part.columns[: sheet.stub]) == labels for part in parts)
    assert [at for part in parts for at in part.columns[sheet.stub :]] == list(range(sheet.stub, len(sheet.widths)))
    for part in parts:
        assert sum(part.widths) <= ROOM + 1 or part.size < SIZES[-1]
        for cell in sheet.cells:
            shown = [at for at in range(cell.column, cell.right + 1) if at in part.columns]
            assert not shown or len(shown) == cell.right - cell.column + 1


def plain(count: int, text: str) -> Sheet:
    cells = tuple(Cell(0, at, 0, at, text, CENTRED) for at in range(count))
    return Sheet("题", (), cells, (12.0,) * count, 0, 1, (), landscape=False)


def test_a_table_that_has_room_is_printed_large_and_a_wide_one_in_bands() -> None:
    assert [band.size for band in bands(plain(5, "1234567"), ROOM, HIGH)] == [SIZES[0]]
    wide = bands(plain(31, "1234567"), ROOM, HIGH)
    assert len(wide) > 1
    assert {band.size for band in wide} == {SIZES[-1]}


def tall(count: int, *texts: str) -> Sheet:
    """A table of so many rows of these texts."""
    cells = tuple(Cell(row, at, row, at, text, CENTRED) for row in range(count) for at, text in enumerate(texts))
    return Sheet("题", (), cells, tuple(12.0 for _ in texts), 0, 1, ("填表人：李某",), landscape=False)


def test_a_table_a_little_higher_than_a_page_is_made_to_fit_it_in_print_that_reads_well() -> None:
    long = "服务数据服务数据" * 2
    low, above = tall(16, "月份", "1", "2", long), tall(24, "月份", "1", "2", long)
    (plainly,), (fitted,), (over,) = (
        bands(each, ROOM, 600.0) for each in (low, above, tall(60, "月份", "1", "2", long))
    )
    assert (plainly.size, plainly.line) == (SIZES[0], LINES[0])
    assert fitted.high <= 600.0 < over.high
    assert fitted.size >= SIZES[-1]
    assert over.size == SIZES[0]  # it takes several pages in any case


ROWS = st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=6)


@given(ROWS, st.integers(1, 6))
def test_squeezed_columns_take_fewer_lines_and_no_more_width(rows: list[list[str]], spare: int) -> None:
    cells = [Cell(row, at, row, at, text, CENTRED) for row, texts in enumerate(rows) for at, text in enumerate(texts)]
    widths, least = (60.0, 40.0, 40.0, 90.0), (20.0,) * 4

    def lines(across: Sequence[float]) -> int:
        return sum(
            max(lines_in(each, across[each.column], 9.0) for each in cells if each.row == row)
            for row in range(len(rows))
        )

    found = squeezed(cells, widths, least, 9.0, spare)
    if found is not None:
        assert lines(found) <= lines(widths) - spare
        assert sum(found) == pytest.approx(sum(widths))
        assert all(each >= 19.99 for each in found)
    else:
        assert lines(widths) - spare < len(rows) or sum(widths) < 4 * points(30, 9.0)
