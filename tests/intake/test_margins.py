"""What is written in the headers and footers of pages is read with the sheet, without what programs put there."""

import io
from collections.abc import Callable
from html import escape

import pytest
from guanbiao.intake.formats.margins import RECORDS, margins_of, open_margins, xls_margins
from guanbiao.intake.formats.xls_formulas import records
from guanbiao.intake.parse import parse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.intake.hostile.build import html, record, wide, xlsb, xml_2003
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


@pytest.mark.parametrize(("flag", "kind"), [(b"\1", "utf-16-le"), (b"\0", "latin-1")])
@pytest.mark.parametrize("pages", [0x14, 0x89C])
def test_the_margins_of_old_workbooks_are_read(pages: int, flag: bytes, kind: str) -> None:
    """The usual pages have a record a text, even ones and the first a record together."""
    words = "closed" if kind == "latin-1" else "闭馆"
    text = f"&C&P&R{words}"
    data = len(text).to_bytes(2, "little") + flag + text.encode(kind)
    data = data if pages == 0x14 else bytes(38) + data + data
    book = stream(BEGIN + old_record(pages, data) + old_record(0x15) + END)
    assert xls_margins(records(book, 0, RECORDS)) == (words,)


TEXT = "&L第 &P 页&R&10七月闭馆"


def in_binary(text: str) -> bytes:
    """The footer of even pages of a binary workbook."""
    none = b"\xff" * 4
    return xlsb([[1, 2]], extra=record(479, bytes(2) + none * 3 + wide(text) + none * 2) + record(480))


def in_xml(text: str) -> bytes:
    excel = "urn:schemas-microsoft-com:office:excel"
    page = f'<PageSetup><Header x:Margin="0.3" x:Data="{escape(text)}"/><Footer x:Margin="0.3"/></PageSetup>'
    options = f'<WorksheetOptions xmlns="{excel}" xmlns:x="{excel}">{page}</WorksheetOptions></Worksheet>'
    return xml_2003([[1, 2]]).replace(b"</Worksheet>", options.encode())


def in_page(text: str) -> bytes:
    coded = text.replace("&R", "&R&\\0022Arial\\,Bold\\0022")
    style = f'<style><!--\n@page {{margin:.75in; mso-header-data:"{coded}"; mso-header-margin:.3in;}}--></style>'
    return html([[1, 2]]).replace(b"</head>", f"{style}</head>".encode())


@pytest.mark.parametrize("made", [in_binary, in_xml, in_page])
def test_the_margins_of_other_families_are_read(made: Callable[[str], bytes]) -> None:
    (sheet,) = parse(made(TEXT)).sheets
    assert (sheet.margins, list(sheet.rows[0])) == (("第 页", "七月闭馆"), [1, 2])
    assert parse(made("")).sheets[0].margins == ()


def test_fields_of_programs_and_margins_that_are_not_shown_say_nothing() -> None:
    shown = "<style:header><text:p>闭<text:span>馆</text:span> <text:page-number>1</text:page-number></text:p>"
    shown += "</style:header>"
    fields = "<style:footer><text:p><text:sheet-name>???</text:sheet-name></text:p></style:footer>"
    hidden = '<style:header-left style:display="false"/><style:header-style/>'
    assert open_margins(PAGE.format(shown + hidden + fields).encode()) == ("闭馆",)
