"""Words in titles and headers by which it is told what a table holds; none of them is shown to anybody, but for the
names of rows and figures that a print leaves without any."""

import re

from guanbiao.forms.rows import SUBTOTAL
from guanbiao.forms.vocabulary import NUMBERINGS, TOTALS
from guanbiao.text.labels import fold, fold_heading, squeeze
from guanbiao.text.libraries import may_begin, named_first, place_of
from guanbiao.text.titles import subject
from guanbiao.text.years import unnumbered

_TITLE = re.compile("表|统计|情况|一览|汇总|明细|台账|登记|清单|目录|对比|比较|对照|比对|概况|(?:19|20)\\d\\d")
_SERIAL = re.compile(r"^(?:序号?|编号|no\.?|顺序号|项次|行次|行号)$")
_DATE = re.compile("时间|日期|年月|月日|期间|起止")
_REMARK = re.compile("备注|说明|附注|^注$|备考")
_CODE = re.compile(
    "电话|手机|联系方式|编号|号码|证号|账号|邮编|版面|版次|isbn|issn|索书号|网址|邮箱|期号|批号|刊号|代码"
)
_PHONE = re.compile("电话|手机|联系方式|联系号码")
_PERSON = re.compile("联系人|责任人|^负责人$|身份证|邮箱|家庭住址")
_NAMED = re.compile("名称$|姓名|题名|书名|刊名|篇名|题目|标题|^作者|内容$|主题$")
_COUNTED = re.compile("数|量|人次|册次|金额|经费|面积|场次|期次|学时|次$|额$|费$")
_SHARE = re.compile("率|占比|比重|比例|百分比|%|份额")
_MEAN = re.compile("平均|人均|均值|日均|月均|馆均|单价|每[册人次场期]|千人")
_CHANGE = re.compile("比|增减|变动|变化|增长|差|净增|同比|环比|升降")
_TAKEN = re.compile("减|注销|剔除|支出|丢失|损|退|核销|下架|调出|转出")
_TOTAL = re.compile("合计|总计|累计|小计|共计|^计$|^总数|总量$|^总[藏数量额人册]|^全年|^全馆|年度合计|^合$")
_BLANK_NAME, _TO, _OF_WHICH = "小计", "至", "其中"
_IN_TITLE = re.compile(r"(?:19|20)\d\d年?度?(?:[—-]\d+月)?|[()（）\[\]【】《》：:,，、]+")
_YEARS = re.compile(r"^[(（]?(?:19|20)\d\d年?度?[)）]?")
_LIBRARY = "图书馆"
_JOINS = "与和及、至"
_ENDINGS = ("合计", "总计", "共计", SUBTOTAL)
_STEMS = "甲乙丙丁戊己庚辛"
_UNNAMED = re.compile(r"^(?:sheet|工作表|表格?)\s*\d*$|^\d{4}年?度?$|^第?\d+页?$", re.IGNORECASE)
_SEASONS = re.compile(r"^(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?)$")
_UNITS = "平方米|平米|㎡|公里|千米|公顷|亩|辆|架|座|组|套|部|卷|盒|支|块|批次|批|班|位|本|课时|万册|公斤|吨"
_WITH_UNIT = re.compile(rf"^[\d,，.]+\s*({_UNITS})$")
DEPARTMENT = re.compile(r"^(?:填报|填表|制表|上报|报送)?(?:部门|单位|科室|部室)[:：]\s*(\S.*)$")


def is_title(text: str) -> bool:
    """Whether a text reads as the title of a table.

    >>> is_title("2020年外借统计表"), is_title("海城市图书馆")
    (True, False)
    """
    return bool(_TITLE.search(squeeze(text)))


def library_in(text: str) -> str:
    """The library that a title begins with, by its place; '' for none.

    >>> library_in("海城市图书馆2020年外借统计表"), library_in("鞍山市少年儿童图书馆馆藏表"), library_in("外借统计表")
    ('海城市图书馆', '鞍山市图书馆', '')
    """
    bare = _YEARS.sub("", squeeze(unnumbered(text)))
    found = named_first(bare) or may_begin(bare)
    return f"{place_of(found)}{_LIBRARY}" if found else ""


def template_of(title: str, library: str) -> str:
    """A title as a template of its library's name.

    >>> template_of("海城市图书馆外借表", "海城市图书馆"), template_of("海城市公共图书馆外借表", "海城市图书馆")
    ('{library}外借表', '{place}公共图书馆外借表')
    """
    if not library:
        return title
    place = place_of(library)
    if library in title:
        return title.replace(library, "{library}", 1)
    return f"{{place}}{title.removeprefix(place)}" if title.startswith(place) else title


def short_name(title: str, library: str, sheet: str) -> str:
    """What a form is called for short: what its title is about, or the name of its sheet."""
    plain = _IN_TITLE.sub("", squeeze(unnumbered(title)))
    bare = subject(plain.removeprefix(library) if library else plain)
    named = squeeze(sheet) if not _UNNAMED.match(squeeze(sheet)) else ""
    fits = 2 < len(bare) <= 12 and bare[0] not in _JOINS
    return bare if bare and (fits or not named) else named or bare or squeeze(title)


def is_unnamed(sheet: str) -> bool:
    """Whether the name of a sheet says nothing of what is on it."""
    return bool(_UNNAMED.match(squeeze(sheet)))


def is_serial(label: str) -> bool:
    """Whether a heading is that of the numbers of entries."""
    return bool(_SERIAL.match(fold_heading(label)))


def is_date(label: str) -> bool:
    """Whether a heading is that of dates."""
    return bool(_DATE.search(fold(label)))


def is_remark(label: str) -> bool:
    """Whether a heading is that of remarks."""
    return bool(_REMARK.search(fold(label)))


def is_code(label: str) -> bool:
    """Whether a heading is that of what is written in digits and is no figure."""
    return bool(_CODE.search(fold(label)))


def is_phone(label: str) -> bool:
    """Whether a heading is that of telephone numbers."""
    return bool(_PHONE.search(fold(label)))


def is_person(label: str) -> bool:
    """Whether a heading is that of what is about persons."""
    return bool(_PERSON.search(fold(label)))


def is_named(label: str) -> bool:
    """Whether a heading is that of the names of entries."""
    return bool(_NAMED.search(fold(label)))


def is_counted(label: str) -> bool:
    """Whether a heading is that of figures."""
    return bool(_COUNTED.search(fold(label)))


def is_share(label: str) -> bool:
    """Whether a heading is that of shares."""
    return bool(_SHARE.search(fold(label)))


def is_mean(label: str) -> bool:
    """Whether a heading is that of what nobody adds up."""
    return bool(_MEAN.search(fold(label)))


def is_change(label: str) -> bool:
    """Whether a heading is that of a difference."""
    return bool(_CHANGE.search(fold(label)))


def is_taken_away(label: str) -> bool:
    """Whether a label is that of what is taken away in a balance."""
    return bool(_TAKEN.search(fold(label)))


def is_total(label: str) -> bool:
    """Whether a label is that of a total.

    >>> is_total("合 计"), is_total("全年"), is_total("外借/计"), is_total("统计")
    (True, True, True, False)
    """
    last = fold_heading(label.rpartition("/")[2])
    return last in TOTALS or bool(_TOTAL.search(last))


def ends_as_total(label: str) -> bool:
    """Whether a folded label of a row of a list ends like that of a total.

    >>> ends_as_total("少儿部小计"), ends_as_total("全年阅读推广")
    (True, False)
    """
    return label.endswith(_ENDINGS)


def is_subtotal(label: str) -> bool:
    """Whether a label is that of a row that adds up a group."""
    return fold_heading(label).endswith(SUBTOTAL)


def is_part(label: str) -> bool:
    """Whether a label is that of a part of what stands above it (其中)."""
    return _OF_WHICH in label.rpartition("/")[2]


def is_numbering(values: list[object]) -> bool:
    """Whether the cells of a row are the numbers of columns: 栏次, 甲, 1, 2, 3."""
    texts = [squeeze(str(value)) for value in values]
    lead = [text for text in texts if text in NUMBERINGS or text in _STEMS]
    rest = [text.strip("()（）").removesuffix(".0") for text in texts if text not in lead]
    return len(texts) > 2 and rest == [str(at) for at in range(1, len(rest) + 1)] and bool(lead or len(rest) > 2)


def is_season(label: str) -> bool:
    """Whether a label is a month, a quarter or half of a year."""
    return bool(_SEASONS.match(squeeze(label)))


def blank_name(known: set[str]) -> str:
    """A name for a row that the print gives none, unlike those that are `known`."""
    return next(
        name for at in range(1, len(known) + 2) if (name := f"{_BLANK_NAME}{at if at > 1 else ''}") not in known
    )


def span_name(first: str, last: str) -> str:
    """A name for a figure that stands under several columns."""
    return first if first == last else f"{first}{_TO}{last}"


def aside_name(label: str, unit: str) -> str:
    """A name for a figure in parentheses."""
    return f"{label or _OF_WHICH}/{unit}"


def total_name(known: set[str]) -> str:
    """A name for a row of totals that the print gives none."""
    return next(name for at in range(1, len(known) + 2) if (name := f"{TOTALS[0]}{at if at > 1 else ''}") not in known)


def unit_behind(text: str) -> str:
    """The unit behind a figure, where it is none of those that are known anyway; '' for every other text.

    >>> unit_behind("3200平方米"), unit_behind("3楼")
    ('平方米', '')
    """
    found = _WITH_UNIT.match(text.strip())
    return found[1] if found else ""
