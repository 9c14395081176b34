"""The writer of .xlsx files."""

import inspect
import io
import zipfile

import pytest
from guanbiao.pages.page import Page, Placed, Spark
from guanbiao.pages.sheet import Sheet
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.workbook.pages import workbook_pages
from openpyxl import load_workbook
from xlsxwriter.worksheet import Worksheet

OVERRIDDEN = {
    "_calculate_spans": ["self"],
    "_write_rows": ["self"],
    "_write_cell": ["self", "row", "col", "cell"],
    "_escape_attributes": ["self", "attribute"],
}
WRITING = {"write_blank", "write_formula", "write_number", "write_string", "write_url"}


def test_a_sheet_of_ours_is_written_as_the_library_writes_it(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = (
        Placed(0, 0, '<题 "甲">&\n乙', "title", 0, 3),
        Placed(1, 0, '去 "那里" & 回来', "link", link='https://example.org/?a=1&b="2"<3>'),
        Placed(1, 1, '"甲" < 乙', "link", link="internal:'甲 & 乙'!B2"),
        Placed(2, 0, 3.5, "number", formula='=IF(1<2,"<&>",0.5)', comment='<"说明" & 别的>'),
        Placed(3, 0, None, "body"),
        Placed(3, 1, 'a "b"', "text", formula='=IF(A1<2,"a","b")'),
        Placed(3, 2, "", "text", formula="=A1"),
        Placed(3, 3, 1 / 3, "number", formula="=1/3"),
        Placed(40, 2, -1e-7, "number"),
        Placed(77, 1, True, "number"),
    )
    pages = (*workbook_pages(report, Phrases(report.catalogue, report.year)), Page("甲 & 乙", odd, (9.0,) * 4))
    ours = write_workbook(pages, '"甲" & <乙>')
    monkeypatch.setattr("guanbiao.pages.xlsx.Sheet", Worksheet)
    assert write_workbook(pages, '"甲" & <乙>') == ours


def test_a_number_that_leads_somewhere_stays_a_number_and_small_charts_are_drawn() -> None:
    cells = (Placed(0, 0, 12.5, "number", link="internal:'表'!A1"), Placed(0, 1, "甲", "link", link="internal:'表'!A1"))
    written = write_workbook([Page("表", cells, (9.0, 9.0), sparks=(Spark(1, 0, "'表'!A1:B1"),))], "题")
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<xm:f>'表'!A1:B1</xm:f>" in sheet
    assert '<c r="A1" s="1"><v>12.5</v></c>' in sheet
    assert [f'<hyperlink ref="{cell}" location="\'表\'!A1"' in sheet for cell in ("A1", "B1")] == [True, True]


def test_the_private_methods_that_a_sheet_of_ours_overrides_are_the_librarys() -> None:
    """Another version of the library may call them otherwise; then what we skip has to be looked at anew."""
    named = {name: list(inspect.signature(getattr(Worksheet, name)).parameters) for name in OVERRIDDEN}
    assert named == OVERRIDDEN
    assert {name for name in vars(Sheet) if name.startswith("_") and not name.startswith("__")} == OVERRIDDEN.keys()
    assert {name for name in vars(Sheet) if name.startswith("write_")} == WRITING
    for name in WRITING:
        assert f"return self._{name}(row, col, " in inspect.getsource(getattr(Worksheet, name))


def test_hidden_pages_pages_that_are_not_printed_and_properties() -> None:
    cells = (Placed(0, 0, "甲", "body"),)
    pages = (
        Page("键", cells, (9.0,), hidden=True),
        Page("单", cells, (9.0,)),
        Page("看", cells, (9.0,), repeat=(0, 0), unprinted=True),
    )
    book = load_workbook(io.BytesIO(write_workbook(pages, "题", {"guanbiao.b": "二", "guanbiao.a": "一" * 255})))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["veryHidden", "visible", "visible"]
    assert book.active is not None
    assert book.active.title == "单"
    _, slip, looked = book.worksheets
    assert (slip.print_area, looked.print_area) == ("", "'看'!$IV$1")
    assert looked.print_title_rows is None
    assert [(each.name, each.value) for each in book.custom_doc_props.props] == [  # type: ignore[attr-defined]
        ("guanbiao.b", "二"),
        ("guanbiao.a", "一" * 255),
    ]


@pytest.mark.parametrize("text", ["一" * 256, "𠀀" * 128])
def test_a_property_that_excel_does_not_take_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"guanbiao\.a"):
        write_workbook((Page("甲", (), ()),), "题", {"guanbiao.a": text})
