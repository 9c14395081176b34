"""Units as lines, titles and labels state them: what is counted, and whether in ones, thousands or ten thousands.

`单位：万册次`, `（单位：千元）`, `单位(人次)附表`, `计量单位：万元 币种：人民币` are lines that state one;
`总计（万人次）`, `经费(元)`, `册次（万）`, `万人次` labels that do. A text is one only where it is made of known units:
`单位：业务中心` states none."""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from guanbiao.text.labels import fold, squeeze
from guanbiao.text.tokens import UNITS
from guanbiao.text.traditional import simplified

PER_CENT = "%"
# What a line may name besides what stands behind figures.
_MORE = (
    *("本", "卷", "部", "套", "幅", "字", "场次", "期次", "位", "座", "平方米", "平米", "m2", "km", "吨", "公斤"),
    *("分钟", "美元", "圆", "册/件", "册,件", "人天", "课次", "架", "辆", "块", "批", "批次", "点"),
)
_SCALES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
# Words for one and the same unit: the first of each row stands for all of it.
_SAME = (
    ("册(件)", "册、件", "册件", "册/件", "册,件", "册", "本"),
    ("期", "场", "次", "场次", "期次", "节"),
    ("人", "名", "位"),
    ("学时", "课时"),
    ("小时", "时"),
    ("元", "圆"),
    ("平方米", "平米", "m2"),
    *(("gb", "g"), ("tb", "t"), ("mb", "m")),
)
_CLASS = {word: words[0] for words in _SAME for word in words}
# Of books lent people say 册 for 册次, and count no books so on a form of loans; 人 for 人次 may be another count.
_SHORT = {"册(件)": "册次"}
_BEFORE = r"(?:计量|金额|数量|货币|统计)?单 ?位 ?(?:(?:[:(\[] ?)+|[为是] ?)"
# 以万元计, (本表按万元为单位填报): all of a line, or alone in parentheses; 古籍以种计 in a note is of something else
_BY_FRONT = r"(?:^(?:注:)? ?|[(\[] ?)(?:本表|表[内中])?(?:(?:数据|数字|金额) ?)?(?:[均都] ?)?[以按] ?"
_BY_BACK = r" ?(?:为 ?单 ?位|计)(?:算|填[报写]|统计)?(?=[)\],。;]|$)"
_SAYS_UNIT = frozenset("位以按")
_BEHIND = r"(?=$|[ ()\[\]】,;。]|附)"


class Unit(Struct, frozen=True):
    """A unit: how many ones make one of it (万册次: 10,000), what is counted, by the word that stands for all that mean
    the same ('' where only a scale is stated), and the text as typed."""

    scale: int
    base: str
    text: str

    def is_like(self, other: "Unit") -> bool:
        """Whether both count the same, or one does not say what."""
        return not self.base or not other.base or self.base == other.base

    def is_short_for(self, other: "Unit") -> bool:
        """Whether people say it for the other one, where nothing is counted in what it says itself."""
        return _SHORT.get(self.base) == other.base

    def is_near(self, other: "Unit") -> bool:
        """Whether they count the same, or one how many and the other how often (人 and 人次)."""
        return self.is_like(other) or _kept(self.base) == _kept(other.base)


def _kept(base: str) -> str:
    """What is counted, however often."""
    return base.partition("(")[0].rstrip("次")


@lru_cache
def _patterns(more: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds one unit, a line that states some (all in its last group), and a text that is made of them, with these
    units besides."""
    bases = sorted({_flat(each) for each in (*UNITS, *_MORE, *more)}, key=len, reverse=True)
    base = "|".join(" ?".join(map(re.escape, each)) for each in bases)  # 册 次, where a title is spaced out
    scale = "|".join(sorted(_SCALES, key=len, reverse=True))
    behind = rf" ?[(\[] ?(?:{scale}) ?[)\]]"  # 册次（万）
    unit = rf"(?:(?:人民币)?(?:{scale})? ?(?:{base})(?:{behind})?|(?:[百十千]?万|千|亿))"
    several = rf"{unit}(?: ?[、,;和及与] ?{unit}| {unit})*"
    after = behind.replace(f"(?:{scale})", f"(?P<after>{scale})")
    one = re.compile(rf"(?:人民币)?(?:(?P<scale>{scale})? ?(?P<base>{base})(?:{after})?)|(?P<alone>[百十千]?万|千|亿)")
    line = rf"{_BEFORE}({several})(?: ?[)\]])?{_BEHIND}|{_BY_FRONT}({several}){_BY_BACK}"
    return one, re.compile(line), re.compile(several)


@lru_cache(maxsize=65536)
def units_stated(text: str, more: tuple[str, ...] = ()) -> tuple[Unit, ...]:
    """The units that a line or a title states behind the word for it; () for none. `more` are units besides the usual
    ones.

    >>> [(unit.scale, unit.base) for unit in units_stated("单位：万册次、元")]
    [(10000, '册次'), (1, '元')]
    >>> units_stated("单位：业务中心"), units_stated("2020年流通册次统计表")
    ((), ())
    """
    if not _SAYS_UNIT.intersection(text):
        return ()
    one, line, _ = _patterns(more)
    found = line.search(_flat(text))
    return _units(found[found.lastindex or 0], one) if found else ()


@lru_cache(maxsize=65536)
def units_alone(text: str, more: tuple[str, ...] = ()) -> tuple[Unit, ...]:
    """The units of a line that is nothing but them in parentheses; () for every other.

    >>> [unit.text for unit in units_alone("（万册次）")], units_alone("（少儿）"), units_alone("册次（万）")
    (['万册次'], (), ())
    """
    return _in_parentheses(text, more) if text.lstrip()[:1] in ("(", "（", "[", "〔", "［") and _is_one(text) else ()


@lru_cache(maxsize=65536)
def unit_in_title(text: str, more: tuple[str, ...] = ()) -> tuple[Unit, ...]:
    """The units that a title states, behind the word for it or alone in the parentheses at its end.

    >>> [unit.text for unit in unit_in_title("2020年流通册次统计表（万册次）")], unit_in_title("统计表（少儿）")
    (['万册次'], ())
    """
    return units_stated(text, more) or _in_parentheses(text, more)


@lru_cache(maxsize=65536)
def bare_label(label: str, more: tuple[str, ...] = ()) -> tuple[str, tuple[Unit, ...]]:
    """A label as labels are compared, without the unit that stands in parentheses behind it or before it as a scale,
    and that unit; () for none.

    >>> bare_label("总 计（万人次）")
    ('总计', (Unit(scale=10000, base='人次', text='万人次'),))
    >>> bare_label("万人次")[0], bare_label("合计"), bare_label("册次（少儿）")
    ('人次', ('合计', ()), ('册次(少儿)', ()))
    """
    folded = fold(label)
    one, _, _ = _patterns(more)
    if (scaled := one.fullmatch(folded)) and not scaled["after"]:
        return (squeeze(scaled["base"]), _units(folded, one)) if scaled["scale"] and scaled["base"] else (folded, ())
    if folded.endswith((")", "]")) and (units := units_stated(label, more) or _in_parentheses(label, more)):
        return re.split(r"[(\[]|(?:计量|金额)?单位", folded.removesuffix(_tail(folded)))[0] or folded, units
    return folded, ()


def read_unit(text: str, more: tuple[str, ...] = ()) -> Unit | None:
    """A declared unit; None for '' and for one that nobody knows.

    >>> read_unit("万元").scale, read_unit("册、件").is_like(read_unit("册(件)")), read_unit("")
    (10000, True, None)
    """
    one, _, _ = _patterns((*more, text) if text else more)
    found = one.fullmatch(_flat(text))
    return _unit(found) if found else None


@lru_cache(maxsize=8192)
def with_unit(text: str, unit: str, more: tuple[str, ...] = ()) -> str:
    """A line that states units with another in their place; any other text as it is.

    >>> with_unit("（单位：万册次）", "册次"), with_unit("填报部门：业务中心", "册次")
    ('（单位：册次）', '填报部门：业务中心')
    """
    flat = _flat(text)
    if not units_stated(text, more):
        return f"（{unit}）" if units_alone(text, more) else text
    found = _patterns(more)[1].search(flat)
    assert found is not None
    start, end = found.span(found.lastindex or 0)
    return text[:start] + unit + text[end:] if len(flat) == len(text) else flat[:start] + unit + flat[end:]


def _is_one(text: str) -> bool:
    """Whether a text is one pair of parentheses with all that it says between them."""
    folded = squeeze(_flat(text))
    return _tail(folded) == folded


def _tail(folded: str) -> str:
    """The last part of a label in parentheses, nested ones with it."""
    depth, closing = 0, {")": 1, "]": 1, "(": -1, "[": -1}
    for at in range(len(folded) - 1, -1, -1):
        depth += closing.get(folded[at], 0)
        if not depth:
            return folded[at:]
    return ""


def _in_parentheses(text: str, more: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units that stand alone in the parentheses at the end of a text."""
    folded = squeeze(_flat(text))
    inner = _tail(folded)[1:-1] if folded.endswith((")", "]")) else ""
    one, _, several = _patterns(more)
    return _units(inner, one) if inner and several.fullmatch(inner) else ()


def _units(text: str, one: re.Pattern[str]) -> tuple[Unit, ...]:
    return tuple(_unit(found) for found in one.finditer(text))


def _unit(found: re.Match[str]) -> Unit:
    if found["alone"]:
        return Unit(_SCALES[found["alone"]], "", found["alone"])
    base, scale = found["base"].replace(" ", ""), found["scale"] or found["after"] or ""
    text = f"{scale}{base}" if found["after"] else squeeze(found[0])  # 册次（万）: 万册次
    return Unit(_SCALES.get(scale, 1), _CLASS.get(base, base), text)


def _flat(text: str) -> str:
    """A text in narrow forms, small letters and simplified characters, every run of white space as one space."""
    return simplified(" ".join(unicodedata.normalize("NFKC", text).casefold().split()))
