"""Labels that say the same again in another language, or stand in brackets: what they say in Chinese."""

import re

_HAN = r"\u4e00-\u9fff"
_LATIN = r"[a-z][a-z.,&'’\-/()%#]*[a-z.)]"
_BEHIND = re.compile(rf"^(.*[{_HAN})\]])[/|·:;,\-–—]*\(?({_LATIN})$")
_BEFORE = re.compile(rf"^({_LATIN})(?:[/|·:;]+\(?|\()([{_HAN}][^a-z]*?)\)?$")
_LINE = re.compile(rf"^\s*([A-Za-z][A-Za-z .,&'’/()-]*)[\r\n]+\s*(?=[{_HAN}\d(（])")  # above a label, in its cell
_OPEN, _CLOSE = "【〖〔[「『“", "】〗〕]」』”"
_IN_BRACKETS = re.compile(rf"^[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]*)[{re.escape(_CLOSE)}](.*)$")
_IS_HAN = re.compile(rf"[{_HAN}]")
_LEAST = 3  # letters of a word: fewer are a unit (GB)
_NUMBER = ("no", "id")
_MEANING = frozenset(  # words that say what is meant, and say nothing again: 访问量（APP）
    ("app", "web", "wap", "wifi", "vpn", "opac", "rfid", "usb", "dvd", "vip", "http", "www", "isbn", "issn", "pdf")
)


def without_line_above(text: str) -> str:
    """A label as typed, without a line of Latin letters above it in its cell.

    >>> without_line_above("Visits\\n到馆人次"), without_line_above("WiFi 接入数")
    ('到馆人次', 'WiFi 接入数')
    """
    found = _LINE.match(text)
    return text[found.end() :] if found and _says_again(found[1].lower()) else text


def in_chinese(label: str) -> str:
    """A label as labels are compared (`fold`), without what repeats it in Latin letters and without brackets around it;
    as it is where that leaves nothing.

    >>> [in_chinese(label) for label in ("到馆人次/visits", "visits(到馆人次)", "【到馆人次】", "【人次】(册)")]
    ['到馆人次', '到馆人次', '到馆人次', '人次(册)']
    >>> [in_chinese(label) for label in ("访问量(app)", "容量/gb", "wifi接入数", "total")]
    ['访问量(app)', '容量/gb', 'wifi接入数', 'total']
    """
    if label[:1] in _OPEN and (inside := _IN_BRACKETS.match(label)) and _IS_HAN.search(inside[1]):
        label = f"{inside[1]}{inside[2]}"
    if not label.isascii() and re.search("[a-z]{3}", label):
        for form, own, other in ((_BEHIND, 1, 2), (_BEFORE, 2, 1)):
            if (found := form.match(label)) and _says_again(found[other]):
                return found[own]
    return label


def _says_again(words: str) -> bool:
    """Whether Latin words may say again what stands beside them in Chinese."""
    bare = words.strip("()/ .")
    return bare in _NUMBER or (sum(map(str.isalpha, words)) >= _LEAST and bare not in _MEANING)
