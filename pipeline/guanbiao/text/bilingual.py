"""Labels that say the same again in another language, or stand in brackets: what they say in Chinese."""

import re

_HAN = "\u4e00-\u9fff"
_LATIN = r"[a-z][a-z.,&'’\-/()%#]*[a-z.)]"
_BEHIND = re.compile(rf"^(.*[{_HAN})\]])[/|·:;,\-–—]*\(?({_LATIN})$")
_BEFORE = re.compile(rf"^({_LATIN})(?:[/|·:;]+\(?|\()([{_HAN}][^a-z]*?)\)?$")
_IN_BRACKETS = re.compile(
    rf"^(?:【|〖|〔|「|『|“|\[(?=[^\]]{{3}}))([^【】〖〗〔〕「」『』“”\[\]]*[{_HAN}][^【】〖〗〔〕「」『』“”\[\]]*)[】〗〕」』”\]](.*)$"
)
_LEAST = 3  # letters of a word: fewer are a unit (GB)
# Words that say what is counted, and do not say it again: 访问量（APP）.
_MEANING = frozenset(
    (
        "app",
        "web",
        "wap",
        "wifi",
        "vpn",
        "opac",
        "rfid",
        "usb",
        "dvd",
        "vip",
        "http",
        "www",
        "isbn",
        "issn",
        "pdf",
        "mp3",
    )
)


def in_chinese(label: str) -> str:
    """A label as labels are compared (`fold`), without what repeats it in Latin letters and without brackets around it;
    as it is where that leaves nothing.

    >>> [in_chinese(label) for label in ("到馆人次/visits", "visits(到馆人次)", "【到馆人次】", "总计total(人次)")]
    ['到馆人次', '到馆人次', '到馆人次', '总计total(人次)']
    >>> [in_chinese(label) for label in ("访问量(app)", "容量/gb", "wifi接入数", "total", "[人次]")]
    ['访问量(app)', '容量/gb', 'wifi接入数', 'total', '[人次]']
    """
    if inside := _IN_BRACKETS.match(label):
        label = f"{inside[1]}{inside[2]}"
    if not label.isascii() and re.search("[a-z]{3}", label):
        for form, own, other in ((_BEHIND, 1, 2), (_BEFORE, 2, 1)):
            found = form.match(label)
            if found and sum(map(str.isalpha, found[other])) >= _LEAST and found[other].strip("()/") not in _MEANING:
                return found[own]
    return label
