"""The words of return slips and approval sheets, and those by which what is written in them is read."""

import re
from collections.abc import Iterable, Mapping, Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.findings import Untaken
from guanbiao.text.figures import UNITS
from guanbiao.text.labels import fold
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
ACTIONS, VERDICTS = ("更正", "说明"), ("同意", "不同意")
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

# What is written for what is to be done, the longest first. `更正：应为 85` and `说明：疫情闭馆` say it with the words.
_CORRECT = (
    "更正后重新报送",
    "已更正",
    r"更\s*正",
    "已改正",
    "改正",
    "已修改",
    "修改",
    "已订正",
    "订正",
    "重新报送",
    r"改(?=\s*(?:[:：,，、。.;；]|$))",
)
_EXPLAIN = ("情况[说說]明", "已[说說]明", r"[说說]\s*明", "解[释釋]")
_EXPORTED = re.compile(r"Overview|Sheet \d+: .*")  # what LibreOffice writes above each sheet of a web page
_CLOSING = '】])）〕”"' + " \n"
_OPENED, _CLOSED = r"[\s【\[（(〔“\"]*", r"[】\]）)〕”\"]*"
_ACTION = re.compile(
    rf"{_OPENED}(?:(?P<correct>{'|'.join(_CORRECT)})|(?P<explain>{'|'.join(_EXPLAIN)}))"
    rf"(?:{_CLOSED}\s*(?:[:：,，、。.;；\s—–-]+|$)|(?={_CLOSED}[-\d０-９])|[】\]）)〕”\"])+"
)
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?%?"
_UNIT = "|".join(map(re.escape, sorted(map(fold, UNITS), key=len, reverse=True)))
_THAT = rf"{_NUMBER}(?:{_UNIT})?(?=[,.;:!。、()]|$)"  # a figure that ends its clause
_SHOULD = re.compile(rf"(?:应该?当?[为是]|更正[为成]|改正[为成]|正确(?:的)?(?:数[字值据]?)?[为是]?):?{_THAT}")
_CLAUSE = re.compile(r"[,.;:!。、()]+(?!\d)")
_IS_NOW = re.compile(  # of a clause that says nothing else
    rf"(?:请|数[字据]?|[此该本这](?:数|处|格)|合计|[a-z]{{1,2}}\d{{1,3}})?(?:[由从把将]?{_NUMBER})?"
    rf"(?:应|改[为成]?|实际?[为是]|是|为):?{_NUMBER}(?:{_UNIT})?"
)
_WRONG = re.compile(
    r"(?<![不没未非无])(?<!没有)(?<!不是)(?<!并非)"
    r"(?:(?:填|写|录|录入|抄|报|算|加|打)错|写倒|颠倒|[笔手]误|疏忽|粗心|马虎(?!虎)|大意(?!为)|漏填|多填|误填|[多少漏]写|错了|有误(?!差|解)|遗漏)"
)
_DONE = re.compile(  # of a clause that says that it was done already
    r"(?:均|都|现)?已经?(?:按.{0,6})?(?:在.{0,10})?(?:改正|更正|订正)(?:了|过来|完毕)?"
)
_OTHERS = re.compile(
    r"系统|去年|上年|往年|前年|对方|别的|其[他它]部?门?|不是我|非我"
)  # not one's own figures of this year
_PLAIN_FIGURE = re.compile(rf"(?<![\d第.表])(?:{_NUMBER})(?![\d.]|[年月日号时点周天楼层街路条楼个表]|季度)")
_AS_DUE = re.compile("应有数|(?:按|同|照|用|以).{0,4}(?:应有|推算|系统算|左边|提示).{0,3}")
_EDIT = re.compile(rf"(?:\S+ 的)?(?:{'|'.join(SLIP_HEAD[2:4])})由 (?:{BLANK}|{_NUMBER}) 改为 {_NUMBER}")
_TICK = re.compile(r"[\s√✓✔☑○●◯×✗✘xXvV*]+")
_ASSENT = re.compile(
    r"(?:\S{0,6}[:：])?(?:已|拟|均|原则上?)?(?:不?同意|不?予?批准|准予)[。，,\s]*"
    r"(?:\S{0,3}馆长|\S{0,3}主任|(?!更|改|修|订|应|按|说)[\u4e00-\u9fff]{2,3})?[\d.\-/年月日\s。]*"
)
_AGREES, _REFUSES = (
    re.compile(r"^(?:已|均|都|拟|原则)?(?:同意|批准|通过|可以|准予|属实)"),
    re.compile(r"^(?:不同意|不予|不批准|不通过|不可以?|退回|驳回|重报|请重)"),
)


def action_of(text: str, filed: str = "") -> tuple[str, str]:
    """What a text says is to be done, one of ACTIONS or '', and the words that are left. `filed` is the figure that it
    is about: who says it again does not correct it.

    >>> action_of("更正：应为 85"), action_of("疫情闭馆"), action_of("填错了，应为85")
    (('更正', '应为 85'), ('', '疫情闭馆'), ('更正', '填错了，应为85'))
    >>> action_of("并未填错，含西街流通点"), action_of("七月改为3层办公"), action_of("实际为87，含借调", "87")
    (('', '并未填错，含西街流通点'), ('', '七月改为3层办公'), ('', '实际为87，含借调'))
    >>> action_of("应为87", "8")
    ('更正', '应为87')
    """
    if found := _ACTION.match(text):
        return ACTIONS[0 if found["correct"] else 1], text[found.end() :].lstrip(_CLOSING).strip()
    return ACTIONS[0] if _corrects(fold(text), filed) else "", text


def _corrects(text: str, filed: str) -> bool:
    """Whether a text, folded, says that the figure is wrong: it tells another, or owns to a mistake."""
    clauses = [each for each in _CLAUSE.split(text) if each]
    is_wrong = any(_WRONG.search(each) and not _OTHERS.search(each) for each in clauses)
    told = [*_SHOULD.findall(text), *(each for each in clauses if _IS_NOW.fullmatch(each))]
    told += [each for each in clauses if is_wrong and re.fullmatch(_THAT, each)]
    if any(_DONE.fullmatch(each) for each in clauses):
        return True
    others = [each for each in told if filed not in re.findall(_NUMBER, each.replace(",", ""))]
    return bool(others) or (is_wrong and not told)


def has_figure(text: str) -> bool:
    """Whether a text names a figure, other than a date, a storey or a count of things.

    >>> has_figure("应为 1,085"), has_figure("因 7 月闭馆"), has_figure("１２册")
    (True, False, True)
    """
    return bool(_PLAIN_FIGURE.search(fold(text)))


def is_as_due(text: str) -> bool:
    """Whether a text says that the figure is to be the one that the slip gives as due."""
    return bool(_AS_DUE.search(fold(text)))


def is_figure(text: str) -> bool:
    """Whether a text is nothing but a figure."""
    return bool(re.fullmatch(_NUMBER, fold(text)))


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
