"""The words in the headers and footers of printed pages: of Open XML sheets (ECMA-376-1, 18.3.1.46), of an .xls
([MS-XLS] 2.4.136 and 2.4.137), of an OpenDocument workbook (ODF 1.3, part 3, 16.11), and of web pages that Excel saved;
records and elements of other families tell the same texts (`coded_margins`).

    &L李四&C第 &P 页，共 &N 页&R&"宋体"&10 七月闭馆       reads 李四, 第 页，共 页, 七月闭馆
"""

import html
import re
from collections.abc import Iterable, Iterator

from guanbiao.intake.limits import REMARK_CHARACTERS

_PART = re.compile(
    r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)</(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>"
)
_SECTION = re.compile(r"&[LCR]", re.IGNORECASE)
_CODE = re.compile(
    r'&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d{1,3} ?|[PNDTFAZGBIUESXYHO](?:[+-]\d+)?)', re.IGNORECASE
)
_OTHER_PAGES = 0x089C  # the kind that holds the headers and footers of even pages and of the first
RECORDS = (0x0014, 0x0015, _OTHER_PAGES)  # and those that hold the usual ones
_FIRST_TEXT = 38  # bytes of such a record before its texts
_LONG = 2  # bytes of a length
_STATED = re.compile(r'mso-(?:\w+-)?(?:header|footer)-data\s*:\s*"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{4})|\\(.)")  # in a style sheet, as Excel does it
_MASTER = re.compile(
    r"<style:((?:header|footer)(?:-left|-first)?)(?: [^>]*[^>/])?>(.*?)</style:\1>", re.DOTALL
)  # one that is not shown is empty
_FIELD = re.compile(  # what the program puts in itself
    r"<text:(sheet-name|page-number|page-count|title|file-name|date|time)\b[^>]*?(?:/>|>.*?</text:\1>)", re.DOTALL
)
_BREAK = re.compile(r"</text:p>|<text:line-break\s*/>")
_TAG = re.compile("<[^>]*>")


def margins_of(part: bytes) -> tuple[str, ...]:
    """The words in the headers and footers of a sheet's part; codes of pages, dates and fonts left out."""
    start = part.find(b"headerFooter")
    if start < 0:
        return ()
    text = part[start:].decode("utf-8", "replace")
    return coded_margins(html.unescape(found) for found in _PART.findall(text))


def coded_margins(texts: Iterable[str]) -> tuple[str, ...]:
    """The words in headers and footers as Excel codes them: &L, &C and &R part what stands left, in the middle and
    right."""
    return _kept(each for text in texts for each in _sections(text))


def xls_margins(records: Iterable[tuple[int, bytes]]) -> tuple[str, ...]:
    """The words in the headers and footers of a sheet of an .xls, by its records of these kinds (RECORDS)."""
    return coded_margins(each for kind, data in records for each in _texts(kind, data))


def page_margins(style: str) -> tuple[str, ...]:
    """The words in the headers and footers that a style sheet of a web page states for a printed page."""
    texts = (_ESCAPED.sub(lambda each: _unescaped(*each.groups()), found) for found in _STATED.findall(style))
    return coded_margins(texts)


def _unescaped(code: str | None, sign: str) -> str:
    return sign if code is None else chr(int(code, 16))


def open_margins(styles: bytes) -> tuple[str, ...]:
    """The words in the headers and footers of the pages of an OpenDocument workbook, by its part of styles."""
    found = _MASTER.findall(styles.decode("utf-8", "replace"))
    texts = (_TAG.sub("", _BREAK.sub("\n", _FIELD.sub("", each))) for _, each in found)
    return _kept(html.unescape(text) for text in texts)


def _texts(kind: int, data: bytes) -> Iterator[str]:
    """The texts of a record of BIFF8, each as its length, whether its characters take two bytes, and these."""
    at, end = (_FIRST_TEXT if kind == _OTHER_PAGES else 0), len(data)
    while at + _LONG < end:
        wide = data[at + _LONG] & 1
        start, size = at + _LONG + 1, int.from_bytes(data[at : at + _LONG], "little") << wide
        yield data[start : start + size].decode("utf-16-le" if wide else "latin-1", "replace")
        at = start + size


def _sections(text: str) -> Iterator[str]:
    """The texts left, in the middle and right, without codes."""
    for section in _SECTION.split(text.replace("&&", "\0")):
        yield _CODE.sub("", section).replace("\0", "&")


def _kept(texts: Iterator[str]) -> tuple[str, ...]:
    bare = (" ".join(text.split())[:REMARK_CHARACTERS] for text in texts)
    return tuple(dict.fromkeys(filter(None, bare)))
