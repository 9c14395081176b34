"""Ways of writing a figure whose meaning only its place can tell, or nobody can: what each likely means, and how it
should be written."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from msgspec import Struct

from guanbiao.text.bounds import FIGURE_CHARACTERS
from guanbiao.text.figures import State, read_figure
from guanbiao.text.labels import fold, squeeze
from guanbiao.text.numerals import numeral_value
from guanbiao.text.tokens import UNITS

SPACED = r"[1-9]\d{0,2}(?:\s\d{3})+"  # digits in thousands with spaces between them: 251 241
_BARE = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)  # a figure with nothing beside it
_NEGATIVE = re.compile(r"\((\d[^()]*)\)|△(\d[^()]*)")  # as books of account write it
_TRIANGLE = re.compile(r"[▲▼▽↑↓](\d[^()]*)")
_UNIT = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
_BEFORE, _BEHIND = "约为|大约|约|将近|接近|近|超过|逾|不足|不到|至少", "余|多|几|来|左右|上下|以上|以下"
_ABOUT = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<figure>\d[\d,]*(?:\.\d+)?[万亿]?)(?P<more>{_BEHIND})?[万亿]?(?:{_UNIT})?(?P<behind>{_BEHIND})?"
)
_NUMERAL = re.compile(rf"([零〇一二两三四五六七八九十百千]+)(?:{_UNIT})?")


class Writing(Struct, frozen=True):
    """Why a text is no figure where it stands: negative (a figure below 0 where there is none), triangle (more or
    less), marked (the same where nothing is below 0), about, numeral, spaced (digits with spaces between them, which
    may be two figures), none (a word for nothing where a figure is wanted), long (more than is read as a figure: how
    many characters, `likely` says), '' for no reason that is known; and the figure that is likely meant, as it should
    be typed, '' where that is not clear."""

    why: str = ""
    likely: str = ""


@lru_cache(maxsize=65536)
def bare(text: str) -> float | None:
    """The figure that a text is without a unit or a sign of per cent; None for every other text.

    >>> bare("６９"), bare("1,234.5"), bare("69%"), bare("69 %"), bare("无")
    (69.0, 1234.5, None, None, None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return float(plain.replace(",", "")) if _BARE.fullmatch(plain) else None


def is_percent(raw: str, value: float | None) -> bool:
    """Whether a figure is a percentage by its text, or counts as one although its sign is lacking: `value` is what it
    counts, a share of one.

    >>> is_percent("69%", 0.69), is_percent("69", 0.69), is_percent("0.69", 0.69), is_percent("69", None)
    (True, True, False, False)
    """
    if "%" in raw or "％" in raw:
        return True
    stated = bare(raw) if value else None
    return stated is not None and value is not None and abs(stated / 100 - value) < 1e-9


@lru_cache(maxsize=8192)
def read_negative(text: str, units: tuple[str, ...] = ()) -> float | None:
    """The negative figure that a text is in books of account: in parentheses, or behind a triangle. None for every
    other text.

    >>> read_negative("（18,198）"), read_negative("△27344"), read_negative("▲5"), read_negative("(成人)")
    (-18198.0, -27344.0, None, None)
    """
    found = _NEGATIVE.fullmatch(_plain(text))
    reading = read_figure(found[1] or found[2], units) if found else None
    if reading is None or len(reading.quantities) != 1 or reading.label or reading.note:
        return None
    return 0.0 - reading.quantities[0].value


def says_none(text: str, words: Collection[str]) -> bool:
    """Whether a text is one of these words for nothing, as labels are compared.

    >>> says_none("（闭 馆）", ("闭馆",)), says_none("闭馆三天", ("闭馆",))
    (True, False)
    """
    return fold(text).strip("().。") in words


def why_unreadable(text: str, nones: Collection[str], units: tuple[str, ...] = (), *, signed: bool = False) -> Writing:
    """Why a text that is unreadable where it stands is no figure there; `signed`: figures there may be below 0.

    >>> why_unreadable("十八", ()), why_unreadable("300余人", ())
    (Writing(why='numeral', likely='18'), Writing(why='about', likely='300'))
    """
    length = len(text.strip())
    if length > FIGURE_CHARACTERS or says_none(text, nones):
        return Writing("none") if length <= FIGURE_CHARACTERS else Writing("long", str(length))
    if re.match(rf"{SPACED}\D*$", text.strip()):
        return Writing("spaced", _plain(text))
    found = _plain(text)
    if read_negative(text, units) is not None:
        return Writing("negative", found.strip("()△"))
    if (triangle := _TRIANGLE.fullmatch(found)) and read_figure(triangle[1], units).state is State.NUMBER:
        return Writing("triangle" if signed else "marked", triangle[1])
    about = _ABOUT.fullmatch(found)
    if about and (about["before"] or about["more"] or about["behind"]):
        return Writing("about", about["figure"])
    numeral = _NUMERAL.fullmatch(found)
    value = numeral_value(numeral[1]) if numeral else None
    return Writing() if value is None else Writing("numeral", str(value))


def _plain(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text))
