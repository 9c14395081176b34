"""The words of return slips and approval sheets, and those by which what is written in them is read."""

import re
from collections.abc import Iterable, Mapping, Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.findings import Untaken
from guanbiao.text.labels import fold
from guanbiao.words.actions import NUMBER
from guanbiao.words.claims import DOCUMENT
from guanbiao.words.workbook import LEVELS, PROOF

COMMON_MARK = "统计数据"
SLIP_MARK, APPROVAL_MARK = f"{COMMON_MARK}核对单", f"{COMMON_MARK}说明审批单"
SLIP_TITLE = "{library}{year}年" + SLIP_MARK + "（{department}）"
APPROVAL_TITLE = "{library}{year}年" + APPROVAL_MARK + "（{department}）"
SLIP_TITLED = re.compile(rf"(\d{{4}})年(?:{SLIP_MARK}|{APPROVAL_MARK})(?:[（(](.+?)[）)])?")
SLIP_NOTE = (
    "一行一个问题，一行一个答复：数填错的，“处理”选“更正”，在“说明”里写上正确的数，并改正自己的报表重新报送；数属实的，选“说明”，写清原因和依据。"
    "点左边的“+”可以展开看涉及的各条关系，也可以只答其中一条。填好后存盘，放回收表的文件夹即可，文件名随意。"
)
APPROVAL_NOTE = (
    "下列强制性问题，部门已经作了说明，须经审批才能采用。同意的，“审批”选“同意”；不同意的，选“不同意”，并写明理由。"
    "填好后存盘，放回收表的文件夹即可，文件名随意。"
)
COMPILERS, APPROVERS = "汇总部门", "馆领导"  # where the catalogue names none
SLIP_HEAD = ("问题", "单元格", "填报数", "应有数", "处理", "说明")
APPROVAL_HEAD = ("问题", "单元格", "填报数", "部门及说明人", "部门的说明", "审批", "意见")
VERDICTS = "同意", "不同意"
SIGNED = "核实人及日期："
SECTIONS: Mapping[Level, str] = {
    Level.MANDATORY: "强制性问题 {count} 处：须更正，或说明原因和依据",
    Level.QUERY: "核实性问题 {count} 处：请核实，有误更正，属实说明",
}
SETTLED = "已经答复的 {count} 处（不必再答，点左边的“+”可以查看或改写）"
NUMBERED = "{number}、{text}"
WHOLE = "详情：{message}"
EDITED, EDITED_AT = "{label}由 {before} 改为 {after}", "{place} 的"  # a figure that is printed on a row
BLANK = "（空）"
NOT_TAKEN = "（上次写的“{said}”没有采用：{why}）"
UNTAKEN: Mapping[Untaken, str] = {
    Untaken.EMPTY: "没有写出原因和依据",
    Untaken.EDITED: "改了打印的数，没有选“更正”，也没有写明原因",
    Untaken.NO_FIGURE: "没有写正确的数，报表也没有重新报送",
    Untaken.ASKS: "写的是问题，已转{approver}回复，弄清以后仍请更正或说明",
    Untaken.ELSEWHERE: "写的是该由谁答复，不是数为什么这样；已转{approver}核定，定下来以前仍请说明",
}
LAPSED = "（数已改动，原来的答复“{said}”不再有效，请重新答复）"
WITHDRAWN = "（原来的答复“{said}”已撤回，请重新答复）"
AWAITED = "（说明已收到，待{approver}审批）"
REJECTED = "（{approver}未同意原来的说明“{said}”：{why}）"
TO_CORRECT = "（已答复更正，请重新报送改正后的报表）"
ELSEWHERE = "涉及的其他核对"
ELSEWHERE_TITLE = "等待其他部门核对、涉及本部门所报数字的问题（本部门不必答复）"
ELSEWHERE_HEAD = ("级别", "本部门的单元格", "问题", "可联系")
SLIP_FILE, APPROVAL_FILE = "核对单.xlsx", "待审批.xlsx"
_LIBRARY_MOST, _NAME_MOST = 30, 6  # characters
_NO_NAME = re.compile("属实|无误|正确|准确|全部|都|因|更正|说明|见|应|同意|问题|数")
_LINE = re.compile(rf"(?:\d{{1,3}}(?:\.\d{{1,3}})?、|详情：)(?:表\d{{2}} \S|{DOCUMENT}\S)")
_BEGINS = ("、表", "：表", f"、{DOCUMENT}")
_HEADS = ((SLIP_HEAD[4:], (SLIP_HEAD[1], SLIP_HEAD[3])), (APPROVAL_HEAD[5:], APPROVAL_HEAD[3:5]))
_HAN, _QUOTED, _AND_MORE = re.compile("[\u4e00-\u9fff]"), 40, "……另有 {count} 格"
_IN_A_LINE_MOST = 32_000  # a cell holds 32767 characters

_EXPORTED = re.compile(r"Overview|Sheet \d+: .*")  # what LibreOffice writes above each sheet of a web page
_EDIT = re.compile(rf"(?:\S+ 的)?(?:{'|'.join(SLIP_HEAD[2:4])})由 (?:{BLANK}|{NUMBER}) 改为 {NUMBER}")
_TICK = re.compile(r"[\s√✓✔☑○●◯×✗✘xXvV*]+")
_ASSENT = re.compile(
    r"(?:\S{0,6}[:：])?(?:已|拟|均|原则上?)?(?:不?同意|不?予?批准|准予)[。，,\s]*"
    r"(?:\S{0,3}馆长|\S{0,3}主任|(?!更|改|修|订|应|按|说)[\u4e00-\u9fff]{2,3})?[\d.\-/年月日\s。]*"
)
_AGREES, _REFUSES = (
    re.compile(r"^(?:已|均|都|拟|原则)?(?:同意|批准|通过|可以|准予|属实)"),
    re.compile(r"^(?:不同意|不予|不批准|不通过|不可以?|退回|驳回|重报|请重)"),
)


def edit_text(place: str, label: str, before: str, after: str) -> str:
    """That a figure was changed that was printed under a label, of a place ('' where none is named)."""
    where = EDITED_AT.format(place=place) if place else ""
    return where + EDITED.format(label=label, before=before or BLANK, after=fold(after))


def is_edit(text: str) -> bool:
    """Whether a text does nothing but say that figures were changed where they are printed.

    >>> is_edit(edit_text("流通!F16", "应有数", "", "８５")), is_edit("应有数由 87 改为 85，含借调")
    (True, False)
    """
    return all(map(_EDIT.fullmatch, text.split("；")))


def is_tick(text: str) -> bool:
    """Whether a text is a mere tick or cross."""
    return bool(_TICK.fullmatch(text))


def is_assent(text: str) -> bool:
    """Whether a text does nothing but approve, in whosever name.

    >>> is_assent("同意 王馆长"), is_assent("同意系统提示的数"), is_assent("馆领导：同意")
    (True, False, True)
    """
    return bool(_ASSENT.fullmatch(text.strip()))


def verdict_of(text: str) -> str:
    """What a text says of an explanation: one of VERDICTS; '' for neither."""
    words = text.strip()
    if _REFUSES.match(words):
        return VERDICTS[1]
    return VERDICTS[0] if _AGREES.match(words) else ""


def is_printed(text: str) -> bool:
    """Whether a text is one that the program prints on slips around their lines, as far as it is always the same."""
    return text.strip() in _PRINTED or any(each.fullmatch(text.strip()) for each in (_TITLE, _SECTION, _EXPORTED))


def may_be_of_list(text: str) -> bool:
    """Whether there is anything in a text by which lists of slips are known: a quick look, since most sheets are none.

    >>> may_be_of_list("序号\\n处理\\n说明"), may_be_of_list("月份\\n成人外借")
    (True, False)
    """
    return bool(_HINT.search(text))


def is_section(text: str) -> bool:
    """Whether a text is the heading of a part of a slip's list."""
    return bool(_SECTION.fullmatch(text.strip()))


def is_head(texts: Iterable[str]) -> bool:
    """Whether a row is the head of a slip's list or of an approval sheet, as far as it is left: the columns to answer
    in, and one of those before that nobody else has."""
    labels = set(texts)
    return any(labels >= set(answered) and not labels.isdisjoint(asked) for answered, asked in _HEADS)


def is_to_decide(texts: Iterable[str]) -> bool:
    """Whether a row is the head of an approval sheet."""
    return set(texts) >= set(APPROVAL_HEAD[3:6])


def is_line(text: str) -> bool:
    """Whether a text is a line of a slip's list, or the whole story below one.

    >>> is_line("12.1、表07 文献流通册次“合计”填报 5"), is_line("详情：表07 文献流通册次"), is_line("1、表彰大会")
    (True, True, False)
    """
    return any(each in text for each in _BEGINS) and bool(_LINE.match(text))


def quoted(texts: Sequence[str]) -> str:
    """All texts of a sheet that was put in, as far as a sentence can take them: words before figures."""
    told = sorted(texts, key=lambda text: not _HAN.search(text))
    rest = _AND_MORE.format(count=len(told) - _QUOTED) if len(told) > _QUOTED else ""
    return in_a_line(told[:_QUOTED]) + rest


def is_signature(text: str) -> bool:
    """Whether a text is a name or several, with a date or not, rather than words about figures.

    >>> is_signature("李四、王五（办公室） 11月3日"), is_signature("李四。全部属实"), is_signature("因停电")
    (True, False, False)
    """
    names = [each for each in re.split(r"[\W\d年月日号时]+", text) if each]
    return all(len(each) <= _NAME_MOST for each in names) and not _NO_NAME.search(text)


def without_marks(remark: str) -> str:
    """A remark beside a cell without the lines that the program itself writes there, whoever is said to have made them.

    >>> without_marks("【强制性】填报 12，应为 1288。\\n七月闭馆")
    '七月闭馆'
    """
    return "\n".join(line for line in remark.split("\n") if not line.strip().startswith(_OWN_MARKS)).strip()


def in_a_line(said: Iterable[str]) -> str:
    """All that was written on a row, as one text."""
    return "；".join(part for part in said if part)[:_IN_A_LINE_MOST]


def cells(first: str, count: int) -> str:
    """The first of some cells, and how many there are where it is not the only one.

    >>> cells("流通!F16", 3), cells("流通!F16", 1)
    ('流通!F16 等 3 处', '流通!F16')
    """
    return f"{first} 等 {count} 处" if count > 1 else first


_OWN_MARKS = tuple(f"【{name}】" for name in (*LEVELS.values(), PROOF))
_PRINTED = {SLIP_NOTE, APPROVAL_NOTE, SIGNED, ELSEWHERE_TITLE, *SLIP_HEAD, *APPROVAL_HEAD, *ELSEWHERE_HEAD}
_TITLE = re.compile(rf"\S{{,{_LIBRARY_MOST}}}?{SLIP_TITLED.pattern}")
_PARTS = (each.partition("{")[0].strip() for each in (*SECTIONS.values(), SETTLED))
_HINTS = (COMMON_MARK, ELSEWHERE_TITLE, SLIP_HEAD[4], APPROVAL_HEAD[5], *_PARTS)
_HINT = re.compile("|".join((*map(re.escape, _HINTS), r"[、：]表\d{2}")))
_SECTION = re.compile("|".join(re.escape(each).replace(r"\{count\}", r"\d+") for each in (*SECTIONS.values(), SETTLED)))
