"""White ink on web pages and XML 2003 spreadsheets: told where nobody sees a number, and nowhere else."""

import pytest

from tests.drawing import read_bytes

STYLES = """<style>td{color:black} .w{color:white;} .w2, td.x65 {mso-pattern:auto; color:#FFFFFF}
.b{background:#4472C4;mso-pattern:black none} .p{background:white} .k{color:windowtext}</style>"""


def white(cells: str, rest: str = "") -> list[tuple[str, str]]:
    """The cells of the second row of a page's table that are told, with their numbers."""
    page = f"<html>{STYLES}<body {rest}><table><tr><td>月份</td></tr><tr>{cells}</tr></table></body></html>"
    (sheet,) = read_bytes(page.encode(), "表.html").sheets
    return [(note.cell, note.raw) for note in sheet.notes if note.code == "format_white"]


@pytest.mark.parametrize(
    "cell",
    [
        '<td class="w">12</td>',
        '<td class="k w2">12</td>',
        '<td class=x65 x:num="12">12</td>',
        '<td style="color: #fff">12</td>',
        '<td style="COLOR: White; font-size: 9pt">12</td>',
        '<td style="color: rgb(255, 255, 255) !important">12</td>',
        '<td><font color="#FFFFFF">12</font></td>',
        '<td sdval="12"><font face="宋体"><font color="white">12</font></font></td>',
        '<td><span style="color:white">1</span><b style="color:#ffffff">2</b> </td>',
        '<td class="w p">12</td>',
        '<td class="w" bgcolor="#FFFFFF">12</td>',
        '<td class="w" style="background: none">12</td>',
        '<td class="w"><span style="background-color:white">12</span></td>',
        '<td class="k" style="color:white">12</td>',
    ],
)
def test_a_number_in_white_on_white_is_told(cell: str) -> None:
    assert white(cell) == [("A2", "12")]


@pytest.mark.parametrize(
    "cell",
    [
        "<td>12</td>",
        '<td class="k">12</td>',
        '<td class="w b">12</td>',
        '<td class="w" bgcolor="#4472C4">12</td>',
        '<td class="w" style="background:#4472C4">12</td>',
        '<td class="w"><span style="background-color:navy">12</span></td>',
        '<td class="w" style="color:black">12</td>',
        '<td class="w"><font color="black">12</font></td>',
        '<td><font color="white">1</font>2</td>',
        '<td>1<font color="white">2</font></td>',
        '<td style="background-color:white">12</td>',
        '<td style="color:#fffff0">12</td>',
        '<td style="color:rgba(255,255,255,0.5)">12</td>',
        '<td class="w">十二</td>',
        '<td class="w">0</td>',
        '<td class="w"></td>',
    ],
)
def test_what_is_seen_or_is_no_number_is_not_told(cell: str) -> None:
    assert white(cell) == []


def test_ink_and_ground_of_what_is_around_a_cell_count() -> None:
    assert white("<td>12</td>", 'style="color:white"') == [("A2", "12")]
    assert white('<td class="w">12</td>', 'bgcolor="#000000"') == []
    assert white('<td class="w" style="background:white">12</td>', 'bgcolor="#000000"') == [("A2", "12")]
    assert white('<td class="w">12</td><td>5</td><td class="w">7</td>') == [("A2", "12"), ("C2", "7")]


def spreadsheet(font: str, interior: str = "", data: str = '<Data ss:Type="Number">12</Data>') -> list[str]:
    namespaces = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    style = f'<Styles><Style ss:ID="s1"><Font {font}/>{interior}</Style></Styles>'
    table = f'<Table><Row><Cell ss:StyleID="s1">{data}</Cell><Cell><Data ss:Type="Number">7</Data></Cell></Row></Table>'
    whole = f'<?xml version="1.0"?><Workbook {namespaces}>{style}<Worksheet ss:Name="表">{table}</Worksheet></Workbook>'
    (sheet,) = read_bytes(whole.encode(), "表.xml").sheets
    return [note.cell for note in sheet.notes if note.code == "format_white"]


@pytest.mark.parametrize(
    ("font", "interior", "is_told"),
    [
        ('ss:Color="#FFFFFF"', "", True),
        ('ss:Color="#ffffff" ss:Bold="1"', "<Interior/>", True),
        ('ss:Color="#FFFFFF"', '<Interior ss:Color="#FFFFFF" ss:Pattern="Solid"/>', True),
        ('ss:Color="#FFFFFF"', '<Interior ss:Color="#4472C4" ss:Pattern="Solid"/>', False),
        ('ss:Color="#000000"', "", False),
        ('ss:Bold="1"', "", False),
    ],
)
def test_styles_of_xml_spreadsheets_in_white_on_white(font: str, interior: str, is_told: bool) -> None:
    assert spreadsheet(font, interior) == (["A1"] if is_told else [])
    assert spreadsheet(font, interior, '<Data ss:Type="String">词</Data>') == []
    assert spreadsheet(font, interior, '<Data ss:Type="Number">0</Data>') == []
