"""What is written in the headers and footers of pages is read with the sheet, without what programs put there."""

import io

import pytest
from guanbiao.intake.formats.margins import RECORDS, margins_of, open_margins, xls_margins
from guanbiao.intake.formats.xls_formulas import records
from guanbiao.intake.parse import parse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.intake.test_xls_formulas import BEGIN, END, stream
from tests.intake.test_xls_formulas import record as old_record

PAGE = "<style:master-page>{}</style:master-page>"


def test_words_of_all_pages_are_read_left_middle_and_right() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["处理", "说明"])
    header, footer = sheet.oddHeader, sheet.evenFooter
    assert header is not None
    assert footer is not None
    header.left.text, header.right.text = "李四", '&"宋体,常规"&10七月、八月闭馆'
    footer.center.text = "第 &P 页，共 &N 页"
    book.save(buffer := io.BytesIO())
    (read,) = parse(buffer.getvalue()).sheets
    assert read.margins == ("李四", "七月、八月闭馆", "第 页，共 页")


@given(st.text("七月闭馆 &<>\"'ab12", max_size=12))
def test_any_part_gives_words_or_none(text: str) -> None:
    assert margins_of(f"<worksheet>{text}</worksheet>".encode()) == ()
    for each in margins_of(f"<headerFooter><oddHeader>{text}</oddHeader></headerFooter>".encode()):
        assert set("".join(each.split())) <= set(text)


@pytest.mark.parametrize(("wide", "kind"), [(b"\1", "utf-16-le"), (b"\0", "latin-1")])
def test_the_margins_of_old_workbooks_are_read(wide: bytes, kind: str) -> None:
    words = "closed" if kind == "latin-1" else "闭馆"
    text = f"&C&P&R{words}"
    data = len(text).to_bytes(2, "little") + wide + text.encode(kind)
    book = stream(BEGIN + old_record(0x14, data) + old_record(0x15) + END)
    assert xls_margins(records(book, 0, RECORDS)) == (words,)


def test_fields_of_programs_and_margins_that_are_not_shown_say_nothing() -> None:
    shown = "<style:header><text:p>闭<text:span>馆</text:span> <text:page-number>1</text:page-number></text:p>"
    shown += "</style:header>"
    fields = "<style:footer><text:p><text:sheet-name>???</text:sheet-name></text:p></style:footer>"
    hidden = '<style:header-left style:display="false"/><style:header-style/>'
    assert open_margins(PAGE.format(shown + hidden + fields).encode()) == ("闭馆",)
