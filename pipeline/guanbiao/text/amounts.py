"""Quantities in running text: each figure with its unit, and from which to which value its words allow it to be.

    amount = [qualifier] figure [more] [scale] [more] [unit] [qualifier]
    figure = digits | Chinese numeral | figure to figure

`近11.5万册`, `300余人次`, `三十多个`, `42.4个百分点`, `百分之四十二`, `30—40人` are quantities; dates, ordinals,
versions, ages, numbers of lists and tables, and figures in names are none (`text/named.py`, `text/periods.py`)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.text.counters import COUNTER, COUNTS
from guanbiao.text.intervals import BEHIND, interval, word_before
from guanbiao.text.magnitudes import (
    CHINESE,
    FIGURE,
    MORE,
    NUMBER,
    Magnitude,
    in_digits,
    in_numerals,
    share_of,
    spell_of,
    tenths_of,
)
from guanbiao.text.named import NAMED
from guanbiao.text.numerals import NUMERALS
from guanbiao.text.periods import number_before, periods
from guanbiao.text.wide import narrow


class Amount(Struct, frozen=True):
    """A quantity at [start, end) of the text: the figure with its scale, its unit and a qualifier behind it; qualifiers
    before it (近, 约) lie outside, `text` is what stands there.

    `value` is in `unit`, which is as typed without spaces (`%` for 百分之 and 成): 11.5万册 is 115,000 册, 60万元
    600,000 元, 42.4% 42.4 %, 一个半月 1.5 个月. `low` and `high`, both inclusive, are what the words and the printed
    digits allow; of `30—40人` they are the two figures, and `value` is the first. `digits`: the step of the last
    printed digit. `qualifier`: the words beside the figure that make it less exact, joined (`近余`), '' for none."""

    start: int
    end: int
    text: str
    value: float
    low: float
    high: float
    unit: str = ""
    digits: float = 1.0
    qualifier: str = ""


_S = " {0,3}"
_PART = rf"{NUMBER}|[{NUMERALS}]{{1,6}}(?:点[{NUMERALS}]{{1,4}})?"
_SHARE = rf"(?P<of>百|千|万|[{NUMERALS}]{{1,3}}|\d{{1,4}})分之(?P<part>{_PART})"
_TENTHS = (
    r"(?P<tenths>(?<!\d)[1-9](?:\.\d)?|[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半]?)"
    "(?![为员功立果本人都绩就年长品效熟份千百群套语交书型才就被])"
)
_ONE = (
    rf"(?P<sign>(?:(?<=[为是达长降少了率:( ])|^)-)?(?P<digits>(?<![\d.]){FIGURE})(?:{_S}(?P<unit>{COUNTER}))?"
    rf"|(?<![{NUMERALS}几\d])(?<![{NUMERALS}]、)(?P<chinese>{CHINESE})(?:[-—~至到](?P<upto>{CHINESE}))?"
    rf"(?P<more>{MORE}?[万亿]?{MORE}?){_S}(?P<counter>{COUNTER}|(?P<listed>大(?=[\u4e00-\u9fff])|[市县区省国馆校院镇村]))"
)
# How long something took: elsewhere years are a period, or part of a name.
_LASTED = (
    r"(?:历时|为期|长达|耗时|用时|历经|持续)(?:将?近|大?约|超过|了)?"
    rf"(?P<lasted>半|\d{{1,3}}(?:\.\d)?|[{NUMERALS}]{{1,3}})(?P<over>多|余)?(?P<spell>年|周)(?!级)"
)
_BEHIND = rf"(?:{_S}(?P<behind>{BEHIND}))?"
_FROM = re.compile(r"[从由自]\Z")  # 从13.4万册到15.6万册: what was and what is
_YEARS = range(1900, 2100)
_STATED = re.compile(r"[为达共计是有:]\s*\Z")
_GIVEN = re.compile(r"(?:该|此|各|每|哪|任何|同一|某)\Z")  # a number that was said before, or none
_NAMES = re.compile(r"(?:、|[和与及])[^，。；:、从到在向于对为]{2,6}\Z")  # 大连、鞍山、辽阳四市, 微博和微信两大平台
_ARTICLE_COUNTS = re.compile(r"(?:[仅只共计]|仅有|只有|各)\Z")  # 仅一家
_ONE_COUNTS = re.compile(r"[\d，。、；）,;)]|\Z")  # 家谱一种3册, 活动一次。
_NOT_IN_NUMERALS = frozenset("分点处")  # 十分, 三点, 四处
_NOT_OF_ONE = frozenset("起块对行口只单天句")  # 一起, 一天
_THIS = frozenset("这那另唯同又再首头上下前后")  # 这一次, 唯一一家
_IN_LIST = re.compile(r"、(?![\d一二三四五六七八九十])")
_TOGETHER = re.compile(r"(?:合计|总计|相加|之和|均)")
_INSIDE, _GOES_ON = re.compile(r"[A-Za-z#№_/]-?\Z"), re.compile(r"[A-Za-z_]")
_INDENT = 20  # characters of white space before the first word of a paragraph
# 563，210册: nobody parts a figure from the next one by a comma and leaves out what it counts.
_THOUSANDS = re.compile(rf"(?<![\d.,，])[1-9]\d{{0,2}}(?:，\d{{3}}){{1,4}}(?!\d)(?= ?(?:[余多万]|{COUNTS}))")
_UNSEEN = "\ue000"
_ROUNDED = frozenset(("%", "％", "‰", "倍", "个百分点", "百分点"))


def amounts(text: str) -> list[Amount]:
    """Every quantity of a text, in order; never raises.

    >>> [(each.text, each.value, each.unit) for each in amounts("70次 15781人次，加工图书数据35余万条，占42.4%")]
    [('70次', 70.0, '次'), ('15781人次', 15781.0, '人次'), ('35余万条', 350000.0, '条'), ('42.4%', 42.4, '%')]
    >>> [(each.low, each.high, each.qualifier) for each in amounts("近5000人，三十多个家庭，30—40册")]
    [(4000.0, 5000.0, '近'), (30.0, 39.0, '多'), (30.0, 40.0, '—')]
    >>> amounts("1、2020年9月12日早9:00，第33届，24小时自助图书馆，3.5版本，2楼，0—6岁")
    []
    """
    return list(_every(text))


@lru_cache(maxsize=1024)
def _every(text: str) -> tuple[Amount, ...]:
    return tuple(_found(text, _plain(text)))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a quantity or what is passed over, and the second figure of two; made where a text is read."""
    found = re.compile(
        rf"(?=[-\d{NUMERALS}几数《“‘「【〔［\[\"(第前后全成附表图序编文卷账房邮版双电热致拨传手历为长耗用持A-Za-z])"
        rf"(?:(?P<named>{NAMED})|(?:{_SHARE}|{_TENTHS}|{_LASTED}|{_ONE}){_BEHIND})",
        re.MULTILINE,
    )
    until = rf"(?:{_S}[-—–~―─]{{1,2}}{_S}|至|到)(?P<digits>{FIGURE})(?:{_S}(?P<unit>{COUNTER}))?{_BEHIND}"
    return found, re.compile(until)


def _plain(text: str) -> str:
    """A text in narrow forms in which periods and the number of the paragraph are not seen."""
    plain = _THOUSANDS.sub(lambda found: found[0].replace("，", ","), narrow(text))
    hidden = [(0, number_before(text)), *((each.start, each.end) for each in periods(text))]
    pieces, at = [], 0
    for start, end in hidden:
        pieces += [plain[at:start], _UNSEEN * (end - start)]
        at = end
    return "".join((*pieces, plain[at:]))


def _found(text: str, plain: str) -> Iterator[Amount]:
    at, (found, _) = 0, _patterns()
    while match := found.search(plain, at):
        at = max(match.end(), at + 1)
        if match["named"] is not None:
            continue
        amount = _amount(match, text, plain)
        if amount is not None:
            at = amount.end
            yield amount


def _amount(match: re.Match[str], text: str, plain: str) -> Amount | None:
    """The quantity that a match is; None where it is none."""
    if match["of"] or match["tenths"]:
        share = share_of(match["of"], match["part"]) if match["of"] else tenths_of(match["tenths"], match["half"])
        return _made(match, match, text, plain, share, "%") if share else None
    if match["lasted"]:
        lasted = spell_of(match["lasted"], match["over"] or "")
        return _made(match, match, text, plain, lasted, match["spell"]) if lasted else None
    if match["chinese"]:
        figure = _numeral(match, plain)
        return _made(match, match, text, plain, figure, _typed(match, "counter", text)) if figure else None
    figure = in_digits(match["digits"])
    if figure is None or (not match["unit"] and _is_bare_name(match, plain, figure)) or _is_network(match):
        return None
    is_one = match["behind"] or _FROM.search(plain, max(0, match.start() - 2), match.start())
    until = None if is_one else _patterns()[1].match(plain, match.end())
    reach = _reach(match, until, figure) if until else None
    if until and reach:
        return _made(match, until, text, plain, reach, _typed(until, "unit", text))
    return _made(match, match, text, plain, figure, _typed(match, "unit", text))


def _typed(match: re.Match[str], group: str, text: str) -> str:
    """A unit as it was typed, without spaces."""
    return "".join(text[match.start(group) : match.end(group)].split()) if match[group] else ""


def _is_bare_name(match: re.Match[str], plain: str, figure: Magnitude) -> bool:
    """Whether a figure without a unit counts nothing: part of a word, a year, the number of a paragraph."""
    start, end = match.span("digits")
    if _INSIDE.search(plain, max(0, start - 2), start) or _GOES_ON.match(plain, end):
        return True
    if figure.is_scaled or figure.more or figure.step != 1:
        return False
    if figure.low < 100 and _IN_LIST.match(plain, end):
        return True  # 开展活动1、积极宣传
    if int(figure.low) in _YEARS:
        return not _STATED.search(plain, max(0, start - 3), start)
    return figure.low < 100 and start <= _INDENT and not plain[:start].strip(_UNSEEN + " \t\n")


def _is_network(match: re.Match[str]) -> bool:
    """Whether a figure is of a network (5G), not of a size."""
    return match["unit"] in ("G", "T", "M") and len(match["digits"]) == 1


def _reach(match: re.Match[str], until: re.Match[str], first: Magnitude) -> Magnitude | None:
    """The figure that goes from this one to the next; None where the next one does not belong to it."""
    last = in_digits(until["digits"])
    if last is None or not (until["unit"] or last.is_scaled) or match["unit"] not in (None, until["unit"]):
        return None
    if last.is_scaled and not first.is_scaled and not match["unit"] and first.low * last.step < last.low:
        first = replace(first, low=first.low * last.step)  # 3-5万册
    return replace(last, low=first.low) if first.low < last.low else None


def _numeral(match: re.Match[str], plain: str) -> Magnitude | None:
    """A figure in Chinese numerals; None for one that is an article (一份厚礼), was said before (各三个), or is no
    number."""
    if _is_article(match, plain) or (
        match["listed"] and not _NAMES.search(plain, max(0, match.start() - 8), match.start())
    ):
        return None
    is_about = bool(word_before(plain, match.start(), is_bare=True)[0])
    figure = in_numerals(match["chinese"], match["more"], is_about=is_about)
    last = in_numerals(match["upto"], match["more"], is_about=True) if match["upto"] else None
    return replace(last, low=figure.low) if figure and last and figure.low < last.low else figure


def _is_article(match: re.Match[str], plain: str) -> bool:
    """Whether a numeral below ten counts nothing that the sentence has to say: 一份厚礼, 各三个, 两项合计."""
    numeral, counter, start, end = match["chinese"], match["counter"], match.start(), match.end()
    if counter in _NOT_IN_NUMERALS:
        return True
    if match["more"] or len(numeral) > 1 or numeral in "百千万亿" or "半" in counter:
        return False
    if _GIVEN.search(plain, max(0, start - 3), start) or _TOGETHER.match(plain, end):
        return True
    return (
        numeral == "一" and not _ARTICLE_COUNTS.search(plain, max(0, start - 3), start) and _is_a(counter, plain, match)
    )


def _is_a(counter: str, plain: str, match: re.Match[str]) -> bool:
    """Whether one of something is an article: where neither a figure nor the end of a clause follows."""
    start, end = match.span()
    behind = plain[end : end + 1]
    if counter == "人":
        return behind == "一"
    if counter in _NOT_OF_ONE or (counter == "个" and behind.isdecimal()):
        return True
    is_repeated = plain[start - 1 : start] in (counter, *_THIS)  # 第一期一期
    return is_repeated or not _ONE_COUNTS.match(plain, end)


def _made(match: re.Match[str], last: re.Match[str], text: str, plain: str, figure: Magnitude, unit: str) -> Amount:
    """The quantity of a figure that begins with one match and ends with another."""
    start, end, behind = match.start("lasted" if match["lasted"] else 0), last.end(), last["behind"] or ""
    if "半" in unit:
        figure, unit = figure.and_half(), unit.replace("半", "")
    word, kind = word_before(plain, start, is_bare=bool(match["chinese"]))
    is_rounded = unit in _ROUNDED or "/" in unit or figure.step < 1
    is_cut = figure.is_scaled and figure.step > 1
    ends = [
        interval(each, figure.step, kind, f"{figure.more} {behind}", is_rounded=is_rounded, is_cut=is_cut)
        for each in (figure.low, figure.high)
    ]
    low, high, value = ends[0][0], ends[1][1], float(figure.low)
    if match["sign"]:
        low, high, value = -high, -low, -value
    dash = "—" if figure.low < figure.high else ""
    qualifier = word + figure.more + dash + behind
    return Amount(start, end, text[start:end], value, low, high, unit, float(figure.step), qualifier)
