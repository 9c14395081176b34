"""Number formats that make the eye see another figure than the cell holds: hidden (`;;;`), or in thousands (`0,`)."""

import operator
import re
import unicodedata
from collections.abc import Iterator

from guanbiao.intake.marks import Altered

_PIECE = re.compile(r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]|(.)', re.DOTALL)  # of a format (ECMA-376-1, 18.8.31)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*")
_HOLDS = {"<=": operator.le, ">=": operator.ge, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "=": operator.eq}
_WHOLE = re.compile(r"general|通用格式|@|%|[ymdhse]", re.IGNORECASE)  # shows all of it, a share, a date, a power of ten
_DIGIT, _SCALED = re.compile("[0#?]"), re.compile(r"[0#?.],+(?!\s*[0#?])")
_WORDS = re.compile("[万亿千]|0{2,}")  # of what is printed beside the figure
_LONGEST = 255  # characters of a format; Excel takes no more


class _Section:
    """A part of a format: what it prints as it stands, its codes, and the condition under which it is taken."""

    def __init__(self) -> None:
        self.words, self.codes, self.condition = "", "", ""


def altered(code: str, value: float) -> Altered | None:
    """How a format makes a number look otherwise; None where it does not, be it rounded or not. A nought that is not
    shown is none.

    >>> [altered(code, 11799) for code in (";;;", "0,", '0!.0,"万"', '0"万"', '"暂无"')]
    ['hidden', 'scaled', 'scaled', 'scaled', 'hidden']
    >>> [altered(code, 11799) for code in ("#,##0.00_ ", '0"册"', "0;-0;;@", "General", '[<5]"";0', "yyyy-mm")]
    [None, None, None, None, None, None]
    """
    section = _chosen(list(_sections(code[:_LONGEST])), value) if value else None
    if section is None or _WHOLE.search(section.codes):
        return None
    if not _DIGIT.search(section.codes):
        return "hidden"
    return "scaled" if _SCALED.search(section.codes) or _WORDS.search(section.words) else None


def may_alter(code: str) -> bool:
    """Whether a format makes any number look otherwise."""
    return any(altered(code, value) for value in (1.0, -1.0, 1e6, -1e6, 0.01))


def shown_otherwise(value: float, words: str) -> Altered | None:
    """The same from what is shown of a number.

    >>> [shown_otherwise(11799, words) for words in ("", "12", "1.2万", "11,799册", "11799.00", "-")]
    ['hidden', 'scaled', 'scaled', None, None, 'hidden']
    """
    plain = unicodedata.normalize("NFKC", words)
    if not value or "%" in plain or "e" in plain.lower():
        return None
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", plain)
    if digits is None:
        return "hidden"
    shown = float(digits[0].replace(",", ""))
    is_near = abs(shown - abs(value)) <= 1 or 0.5 < shown / abs(value) < 2  # it may be rounded
    return None if is_near else "scaled"


def _sections(code: str) -> Iterator[_Section]:
    section = _Section()
    for quoted, escaped, bracketed, plain in _PIECE.findall(code):
        if plain == ";":
            yield section
            section = _Section()
        elif _CONDITION.fullmatch(bracketed):
            section.condition = bracketed
        else:
            section.words += quoted + escaped
            section.codes += plain
    yield section


def _chosen(sections: list[_Section], value: float) -> _Section:
    """The part that a number is shown by: the first whose condition it meets, else that of its sign."""
    if any(each.condition for each in sections):
        return next((each for each in sections if not each.condition or _meets(each.condition, value)), sections[0])
    return sections[1] if value < 0 and len(sections) > 1 else sections[0]


def _meets(condition: str, value: float) -> bool:
    found = _CONDITION.fullmatch(condition)
    return found is not None and bool(_HOLDS[found[1]](value, float(found[2])))
