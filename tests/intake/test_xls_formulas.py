"""Formulas of .xls files as texts: by themselves, shared, and those of broken streams."""

import io
import struct

import pytest
from guanbiao.intake.formats.xls_formulas import look_into
from guanbiao.intake.sheets import SheetDetails
from hypothesis import given, settings
from hypothesis import strategies as st
from xlrd.book import Book

SUM_OF_B3_TO_B14 = bytes([0x25]) + struct.pack("<HHHH", 2, 13, 0xC001, 0xC001) + bytes([0x19, 0x10, 0, 0])
SUM_OF_TWO_TO_THE_LEFT = bytes([0x2D]) + struct.pack("<HHHH", 0, 0, 0xC0FE, 0xC0FF) + bytes([0x19, 0x10, 0, 0])


def stream(content: bytes, version: int = 80) -> Book:
    """A sheet's stream as a book of xlrd's."""
    book = Book()
    book.mem, book.biff_version, book._sh_abs_posn, book.logfile = content, version, [0], io.StringIO()
    return book


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def formula(row: int, column: int, tokens: bytes) -> bytes:
    return record(0x0006, struct.pack("<HHH8sHIH", row, column, 0, b"", 0, 0, len(tokens)) + tokens)


BEGIN, END = record(0x0809, bytes(16)), record(0x000A)


def texts(*records: bytes) -> dict[tuple[int, int], str]:
    details = SheetDetails()
    look_into(details, stream(BEGIN + b"".join(records) + END), 0)
    return details.formulas


def test_a_formula_of_its_own() -> None:
    assert texts(formula(14, 1, SUM_OF_B3_TO_B14)) == {(14, 1): "SUM(B3:B14)"}


def test_formulas_that_share_one_are_moved_to_where_they_stand() -> None:
    link = b"\x01" + struct.pack("<HH", 2, 3)
    shared = struct.pack("<HHBBBBH", 2, 3, 3, 3, 0, 2, len(SUM_OF_TWO_TO_THE_LEFT)) + SUM_OF_TWO_TO_THE_LEFT
    found = texts(formula(2, 3, link), record(0x04BC, shared), formula(3, 3, link))
    assert found == {(2, 3): "SUM(B3:C3)", (3, 3): "SUM(B4:C4)"}


def test_charts_and_filters() -> None:
    details = SheetDetails()
    chart = BEGIN + formula(0, 0, SUM_OF_B3_TO_B14) + END
    content = BEGIN + chart + record(0x009D, b"\x02\x00") + formula(14, 1, SUM_OF_B3_TO_B14) + END
    look_into(details, stream(content), 0)
    assert (details.formulas, details.filtered) == ({(14, 1): "SUM(B3:B14)"}, True)


@pytest.mark.parametrize("version", [50, 45])
def test_older_formats_keep_theirs(version: int) -> None:
    details = SheetDetails()
    look_into(details, stream(BEGIN + formula(14, 1, SUM_OF_B3_TO_B14) + END, version), 0)
    assert not details.formulas


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_tokens_that_make_no_sense_are_a_formula_without_text(tokens: bytes) -> None:
    assert texts(formula(1, 1, tokens)).keys() == {(1, 1)}
