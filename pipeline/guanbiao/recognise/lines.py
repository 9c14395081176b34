"""The printed lines above and below a table: department and unit lines, signatures, dates, notes."""

import re
from collections.abc import Iterator, Sequence

from guanbiao.model.filings import PrintedLine
from guanbiao.text.cells import Value
from guanbiao.text.labels import plain

SIGNATURES = (
    "单位负责人",
    "部门负责人",
    "科室负责人",
    "统计负责人",
    "制表负责人",
    "分管领导",
    "主管领导",
    "负责人",
    "填表人",
    "填报人",
    "制表人",
    "经办人",
    "审核人",
    "复核人",
    "联系人",
    "联系电话",
    "填报日期",
    "填表日期",
    "制表日期",
    "日期",
)
_SIGNED = re.compile(r"(" + "|".join(r"\s*".join(name) for name in SIGNATURES) + r")\s*[:：]")
_DATE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
_PREFACE = re.compile(r"^(?:填报|填表|制表)(?:部门|单位)[:：]|^(?:计量)?单位[:：(]")
_NOTE = re.compile(r"^[-—*※]*(?:附?注|说明|备注)\d*[:：]|^\d+[、.](?!\d+$)")


def is_line(cells: Sequence[tuple[int, Value]]) -> bool:
    """Whether the non-empty cells of a row, as (column, value), read as a signature, a date of filing, a note, or the
    department or unit that stands above a table.

    >>> is_line([(0, "填表人：王某"), (3, "部门负责人：")]), is_line([(0, "1月"), (1, 20)])
    (True, False)
    """
    if (
        len(cells) == 1
        and isinstance(text := cells[0][1], str)
        and any(form.match(plain(text)) for form in (_DATE, _NOTE, _PREFACE))
    ):
        return True
    return any(
        isinstance(text, str) and (":" in text or "：" in text) and _SIGNED.match(text.strip()) for _, text in cells
    )


def footer_lines(row: int, cells: Sequence[tuple[int, Value]]) -> Iterator[PrintedLine]:
    """The lines that the non-empty cells of one row make, as (column, value): a signature each, else a note each.

    A signature's value may stand behind its label or in the next cell; `2021年1月6日` alone is the date of filing.

    >>> [(line.role, line.label, line.value) for line in footer_lines(9, [(0, "填表人：王某"), (3, "2021年1月6日")])]
    [('signature', '填表人', '王某'), ('signature', '填报日期', '2021年1月6日')]
    """
    texts = [(column, str(value)) for column, value in cells]
    for at, (column, text) in enumerate(texts):
        signed = list(_SIGNED.finditer(text))
        if signed:
            following = texts[at + 1][1] if at + 1 < len(texts) and not _SIGNED.search(texts[at + 1][1]) else ""
            yield from _signatures(row, column, text, signed, following)
        elif _DATE.match(plain(text)):
            yield PrintedLine("signature", text, row, column, "填报日期", plain(text))
        elif not (at and _SIGNED.search(texts[at - 1][1])):
            yield PrintedLine("preface" if _PREFACE.match(plain(text)) else "note", text, row, column)


def _signatures(row: int, column: int, text: str, signed: list[re.Match[str]], following: str) -> Iterator[PrintedLine]:
    """The signatures in one text, from label to label; the last takes what is `following` where its own is missing."""
    ends = [match.start() for match in signed[1:]] + [len(text)]
    for match, end in zip(signed, ends, strict=True):
        label, value = plain(match[1]), " ".join(text[match.end() : end].split())
        is_last = end == len(text)
        value = value or (following.strip() if is_last else "")
        shown = text[match.start() : end].strip()
        yield PrintedLine(
            "signature", shown if not following or not is_last else f"{shown}{following}", row, column, label, value
        )
