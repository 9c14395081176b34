"""Telephone numbers as people write them: whether a text is nothing else."""

import re
import unicodedata
from functools import lru_cache

_MOST = 200  # characters of a cell of telephone numbers
_GAP = r"[ \-_.]?"
_MOBILE = "|".join(
    rf"1\d{{{first}}}{_GAP}\d{{{second}}}{_GAP}\d{{{third}}}"
    for first, second, third in ((2, 4, 4), (2, 3, 5), (3, 3, 4), (3, 4, 3))
)
_ABROAD = rf"\(?(?:\+|00)?86\)?{_GAP}"
_AREA = rf"\(?0\d{{2,3}}\)?{_GAP}{_GAP}|{_ABROAD}\(?0?[1-9]\d{{1,2}}\)?{_GAP}{_GAP}"
_LAND = rf"(?:{_AREA})?\d{{3,4}}{_GAP}\d{{4}}"
_SERVICE = rf"[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}"
_EXTENSION = r"(?: ?(?:转|分机号?|内线|ext\.?|x|#|-) ?:?\d{1,6})?"
_WORD = r"(?:(?:办公|联系|家庭|手机|固定|移动)?(?:电话|手机|座机|传真|号码)|tel|办|宅|家)"
_BESIDE = rf"(?:\({_WORD}\)|{_WORD}){{0,2}}"
_NUMBER = rf"{_BESIDE}[: ]*(?:(?:{_ABROAD})?(?:{_MOBILE})|{_LAND}|{_SERVICE}){_EXTENSION}(?!\d) *{_BESIDE}"
_WITHOUT_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"  # pasted along
_MARKS = str.maketrans("－‐‑–—―．\u00a0\u3000；", "------.  ;", _WITHOUT_WIDTH)


def is_phone(text: str) -> bool:
    """Whether a text is one telephone number or several, each of a length that numbers have, however it is set apart;
    with its extension, and with words that say which telephone it is.

    >>> is_phone("0412-5550000、13800000000"), is_phone("+86 138-0000-0000"), is_phone("(0412) 5550000转8")
    (True, True, True)
    >>> is_phone("553210"), is_phone("电话无")
    (False, False)
    """
    folded = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).strip()
    return len(folded) <= _MOST and bool(_numbers().fullmatch(folded))


@lru_cache(maxsize=1)
def _numbers() -> re.Pattern[str]:
    """One number or several; made where it is asked for, for readers of files that load this seldom do."""
    return re.compile(rf"(?:{_NUMBER}[\s,、;/或和]*)+", re.IGNORECASE)
