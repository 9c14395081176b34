"""A table that is printed in two bands, one below the other, is not read as one whose rows stand twice."""

from guanbiao.model.books import Sheet
from msgspec.structs import replace

from tests.drawing import book, codes, printed, report

VISITS, FIRST = 14, 7  # the columns of the first band


def banded() -> Sheet:
    base = printed(VISITS)
    upper = [list(row[:FIRST]) for row in base.rows[:-1]]
    lower = [[row[0], *row[FIRST:]] for row in base.rows[3:]]
    return replace(base, rows=[*upper, [], *lower])


def test_two_bands_are_told_once_and_break_no_relation() -> None:
    found, plain = (codes(report(book(each)).findings) for each in (banded(), printed(VISITS)))
    assert found.count("looks_continued") == 1
    assert not {"row_twice", "form_twice"} & set(found)
    assert all(found.count(code) <= plain.count(code) for code in found if code.startswith("14."))


def test_two_bands_are_two_parts_of_the_form() -> None:
    done = report(book(banded()))
    assert [len(filing.blocks[0].columns) for filing in done.filings] == [FIRST - 1, 13 - FIRST]


def test_a_table_that_lacks_columns_stays_one_filing() -> None:
    base = printed(VISITS)
    done = report(book(replace(base, rows=[list(row[:FIRST]) for row in base.rows[:-1]])))
    assert len(done.filings) == 1
    assert "column_missing" in codes(done.findings)
