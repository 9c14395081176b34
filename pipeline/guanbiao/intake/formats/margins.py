"""The words in the headers and footers of printed pages: of Open XML sheets (ECMA-376-1, 18.3.1.46), of an .xls
([MS-XLS] 2.4.136) and of an OpenDocument workbook (ODF 1.3, part 3, 16.11).

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
RECORDS = (0x0014, 0x0015)  # the kinds that hold a header and a footer
_LONG = 2  # bytes of a length
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
    return _kept(each for found in _PART.findall(text) for each in _sections(html.unescape(found)))


def xls_margins(records: Iterable[tuple[int, bytes]]) -> tuple[str, ...]:
    """The words in the header and the footer of a sheet of an .xls, by its records of these kinds (RECORDS)."""
    texts = (_text(data) for _, data in records)
    return _kept(each for text in texts for each in _sections(text))


def open_margins(styles: bytes) -> tuple[str, ...]:
    """The words in the headers and footers of the pages of an OpenDocument workbook, by its part of styles."""
    found = _MASTER.findall(styles.decode("utf-8", "replace"))
    texts = (_TAG.sub("", _BREAK.sub("\n", _FIELD.sub("", each))) for _, each in found)
    return _kept(html.unescape(text) for text in texts)


def _text(data: bytes) -> str:
    """A text of BIFF8: its length, whether its characters take two bytes, and these."""
    size, flags = int.from_bytes(data[:_LONG], "little"), data[_LONG : _LONG + 1]
    wide = flags == b"\x01"
    return data[_LONG + 1 : _LONG + 1 + size * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _sections(text: str) -> Iterator[str]:
    """The texts left, in the middle and right, without codes."""
    for section in _SECTION.split(text.replace("&&", "\0")):
        yield _CODE.sub("", section).replace("\0", "&")


def _kept(texts: Iterator[str]) -> tuple[str, ...]:
    bare = (" ".join(text.split())[:REMARK_CHARACTERS] for text in texts)
    return tuple(dict.fromkeys(filter(None, bare)))
