"""An annual report in OpenDocument: the same text and the same tables as it would have in Word."""

import pytest
from guanbiao.intake.parse import parse
from guanbiao.model.books import FileStatus
from guanbiao.model.documents import Paragraph

from tests.odt import MIME, content_of, open_text, packed
from tests.reports import TITLE


def text_in(*body: str) -> list[Paragraph]:
    """The paragraphs behind the title and the headings."""
    return list(parse(open_text(*body)).paragraphs[3:])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("借阅<text:s/>90<text:s text:c='2'/>册", "借阅 90  册"),
        ("借阅\n   90<text:tab/>册<text:line-break/>次", "借阅 90\t册\n次"),
        ("借<text:span text:style-name='T9'>阅<text:a>9</text:a></text:span>0册", "借阅90册"),
        ("借阅<text:page-number>90</text:page-number>册", "借阅90册"),
        ("借阅<text:note><text:note-citation>1</text:note-citation></text:note>90册", "借阅90册"),
        ("借阅<office:annotation office:name='a'><text:p>应为80</text:p></office:annotation>90册", "借阅90册"),
        ("借阅<text:change-start/>90<text:change-end/>册<text:bookmark/>", "借阅90册"),
        ("借阅<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>90册", "借阅90册"),
    ],
)
def test_a_paragraph_says_what_is_shown_of_it(written: str, shown: str) -> None:
    (found,) = text_in(f"<text:p>{written}</text:p>")
    assert (found.text, found.number, found.headings) == (shown, 4, ("概况", "服务"))


def test_headings_are_known_by_their_elements_and_by_styles() -> None:
    styled = [f'<text:p text:style-name="{name}">{name}</text:p>' for name in ("P1", "P2", "Standard")]
    found = text_in('<text:h text:outline-level="3">款</text:h>', *styled)
    assert [each.level for each in found] == [3, 1, 2, 0]


def test_what_is_struck_out_or_hidden_keeps_its_place_and_says_nothing() -> None:
    spans = "".join(
        f'<text:span text:style-name="T{at}">{text}</text:span>' for at, text in ((1, "80"), (3, "90"), (2, "万"))
    )
    (found,) = text_in(f"<text:p>借{spans}</text:p>")
    assert (found.text, found.told) == ("借8090万", "借  90 ")


def test_lists_and_sections_are_text_and_indexes_and_deletions_are_none() -> None:
    paragraph = "<text:p>{}</text:p>"
    body = (
        f"<text:tracked-changes><text:deletion>{paragraph.format('删去')}</text:deletion></text:tracked-changes>",
        f"<text:section>{paragraph.format('节')}</text:section>",
        f"<text:list><text:list-item>{paragraph.format('项')}</text:list-item></text:list>",
        f"<text:table-of-content><text:index-body>{paragraph.format('目录')}</text:index-body></text:table-of-content>",
        paragraph.format("末"),
    )
    assert [(each.text, each.number, each.order) for each in text_in(*body)] == [
        ("节", 4, 5),
        ("项", 5, 6),
        ("末", 6, 8),
    ]


def test_the_title_is_found_behind_what_was_deleted_and_with_a_remark_in_it() -> None:
    gone = "<text:p>删去</text:p>" * 300
    remark = "<office:annotation><dc:creator>李艳</dc:creator><text:p>年份对吗</text:p></office:annotation>"
    content = content_of().replace(TITLE, f"{TITLE[:4]}{remark}{TITLE[4:]}")
    before = f"<office:text><text:tracked-changes>{gone}</text:tracked-changes>"
    found = parse(packed(content.replace("<office:text>", before)))
    assert found.detail["opening"] == f"{TITLE}\n概况\n服务"
    assert [each.text for each in found.paragraphs] == [TITLE, "概况", "服务"]


def test_figures_in_text_boxes_and_notes_are_no_text_and_are_known_of() -> None:
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    remark = "<office:annotation><text:p>438711</text:p></office:annotation>"
    found = text_in(*(f"<text:p>借阅{each}</text:p>" for each in (box.format("438711"), box.format("见下图"), remark)))
    assert [(each.text, each.has_boxes) for each in found] == [("借阅", True), ("借阅", False), ("借阅", False)]


def test_tables_are_sheets_with_their_merged_cells_and_the_lines_around() -> None:
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    covered = "<table:covered-table-cell/>"
    thrice = 'table:number-columns-repeated="3"'
    wide, down = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    head = f"<table:table-row>{cell.format(down, '月份')}{cell.format(wide, '外借')}{covered}</table:table-row>"
    rows = (
        f"<table:table-header-rows>{head}</table:table-header-rows>",
        f"<table:table-row>{covered}{cell.format('', '成人')}{cell.format('', '少儿')}</table:table-row>",
        f"<table:table-row>{cell.format(thrice, '1')}</table:table-row>",
    )
    table = f"<table:table>{''.join(rows)}</table:table>"
    (sheet,) = parse(open_text("<text:p>流通统计表（2020年）</text:p>", table)).sheets
    assert [[*row] for row in sheet.rows] == [
        ["服务"],
        ["流通统计表（2020年）"],
        ["月份", "外借", None],
        [None, "成人", "少儿"],
        [1, 1, 1],
    ]
    assert (sheet.merges, sheet.above, sheet.table) == (((2, 0, 3, 0), (2, 1, 2, 2)), 2, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (open_text(), ""),
        (packed(content_of().replace(TITLE, "读者须知")), "foreign_document"),
        (packed(content_of(), mime=f"{MIME}-template"), "foreign_document"),
        (packed(content_of()[:-9]), "damaged_document"),
        (
            packed(
                content_of()
                .replace("office:text>", "office:chart>")
                .replace("<office:body", "<!--<office:text>--><office:body")
            ),
            "foreign_document",
        ),
        (packed(content_of(), ("META-INF/manifest.xml", "<encryption-data/>")), "password"),
        (packed("<!DOCTYPE x>" + content_of()), "doctype"),
    ],
)
def test_other_texts_and_those_that_cannot_be_read_are_refused(content: bytes, reason: str) -> None:
    found = parse(content)
    assert (found.status, found.reason) == (FileStatus.REFUSED if reason else FileStatus.READ, reason)
