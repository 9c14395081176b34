"""At least sixty kinds of files that people and programs drop, each with the ending it must have."""

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import msoffcrypto
from docx import Document
from guanbiao.intake.limits import DOCUMENT_TAGS
from msgspec import Struct

from tests.drawing import printed
from tests.intake.hostile.build import (
    HEAD,
    MAIN,
    biff,
    cell,
    compound,
    html,
    ods,
    ods_parts,
    parts,
    record,
    separated,
    sheet_data,
    strict,
    with_part,
    xlsb,
    xlsx,
    xml_2003,
    zipped,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINK_TO_DOCUMENT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
ROWS = [list(row) for row in printed(7).rows]
SHEET = "xl/worksheets/sheet1.xml"
READ, NO_FORM = "read", "no_form"


class Kind(Struct, frozen=True):
    """A file: what is in it, the status it ends with, the reason (of a refusal), the notes that tell of it;
    `is_report`: it is an annual report, and no form."""

    content: Callable[[], bytes]
    status: str
    reason: str = ""
    notes: tuple[str, ...] = ()
    is_report: bool = False


MAIL = b"From: =?utf-8?B?5p2O?= <li@example.cn>\r\nSubject: 2020\r\nMIME-Version: 1.0\r\n\r\n1,2\r\n"


def form(**changes: str) -> bytes:
    """The sample form as .xlsx, with something changed around it."""
    return xlsx(ROWS, **changes)


def changed(new: str) -> bytes:
    """The sample form with the figure in C5 written otherwise."""
    old = cell(4, 2, ROWS[4][2])
    assert old in sheet_data(ROWS)
    return zipped(parts(sheet_data(ROWS).replace(old, new)))


def beside(new: str) -> bytes:
    """The sample form with rows added below it."""
    return zipped(parts(sheet_data(ROWS) + new))


def package(base: Mapping[str, str | bytes] | None = None, **extra: str | bytes) -> bytes:
    """The sample form's parts with others added; `_` in a name stands for `/`, `__` for a point."""
    given = {name.replace("__", ".").replace("_", "/"): content for name, content in extra.items()}
    return zipped({**(base or parts(sheet_data(ROWS))), **given})


def swapped(old: str, new: str, part: str = SHEET) -> bytes:
    return zipped(with_part(parts(sheet_data(ROWS)), part, old, new))


def report(body: str = "", *, styles: str = "", **more: str | bytes) -> bytes:
    """An annual report in Word with some XML in its body."""
    paragraphs = "".join(
        f"<w:p><w:pPr><w:outlineLvl w:val='{level}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text, level in (("2020年度工作报告", 9), ("概况", 0), ("统计", 0))
    )
    given = {name.replace("_", "/").replace("//", "."): content for name, content in more.items()}
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": LINK_TO_DOCUMENT,
            "word/document.xml": f"{HEAD}<w:document xmlns:w='{WORD}'><w:body>{paragraphs}{body}</w:body></w:document>",
            "word/styles.xml": f"{HEAD}<w:styles xmlns:w='{WORD}'>{styles}</w:styles>",
            **given,
        }
    )


def locked(password: str) -> bytes:
    target = io.BytesIO()
    stored = zipped(parts(sheet_data(ROWS)), zipfile.ZIP_STORED)
    msoffcrypto.OfficeFile(io.BytesIO(stored)).encrypt(password, target)
    return target.getvalue()


def word() -> bytes:
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def flipped() -> bytes:
    """One bit of a packed part the other way round."""
    content = bytearray(zipped(parts(sheet_data(ROWS)), zipfile.ZIP_STORED))
    at = content.index(b"<v>") + 3
    content[at] ^= 1
    return bytes(content)


def declared(unpacked: int, count: int = 1) -> bytes:
    """Parts that declare a size that they may not have."""
    content = bytearray(
        zipped({**parts(sheet_data(ROWS)), **{f"xl/media/{no}.bin": b"x" * 100 for no in range(count)}})
    )
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        if content[at + 46 : at + 55] == b"xl/media/":
            struct.pack_into("<I", content, at + 24, unpacked)
        at += 4
    return bytes(content)


def twice() -> bytes:
    buffer = io.BytesIO(form())
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>')
    return buffer.getvalue()


def cased(name: str, part: str = SHEET, *, besides: bool = True) -> bytes:
    """The sample form with a part under a name that differs in case alone, besides its own or in its place."""
    given = parts(sheet_data(ROWS))
    content = given[part] if besides else given.pop(part)
    return zipped({**given, name: content})


def zip_locked() -> bytes:
    content = bytearray(form())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def mhtml() -> bytes:
    page = html(ROWS)
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="edge"\r\n\r\n--edge\r\nContent-Type: text/html; '
        b'charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n' + page + b"\r\n--edge--\r\n"
    )


def mangled_utf16() -> bytes:
    base = parts(sheet_data(ROWS))
    text = str(base[SHEET]).replace("UTF-8", "UTF-16")
    return zipped({**base, SHEET: text.encode("utf-16")})


def prefixed() -> bytes:
    base = str(parts(sheet_data(ROWS))[SHEET])
    for name in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        for old, new in (("<", "<x:"), ("</", "</x:")):
            for end in (" ", ">"):
                base = base.replace(f"{old}{name}{end}", f"{new}{name}{end}")
    base = base.replace("xmlns=", "xmlns:x=")
    return zipped({**parts(""), SHEET: base})


def without_addresses() -> bytes:
    import re

    full = [[" " if value is None else value for value in row] for row in ROWS]
    data = re.sub(r' r="[A-Z]*\d+"', "", sheet_data(full))
    return zipped(parts(data))


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LOL = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
TEXT = separated(ROWS)
MONTHS = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1024" '
    'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
)
NOISE = random.Random(7).randbytes(5000)
FAR_RECORD = record(0, struct.pack("<IIHBBBI", 1048575, 0, 300, 0, 0, 0, 0)) + record(
    5, struct.pack("<IId", 16383, 0, 1.0)
)

RING = "".join(f"<w:style w:styleId='{one}'><w:basedOn w:val='{other}'/></w:style>" for one, other in ("ab", "ba"))
WIDE = (
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr><w:p/></w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>" * 2
)
KINDS: dict[str, Kind] = {
    # what people have: the same table in every format, whatever its name says
    "普通.xlsx": Kind(form, READ),
    "普通改名.txt": Kind(lambda: beside(" "), READ),
    "带宏.xlsm": Kind(lambda: package(xl_vbaProject__bin=b"\xd0\xcf"), READ),
    "金山.et": Kind(lambda: beside("  "), READ),
    "严格.xlsx": Kind(lambda: strict(ROWS), READ),
    "二进制.xlsb": Kind(lambda: xlsb(ROWS), READ),
    "二进制改名.xls": Kind(lambda: xlsb(ROWS, ((0, 0, 0, 3),)), READ),
    "老二.xls": Kind(lambda: biff(ROWS, 2), READ, notes=("one_reader",)),
    "老三.xls": Kind(lambda: biff(ROWS, 3), READ, notes=("one_reader",)),
    "老四.xls": Kind(lambda: biff(ROWS, 4), READ, notes=("one_reader",)),
    "老五.xls": Kind(lambda: compound({"Book": biff(ROWS, 5)}), READ),
    "开放.ods": Kind(lambda: ods(ROWS), READ),
    "缩进.ods": Kind(
        lambda: zipped(
            {
                name: part if name != "content.xml" else part.replace("><table:", ">\n  <table:")
                for name, part in ods_parts(ROWS).items()
            },
            zipfile.ZIP_STORED,
        ),
        READ,
    ),
    "文本.csv": Kind(lambda: TEXT.encode(), READ),
    "文本带记号.csv": Kind(lambda: TEXT.encode("utf-8-sig"), READ),
    "文本国标.csv": Kind(lambda: TEXT.encode("gb18030"), READ),
    "文本制表.tsv": Kind(lambda: separated(ROWS, "\t").encode("utf-16"), READ),
    "文本大端.csv": Kind(lambda: TEXT.encode("utf-16-be"), READ),
    "文本分号.csv": Kind(lambda: ("sep=;\r\n" + separated(ROWS, ";")).encode(), READ),
    "网页.xls": Kind(lambda: html(ROWS), READ),
    "网页国标.xls": Kind(lambda: html(ROWS, "gb2312"), READ),
    "网页单文件.xls": Kind(mhtml, READ),
    "二〇〇三.xls": Kind(lambda: xml_2003(ROWS), READ),
    "默认密码.xlsx": Kind(lambda: locked("VelvetSweatshop"), READ, notes=("default_password",)),
    "反斜杠.xlsx": Kind(
        lambda: zipped({name.replace("/", "\\"): part for name, part in parts(sheet_data(ROWS)).items()}), READ
    ),
    "前缀.xlsx": Kind(prefixed, READ),
    "无地址.xlsx": Kind(without_addresses, READ),
    "宽字.xlsx": Kind(mangled_utf16, READ),
    "整列合并.xlsx": Kind(
        lambda: form(after='<mergeCells count="1"><mergeCell ref="Z1:Z1048576"/></mergeCells>'), READ
    ),
    "远处空格.xlsx": Kind(lambda: beside('<row r="1048576"><c r="XFD1048576" s="0"/></row>'), READ),
    "假范围.xlsx": Kind(lambda: form(before='<dimension ref="A1"/>'), READ),
    "外链.xlsx": Kind(lambda: package(xl_externalLinks_externalLink1__xml=f"{HEAD}<externalLink/>"), READ),
    "越级部件.xlsx": Kind(lambda: zipped({**parts(sheet_data(ROWS)), "../../越级.xml": "<a/>"}), READ),
    # what readers hide
    "错误值.xlsx": Kind(lambda: changed('<c r="C5" t="e"><v>#REF!</v></c>'), READ),
    "未计算.xlsx": Kind(lambda: changed('<c r="C5"><f>1+1</f></c>'), READ),
    "旧结果.xlsx": Kind(lambda: changed('<c r="C5"><f>1+1</f><v>3</v></c>'), READ, notes=("stale",)),
    "文本数字.xlsx": Kind(lambda: changed(cell(4, 2, "1234")), READ, notes=("number_as_text",)),
    "长数字.xlsx": Kind(lambda: changed('<c r="C5"><v>12345678901234567890</v></c>'), READ, notes=("long_digits",)),
    "隐藏行.xlsx": Kind(lambda: swapped('<row r="6">', '<row r="6" hidden="1">'), READ, notes=("hidden_rows",)),
    "隐藏列.xlsx": Kind(lambda: form(before=MONTHS), READ, notes=("hidden_columns",)),
    "筛选.xlsx": Kind(
        lambda: zipped(
            with_part(
                parts(sheet_data(ROWS), after='<autoFilter ref="A2:D9"/>'),
                SHEET,
                '<row r="6">',
                '<row r="6" hidden="1">',
            )
        ),
        READ,
        notes=("filtered_rows",),
    ),
    "隐藏表.xlsx": Kind(
        lambda: zipped(parts(sheet_data(ROWS), sheets=("甲", "乙"), states=("visible", "hidden"))),
        READ,
        notes=("hidden_sheet",),
    ),
    "合并下.xlsx": Kind(
        lambda: form(after='<mergeCells><mergeCell ref="A5:C5"/></mergeCells>'), READ, notes=("under_merge",)
    ),
    "控制符.xlsx": Kind(lambda: changed(cell(4, 2, "12_x0007_")), READ, notes=("control_characters",)),
    "超长.csv": Kind(lambda: (TEXT + "\r\n" + "长" * 40_000).encode(), READ, notes=("too_long",)),
    "引号.csv": Kind(lambda: (TEXT.replace('"', "") + '\r\n"没有关上').encode(), READ, notes=("quotes",)),
    # whole, but none of our forms
    "说明.txt": Kind(lambda: "请各部门于一月十日前报送。\n谢谢！".encode(), NO_FORM),
    "别的表.xlsx": Kind(lambda: xlsx([["姓名", "年龄"], ["某", 30]]), NO_FORM),
    "空表.xlsx": Kind(lambda: xlsx([]), NO_FORM),
    "无表.xlsx": Kind(lambda: zipped(parts("", sheets=())), NO_FORM),
    "网页无表.xls": Kind(lambda: b"<html><body><p>404 Not Found</p></body></html>", NO_FORM),
    "空白.csv": Kind(lambda: b"\r\n,,\r\n", NO_FORM),
    # no tables
    "空.xlsx": Kind(lambda: b"", "refused", "empty"),
    "全零.xlsx": Kind(lambda: b"\x00" * 5000, "refused", "zeros"),
    "扫描.pdf": Kind(lambda: b"%PDF-1.7\n%", "refused", "foreign_pdf"),
    "扫描改名.xlsx": Kind(lambda: b"%PDF-1.4\n%", "refused", "foreign_pdf"),
    "照片.jpg": Kind(lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", "refused", "foreign_picture"),
    "截图.png": Kind(lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 40, "refused", "foreign_picture"),
    "只有图片.xlsx": Kind(lambda: zipped({**parts(""), "xl/media/image1.png": b"\x89PNG"}), "refused", "only_pictures"),
    "只有图片.ods": Kind(
        lambda: zipped({**ods_parts([]), "Pictures/a.jpg": b"\xff\xd8\xff"}), "refused", "only_pictures"
    ),
    "图片和表.xlsx": Kind(lambda: package(xl_media_image1__png=b"\x89PNG"), READ),
    "打包.rar": Kind(lambda: b"Rar!\x1a\x07\x00", "refused", "foreign_archive"),
    "打包.7z": Kind(lambda: b"7z\xbc\xaf\x27\x1c", "refused", "foreign_archive"),
    "打包.zip": Kind(lambda: zipped({"表.xlsx": form()}), "refused", "foreign_archive"),
    "说明.docx": Kind(word, "refused", "foreign_document"),
    "报告.docx": Kind(report, READ, is_report=True),
    "报告改名.xlsx": Kind(lambda: report("<w:p/>"), READ, is_report=True),
    "报告带宏.docm": Kind(lambda: report(word_vbaProject__bin=b"x"), "refused", "foreign_document"),
    "报告表多.docx": Kind(lambda: report("<w:tbl/>" * 10_000), "refused", "limit_tables"),
    "报告段多.docx": Kind(lambda: report("<w:p/>" * (DOCUMENT_TAGS + 1000)), "refused", "limit_tags"),
    "报告嵌套.docx": Kind(lambda: report("<w:sdt>" * 9_000 + "</w:sdt>" * 9_000), "refused", "damaged_document"),
    "报告套表.docx": Kind(
        lambda: report("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60), READ, is_report=True
    ),
    "报告坏.docx": Kind(lambda: report("<w:p>"), "refused", "damaged_document"),
    "报告坏样式.docx": Kind(lambda: report(styles="<w:style>"), "refused", "damaged_document"),
    "报告样式成环.docx": Kind(lambda: report(styles=RING), READ, is_report=True),
    "报告实体.docx": Kind(
        lambda: report(word_document__xml=f"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document xmlns:w='{WORD}'/>"),
        "refused",
        "doctype",
    ),
    "报告宽表.docx": Kind(lambda: report(WIDE), READ, is_report=True),
    "报告无正文.docx": Kind(
        lambda: report(word_document__xml=f"<w:document xmlns:w='{WORD}'><w:t>2020年度工作报告</w:t></w:document>"),
        "refused",
        "damaged_document",
    ),
    "报告缺文.docx": Kind(
        lambda: zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": LINK_TO_DOCUMENT, "word/a.xml": "<a/>"}),
        "refused",
        "foreign_document",
    ),
    "说明.doc": Kind(lambda: compound({"WordDocument": b"x"}), "refused", "foreign_document"),
    "说明.rtf": Kind(lambda: b"{\\rtf1\\ansi}", "refused", "foreign_document"),
    "演示.pptx": Kind(
        lambda: zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "refused", "foreign_slides"
    ),
    "安装.exe": Kind(lambda: b"MZ\x90\x00" + b"\x00" * 60, "refused", "foreign_program"),
    "录像.mp4": Kind(lambda: b"\x00\x00\x00\x20ftypisom", "refused", "foreign_media"),
    "邮件.eml": Kind(lambda: MAIL, "refused", "foreign_mail"),
    "转发.eml": Kind(lambda: b"Received: from a\r\n\tby b\r\n" + MAIL, "refused", "foreign_mail"),
    "邮件.msg": Kind(lambda: compound({"__properties_version1.0": b"x"}), "refused", "foreign_compound"),
    "配置.xml": Kind(lambda: b"<?xml version='1.0'?><a/>", "refused", "foreign_xml"),
    "单文件.fods": Kind(lambda: b'<?xml version="1.0"?><office:document xmlns:office="x"/>', "refused", "flat_ods"),
    "噪声.xlsx": Kind(lambda: b"\x01" + NOISE, "refused", "unknown"),
    "西文编码.csv": Kind(lambda: "café;42;à\n".encode("latin-1") * 9, "refused", "encoding"),
    "框架.xls": Kind(lambda: b"<html><frameset rows='*'><frame src='a'></frameset></html>", "refused", "html_frames"),
    # damaged
    "半截.xlsx": Kind(lambda: form()[:2000], "refused", "damaged"),
    "三字节.xlsx": Kind(lambda: b"PK\x03", "refused", "damaged"),
    "缺尾.xlsx": Kind(lambda: form()[:-30], "refused", "damaged"),
    "坏位.xlsx": Kind(flipped, "refused", "damaged"),
    "坏记录.xlsb": Kind(lambda: xlsb(ROWS, extra=b"\x05\xff\xff\x7f"), "refused", "damaged"),
    "半截.xls": Kind(lambda: compound({"Book": biff(ROWS, 5)})[:1500], "refused", "damaged"),
    "半截.csv": Kind(lambda: TEXT.encode()[: TEXT.encode().rindex("计".encode()) + 2], "refused", "damaged"),
    "无工作簿.xlsx": Kind(
        lambda: zipped({"[Content_Types].xml": "<Types/>", SHEET: "<worksheet/>"}), "refused", "damaged"
    ),
    "标签不配.xlsx": Kind(lambda: swapped("</sheetData>", "</sheetDat>"), "refused", "damaged"),
    "标签不配.xls": Kind(lambda: xml_2003(ROWS)[:-20], "refused", "damaged"),
    "半截.ods": Kind(lambda: ods(ROWS, inner="<table:table-row>"), "refused", "damaged"),
    # locked
    "密码.xlsx": Kind(lambda: locked("某个密码"), "refused", "password"),
    "压缩密码.xlsx": Kind(zip_locked, "refused", "password"),
    "密码.ods": Kind(
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": "x",
                "META-INF/manifest.xml": "<encryption-data/>",
            }
        ),
        "refused",
        "password",
    ),
    # asking for too much
    "远处一格.xlsx": Kind(lambda: beside(FAR), "refused", "limit_cells"),
    "远处一格.xlsb": Kind(lambda: xlsb(ROWS, extra=FAR_RECORD), "refused", "limit_cells"),
    "重复.ods": Kind(lambda: ods(ROWS, inner=REPEATED), "refused", "limit_cells"),
    "巨幅.xls": Kind(
        lambda: b"<html><table>" + b"<tr><td rowspan=9999 colspan=16000>1</td></tr>" * 400 + b"</table></html>",
        "refused",
        "limit_cells",
    ),
    "压缩炸弹.xlsx": Kind(
        lambda: zipped({**parts(sheet_data(ROWS)), "xl/media/a.bin": b"\x00" * (80 << 20)}), "refused", "limit_ratio"
    ),
    "大部件.xlsx": Kind(lambda: declared(600 << 20), "refused", "limit_part"),
    "大总量.xlsx": Kind(lambda: declared(400 << 20, 3), "refused", "limit_unpacked"),
    "谎报.xlsx": Kind(lambda: declared(50), "refused", "damaged"),
    "多部件.xlsx": Kind(
        lambda: zipped({**parts(sheet_data(ROWS)), **{f"xl/a{no}.xml": "" for no in range(5001)}}, zipfile.ZIP_STORED),
        "refused",
        "limit_parts",
    ),
    "多表.xlsx": Kind(lambda: zipped(parts("", sheets=[f"表{no}" for no in range(300)])), "refused", "limit_sheets"),
    # attacks
    "重名部件.xlsx": Kind(twice, "refused", "parts_twice"),
    "重名表.xlsx": Kind(lambda: zipped(parts(sheet_data(ROWS), sheets=("甲", "甲"))), "refused", "parts_twice"),
    "外部定义.xlsx": Kind(lambda: swapped("<worksheet", f"{LOL}<worksheet"), "refused", "doctype"),
    "外部定义字串.xlsx": Kind(lambda: package(xl_sharedStrings__xml=f"{HEAD}{LOL}<sst/>"), "refused", "doctype"),
    "外部定义改名.xlsx": Kind(lambda: package(xl_media_image1__svg=f"{HEAD}{LOL}<svg/>"), "refused", "doctype"),
    "部件名大小写.xlsx": Kind(lambda: cased("xl/Worksheets/SHEET1.xml"), "refused", "parts_twice"),
    "部件名大写.xlsx": Kind(lambda: cased("XL/Styles.xml", "xl/styles.xml", besides=False), READ),
    "外部定义.xls": Kind(lambda: xml_2003(ROWS, LOL), "refused", "doctype"),
    "公式注入.csv": Kind(lambda: (TEXT + "\r\n=cmd|'/c calc'!A1,+1+1,@SUM(1),\\\\server\\x").encode(), READ),
}


@cache
def content(name: str) -> bytes:
    """The bytes of a kind, built once."""
    return KINDS[name].content()
