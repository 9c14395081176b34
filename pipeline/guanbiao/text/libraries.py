"""Names of libraries as titles, files and folders say them, and when two of them may mean one library.

A library is called by its place (本溪市图书馆, 本溪图书馆, 本溪), within its city or province or without them
(`places.py`). A text that names several says so with all of their names: 海城市图书馆、台安县图书馆."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from guanbiao.text.places import (
    COMMON,
    is_over,
    is_place,
    is_shared,
    kind_of,
    may_lie_in,
    place_first,
    places,
    provinces,
    split_short,
)
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
# What any library may be called by, and what libraries are spoken of as.
_ANYBODY = re.compile(
    rf"^(?:[我本该各全到来进入向与和省市县区乡镇级年的]|{_TYPE}|{_SERVICE}|地区|城市|街道|社区"
    r"|读者|全民|走进|单位)*$"
)
# What no library of one place is called.
_SEVERAL_OF = re.compile("(?<=[市县区旗州盟馆])[与及和]|各(?!族)|所有|全部|所属|下属")
_OFFICE = re.compile("[局厅]|文旅|文广")  # who is over a library, and stands before its name
_OFFICIAL = re.compile("图书?[官管]?$|.*(?:[局厅办委表报]|委员会|统计)$")  # in a file's name behind a place
_TO = re.compile("(?:上?报送?|呈报?|发送?|送|致|给)")  # before who it goes to
SEVERAL = "、"  # between the names of several libraries
_LISTS = re.compile(f"[\u4e00-\u9fff{SEVERAL}]+")
_AND = re.compile(f"[{SEVERAL}与和及暨]")
_FOUNDED = re.compile("(.{2,8}?[省市县])立")
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,8}?地区")
_STEM = 5  # characters of a place's name that is in no list: a longer text is a sentence
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
        if self.stem != other.stem or (self.kind and other.kind and self.kind != other.kind):
            return False
        one, two = self.within, other.within
        return not one or not two or one == two or is_over(one, two) or is_over(two, one)

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
    if apart := split_short(place):
        within, place = apart
    return *kind_of(place), within


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


def named_one_after_another(key: str) -> Iterator[str]:
    """The libraries that a title's key begins with, one after another; the first only where that of another place
    follows it.

    >>> list(named_one_after_another("鞍山市图书馆和海城市图书馆流通表"))
    ['鞍山市图书馆', '海城市图书馆']
    >>> list(named_one_after_another("鞍山市图书馆海城市图书馆分馆流通表"))
    ['鞍山市图书馆']
    """
    found, rest = named_first(key), key
    while found:
        yield found
        rest = _AND.sub("", rest[rest.index(found) + len(found) :], count=1)
        following = named_first(rest)
        is_next = following and rest.startswith(following) and not rest.startswith(f"{following}分馆")
        found = following if is_next else ""


def may_begin(key: str) -> str:
    """What a title's key begins with as with a library's name, though it is in no list of places; '' for none.

    >>> may_begin("金陵图书馆流通表"), may_begin("大连经济技术开发区图书馆"), may_begin("社区图书馆流通表")
    ('金陵图书馆', '大连经济技术开发区图书馆', '')
    """
    found = _NAMED.match(key) if _LIBRARY in key else None
    name = found[1] if found else ""
    place = _ENDING.sub("", name)
    is_short = len(place) <= _STEM or any(place[:end] in places() for end in range(2, _STEM))
    return name if is_short and not _is_of_many(place) else ""


def _is_of_many(place: str) -> bool:
    """Whether what stands before 图书馆 is what any library may be called, several, or an office and more."""
    return bool(_ANYBODY.match(place) or _SEVERAL_OF.search(place) or _OFFICE.search(place))


def is_named(name: str) -> bool:
    """Whether a text is the name of a library by the place it is called by, or by who set it up: 广东省立中山图书馆."""
    place = place_of(name)
    founded = _FOUNDED.match(place)
    if place in places() or (founded and founded[1] in places()):
        return True
    parts = called(name)
    if parts.within and is_place(parts.stem + parts.kind):
        return True
    is_strange = _OFFICE.search(place) or _is_of_many(parts.stem) or _ANYBODY.match(place)
    return bool(parts.kind) and len(parts.stem) <= _STEM and not is_strange


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
        yield from islice((end for end in ends if (is_named(end) if end == word else place_of(end) in places())), 1)


def in_name(name: str) -> str:
    """The library that the name of a file or a folder says, in full or by its place alone; '' for none. Where it is
    called by no place that is known (`is_named`), it may be no library at all.

    >>> in_name("02-海城市图书馆"), in_name("本溪2020年报表"), in_name("业务中心"), in_name("铁东区图书馆流通")
    ('海城市图书馆', '本溪', '', '铁东区图书馆')
    >>> in_name("金陵图书馆"), in_name("社区图书馆"), in_name("鞍山市_台安县文旅局"), in_name("海城和台安2020年")
    ('金陵图书馆', '', '台安县', '海城、台安')
    """
    if len(every := _listed(name)) > 1:
        return SEVERAL.join(every)
    said = [found for word in _WORDS.findall(name) if (found := _in_word(word))]
    full = [each for each in said if each.endswith(_LIBRARY) or called(each).kind] or said[:1]
    inner = [each for each in full if not any(_lies_in(other, each) for other in full)]
    return SEVERAL.join(_different(inner))


def _in_word(word: str) -> str:
    """The library that a word of a name says, in full, by its place, or by the place it begins with; '' for none."""
    if _TO.match(word):
        return ""
    if found := named_first(word.removeprefix("年度").removeprefix("年")):
        return found
    place = _FILED.sub("", word)
    if _is_place_within(place):
        return place
    if may_begin(word) == word:
        return word
    begins = place_first(word)
    return begins if begins and _OFFICIAL.match(word[len(begins) :]) else ""


def _is_place_within(place: str) -> bool:
    """Whether a text is the name of a place, in its city or without it, that is no province, no other word, and no city
    that is spoken of with all around it: 鞍山地区."""
    if place.endswith("地区") and place not in places():
        return False
    parts = called(place)
    return is_place(parts.stem + parts.kind) and place not in provinces() | COMMON


def in_its_city(name: str, path: Iterable[str]) -> str:
    """A library's name with the city before it of which the nearest folder of its file is called, where several cities
    have a place of that name.

    >>> in_its_city("铁西区图书馆", ("鞍山市", "辽宁省")), in_its_city("海城市图书馆", ("鞍山市",))
    ('鞍山市铁西区图书馆', '海城市图书馆')
    """
    parts = called(name)
    place = parts.stem + parts.kind
    if not name or parts.within or not is_shared(place):
        return name
    cities = (place_of(each) for each in path)
    return next((f"{city}{name}" for city in cities if may_lie_in(place, city)), name)


def _listed(name: str) -> list[str]:
    """The places of which a name is a list: 海城、台安; none for any other."""
    for chunk in _LISTS.findall(name):
        pieces = [place_of(piece) for piece in _AND.split(_FILED.sub("", chunk))]
        if len(pieces) > 1 and all(map(_is_place_within, pieces)):
            return _different(pieces)
    return []


def _lies_in(name: str, outer: str) -> bool:
    """Whether the place of one library lies in that of another."""
    inner = called(name)
    return is_over(place_of(outer), inner.stem + inner.kind)


def _different(names: Iterable[str]) -> list[str]:
    """Names without those that may mean what another one before them means."""
    kept: list[str] = []
    for name in names:
        if not any(called(name).may_be(called(each)) for each in kept):
            kept.append(name)
    return kept


def anywhere(label: str) -> str:
    """What a label that speaks of a library's region says, whichever that is; '' for any other label.

    >>> anywhere("鞍山地区业务培训") == anywhere("本溪地区业务培训"), anywhere("业务培训")
    (True, '')
    """
    found = _REGION.match(label) if "地区" in label else None
    return label[found.end() :] if found else ""
