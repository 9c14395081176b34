"""What engines hide of .xlsx: dates by their formats, the box of cells, formulas as texts."""

import pytest
from guanbiao.intake.formats.ooxml import box
from guanbiao.intake.limits import CELL_BOX
from guanbiao.intake.parse import parse

from tests.drawing import read_bytes
from tests.intake.hostile.build import parts, with_part, xlsx, zipped

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def with_styles(data: str, *, from_1904: bool = False) -> list[object]:
    base = parts(f'<row r="1">{data}</row>')
    if from_1904:
        base = with_part(base, BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>')
    return list(read_bytes(zipped(base)).sheets[0].rows[0])


def test_chinese_date_formats_are_dates_by_their_format_alone() -> None:
    cells = '<c r="A1" s="1"><v>43840</v></c><c r="B1" s="2"><v>43840</v></c><c r="C1" s="3"><v>43840.5</v></c>'
    cells += '<c r="D1"><v>43840</v></c><c r="E1" s="4"><v>0.375</v></c>'
    assert with_styles(cells) == ["2020-01-10", "2020-01-10", "2020-01-10 12:00:00", 43840, "09:00:00"]


@pytest.mark.parametrize("from_1904", [False, True])
def test_the_second_engine_reads_the_same_dates(from_1904: bool) -> None:
    base = parts(
        '<row r="1"><c r="A1" s="1"><v>42378</v></c><c r="B1" s="4"><v>0.375</v></c><c r="C1"><v>5</v></c></row>'
    )
    if from_1904:
        base = with_part(base, BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>')
    first, second = (parse(zipped(base), cautious=cautious).sheets[0].rows for cautious in (False, True))
    assert second == first == [["2020-01-10" if from_1904 else "2016-01-09", "09:00:00", 5]]


def test_workbooks_that_count_from_1904_mean_the_same_days() -> None:
    cells = '<c r="A1" s="1"><v>42378</v></c><c r="B1" s="2"><v>42378</v></c>'
    assert with_styles(cells, from_1904=True) == ["2020-01-10", "2020-01-10"]


def test_days_before_the_one_that_never_was_are_dates_too() -> None:
    assert with_styles('<c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>61</v></c>') == ["1900-02-28", "1900-03-01"]


def test_a_serial_that_is_no_day_stays_a_number() -> None:
    assert with_styles('<c r="A1" s="1"><v>99999999</v></c>') == [99999999]


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        ('<row r="2"><c r="C2"><v>1</v></c></row>', 6),
        ('<row r="1"><c r="B900"><v>1</v></c></row>', 1800),
        ('<row r="1"><c r="XFD1048576" s="1"/></row>', 1 << 34),
        ("", 0),
    ],
)
def test_a_sheet_is_at_least_as_small_as_its_addresses_say(data: str, cells: int) -> None:
    assert box(data.encode()) == cells


@pytest.mark.parametrize("data", ["<row><c><v>1</v></c></row>", "<row><c s='1' r='A1'><v>1</v></c></row>"])
def test_cells_without_a_plain_address_are_looked_at_closely(data: str) -> None:
    assert box(data.encode()) > CELL_BOX


def test_an_xlsx_of_nothing_but_formulas_never_runs_one() -> None:
    (sheet,) = read_bytes(xlsx([["=1+1", "+1", "-1", "@SUM(A1)", "{=1}"]])).sheets
    assert sheet.rows == [["=1+1", "+1", "-1", "@SUM(A1)", "{=1}"]]
