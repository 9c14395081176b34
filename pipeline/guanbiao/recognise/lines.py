"""The printed lines above and below a table: department and unit lines, signatures, dates, notes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from guanbiao.forms.vocabulary import SIGNED, Vocabulary
from guanbiao.model.books import Sheet
from guanbiao.model.filings import PrintedLine
from guanbiao.text.cells import Value
from guanbiao.text.labels import plain
from guanbiao.text.titles import is_page_mark
from guanbiao.text.traditional import simplified

_DATE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
_PREFACE = re.compile(r"^(?:填报|填表|制表)(?:部门|单位)[:：]|^(?:计量)?单位[:：(]")
_DEPARTMENT = re.compile(r"^(?:填报|填表|制表)(?:部门|单位)[:：](.*)$")
_NOTE = re.compile(r"^[-—*※]*(?:附?注|说明|备注)\d*[:：]|^\d+[、.](?!\d+$)")

_LABEL = 16  # characters of the label of a signature, spread out
_BRACKETED = re.compile(r"^[(（【\[][^()（）]*[)）】\]]$")
_REMARK = re.compile(
    r"^(?:[(（【\[].*[)）】\]]|([-—―─=*])\1*[^-—―─=*]+\1+|[※*＊].*|以[下上].*|(?:其中|附?注|说明|备注)[:：].*"
    r"|(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]).*)$"
)


class Words(Struct, frozen=True):
    """A vocabulary made ready to read with: `signed` finds the labels of signatures before a colon, `signatures` are
    those that need none, `totals` the words for a total, `numberings` the headings of column numbers, `units` the units
    that are not usual, `set_aside` the words in the name of what is not to count where there is another, `aliases`
    groups of labels that say the same."""

    signed: re.Pattern[str]
    signatures: frozenset[str]
    totals: tuple[str, ...]
    numberings: tuple[str, ...]
    units: tuple[str, ...]
    set_aside: tuple[str, ...]
    aliases: tuple[frozenset[str], ...]


@lru_cache
def words_of(vocabulary: Vocabulary) -> Words:
    """A vocabulary made ready to read with."""
    labels = (r"\s*".join(map(re.escape, simplified(label))) for label in vocabulary.all_signatures)
    return Words(
        re.compile(f"({'|'.join(labels)})\\s*[:：]"),
        frozenset(simplified(plain(label)) for label in vocabulary.all_signatures if label not in SIGNED),
        vocabulary.all_totals,
        vocabulary.all_numberings,
        vocabulary.units,
        vocabulary.all_set_aside,
        tuple(map(frozenset, vocabulary.all_aliases)),
    )


USUAL = words_of(Vocabulary())  # of a catalogue that adds no words of its own


def is_line(cells: Sequence[tuple[int, Value]], words: Words) -> bool:
    """Whether the non-empty cells of a row, as (column, value), read as a signature, a date of filing, a note, the
    department or unit that stands above a table, or a word that it goes on from another page.

    >>> is_line([(0, "填表人：王某"), (3, "部门负责人：")], USUAL), is_line([(0, "1月"), (1, 20)], USUAL)
    (True, False)
    """
    if len(cells) == 1 and isinstance(text := cells[0][1], str) and _stands_alone(text):
        return True
    for _, text in cells:  # of every row of every list: a generator would cost twice as much
        if type(text) is str and (":" in text or "：" in text) and words.signed.match(simplified(text.strip())):
            return True
    return False


@lru_cache(maxsize=8192)
def _stands_alone(text: str) -> bool:
    """Whether a text alone in its row is a date, a note, a department or unit, or says that a table goes on."""
    return any(form.match(_plain(text)) for form in (_DATE, _NOTE, _PREFACE)) or is_page_mark(text)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """A line as it is compared."""
    return simplified(plain(text))


def are_signed(cells: Sequence[tuple[int, Value]], words: Words) -> bool:
    """Whether the cells of a row are a label of a signature and what stands behind it, each in a cell of its own.

    >>> are_signed([(0, "填表人"), (1, "王某")], USUAL), are_signed([(0, "1月"), (1, 20)], USUAL)
    (True, False)
    """
    text = cells[0][1] if len(cells) > 1 else None
    return type(text) is str and len(text) <= _LABEL and _plain(text) in words.signatures


def is_remark(row: int, cells: Sequence[tuple[int, Value]], sheet: Sheet, columns: int) -> bool:
    """Whether the only cell of a row is a remark on the rows of a list, whatever dates and figures it names: a text in
    brackets or behind a mark of a note, a numbered heading, or one merged over most of the list's `columns`."""
    if len(cells) != 1 or not isinstance(text := cells[0][1], str):
        return False
    if _REMARK.match(_plain(text)):
        return True
    wide = (
        right - left + 1 for top, left, bottom, right in sheet.merges if top == row == bottom and left == cells[0][0]
    )
    return any(width * 2 > columns for width in wide)


def are_bracketed(cells: Sequence[tuple[int, Value]]) -> bool:
    """Whether several cells hold nothing but texts in brackets, as what is explained below a header."""
    if (
        len(cells) < 2
        or not isinstance(first := cells[0][1], str)
        or not first.lstrip().startswith(("(", "（", "【", "["))
    ):
        return False
    return all(isinstance(text, str) and _BRACKETED.match(plain(text)) for _, text in cells)


def department_of(text: str) -> str:
    """The department that a line above a table names; '' where it names none.

    >>> department_of("填报部门： 业务中心"), department_of("单位：册次")
    ('业务中心', '')
    """
    named = _DEPARTMENT.match(plain(text))
    return named[1] if named else ""


def footer_lines(row: int, cells: Sequence[tuple[int, Value]], words: Words) -> Iterator[PrintedLine]:
    """The lines that the non-empty cells of one row make, as (column, value): a signature each, else a note each.

    A signature's value may stand behind its label or in the next cell; `2021年1月6日` alone is the date of filing.

    >>> cells = [(0, "填表人：王某"), (3, "2021年1月6日")]
    >>> [(line.role, line.label, line.value) for line in footer_lines(9, cells, USUAL)]
    [('signature', '填表人', '王某'), ('signature', '填报日期', '2021年1月6日')]
    """
    texts = [(column, str(value)) for column, value in cells]
    if are_signed(cells, words):
        texts = [(at, f"{text}：" if _plain(text) in words.signatures else text) for at, text in texts]
    labels = [list(words.signed.finditer(simplified(text))) for _, text in texts]
    for at, (column, text) in enumerate(texts):
        if signed := labels[at]:
            following = texts[at + 1][1] if at + 1 < len(texts) and not labels[at + 1] else ""
            yield from _signatures(row, column, text, signed, following)
        elif _DATE.match(plain(text)):
            yield PrintedLine("signature", text, row, column, "填报日期", plain(text))
        elif not (at and labels[at - 1]):
            yield PrintedLine("preface" if _PREFACE.match(_plain(text)) else "note", text, row, column)


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
