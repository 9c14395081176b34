"""A table that is printed in bands because it is too wide: one form where their rows are the same, else told."""

import pytest
from guanbiao.facts.extract import extract
from guanbiao.model.books import Sheet
from guanbiao.model.filings import Filing
from guanbiao.text.cells import Value
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, codes, filings, printed, report

VISITS, LECTURES = 14, 8
CUTS = {VISITS: (3, 7), LECTURES: (2, 4)}  # the row of the header, and the first column of the second band


def bands(number: int) -> tuple[list[list[Value]], list[list[Value]]]:
    """The rows of both bands, the second without a title."""
    rows, (head, cut) = printed(number).rows, CUTS[number]
    return [list(row[:cut]) for row in rows[:-1]], [[row[0], *row[cut:]] for row in rows[head:-1]]


def below(number: int, *between: list[Value]) -> Sheet:
    upper, lower = bands(number)
    return Sheet("Sheet1", [*upper, [], *between, *lower])


def cells(*found: Filing) -> list[tuple[str, str, str | None]]:
    frame = extract(found, CATALOGUE).cells.sort("row", "column", "seq", maintain_order=True)
    return list(frame.select("row", "column", "raw").iter_rows())


@pytest.mark.parametrize("number", CUTS)
@pytest.mark.parametrize("way", ["below", "titled", "sheet", "titled sheet"])
def test_two_bands_with_the_same_rows_are_one_form(number: int, way: str) -> None:
    upper, lower = bands(number)
    title: list[list[Value]] = [[f"{printed(number).rows[0][0]}（续表）"]] if "titled" in way else []
    first, second = Sheet("Sheet1", upper), Sheet("Sheet2", [*title, *lower])
    sheets = (first, second) if "sheet" in way else (below(number, *title),)
    plain = replace(printed(number), rows=printed(number).rows[:-1])
    assert cells(*filings(*sheets)) == cells(*filings(plain))
    done = report(book(*sheets))
    assert [each.rule for each in done.findings if each.rule == "form_in_parts"] == ["form_in_parts"]
    without = [each.rule for each in done.findings if each.rule not in ("form_in_parts", "form_owed")]
    assert sorted(without) == sorted(codes(report(book(plain)).findings))


def test_each_figure_of_a_band_is_named_by_its_own_cell() -> None:
    upper, lower = bands(VISITS)
    (filing,) = filings(Sheet("Sheet1", upper), Sheet("续表", lower))
    lines = extract([filing], CATALOGUE).cells.select("raw", "at_row", "at_column").iter_rows()
    places = {filing.place(row, column): raw for raw, row, column in lines if raw is not None}
    rows = {"Sheet1": upper, "续表": lower}
    for (sheet, address), raw in places.items():
        column, row = ord(address[0]) - ord("A"), int(address[1:]) - 1
        assert str(rows[sheet][row][column]) == raw


@pytest.mark.parametrize("number", CUTS)
def test_bands_whose_rows_stand_in_another_order_are_told_once(number: int) -> None:
    drawn = below(number)
    rows, at = [*drawn.rows], len(bands(number)[0]) + 3
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    found, plain = (codes(report(book(each)).findings) for each in (replace(drawn, rows=rows), printed(number)))
    assert found.count("looks_continued") == 1
    assert not {"row_twice", "form_twice"} & set(found)
    assert all(found.count(code) <= plain.count(code) for code in found if code[0].isdigit())


def test_bands_of_several_departments_stay_apart() -> None:
    upper, lower = bands(LECTURES)
    upper[1:1], title = [["填报部门：业务中心"]], printed(LECTURES).rows[0][0]
    sheets = Sheet("甲", upper), Sheet("乙", [[title], ["填报部门：网络部"], *lower])
    assert "form_in_parts" not in codes(report(book(*sheets)).findings)


def test_a_table_that_lacks_columns_stays_one_filing() -> None:
    base, (_, first) = printed(VISITS), CUTS[VISITS]
    done = report(book(replace(base, rows=[list(row[:first]) for row in base.rows[:-1]])))
    assert len(done.filings) == 1
    assert "column_missing" in codes(done.findings)
