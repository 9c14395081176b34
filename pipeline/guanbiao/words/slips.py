"""The words of return slips and approval sheets, and those by which what is written in them is read."""

import re
from collections.abc import Iterable, Mapping

from guanbiao.forms.levels import Level
from guanbiao.model.findings import Untaken
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
NOT_TAKEN = "（上次写的“{said}”没有采用：{why}）"
UNTAKEN: Mapping[Untaken, str] = {
    Untaken.EMPTY: "没有写出原因和依据",
    Untaken.NO_FIGURE: "没有写正确的数，报表也没有重新报送",
}
LAPSED = "（数已改动，原来的答复“{said}”不再有效，请重新答复）"
AWAITED = "（说明已收到，待{approver}审批）"
REJECTED = "（{approver}未同意原来的说明“{said}”：{why}）"
TO_CORRECT = "（已答复更正，请重新报送改正后的报表）"
ELSEWHERE = "涉及的其他核对"
ELSEWHERE_TITLE = "等待其他部门核对、涉及本部门所报数字的问题（本部门不必答复）"
ELSEWHERE_HEAD = ("级别", "本部门的单元格", "问题", "可联系")
SLIP_FILE, APPROVAL_FILE = "核对单.xlsx", "待审批.xlsx"
_IN_A_LINE_MOST = 32_000  # a cell holds 32767 characters

# What is written for what is to be done, the longest first. `更正：应为 85` and `说明：疫情闭馆` say it with the words.
_CORRECT = ("更正后重新报送", "已更正", "更正", "已改正", "改正", "已修改", "修改", "已订正", "订正", "重新报送")
_EXPLAIN = ("情况说明", "已说明", "说明", "解释")
_ACTION = re.compile(
    rf"\s*(?:(?P<correct>{'|'.join(_CORRECT)})|(?P<explain>{'|'.join(_EXPLAIN)}))\s*(?:[:：,，、。.;；\s]+|$)"
)
_WRONG = re.compile(r"应该?[为是]\s*-?\d|改[为成]\s*-?\d|更正为|(?:填|写|录|录入|抄|报|算|加)错|笔误|漏填|多填|误填")
_TICK = re.compile(r"[\s√✓✔☑○●◯×✗✘xXvV*]+")
_AGREES, _REFUSES = (
    re.compile(r"^(?:已|均|都|拟|原则)?(?:同意|批准|通过|可以|准予|属实)"),
    re.compile(r"^(?:不同意|不予|不批准|不通过|不可以?|退回|驳回|重报|请重)"),
)


def action_of(text: str) -> tuple[str, str]:
    """What a text says is to be done, one of ACTIONS or '', and the words that are left.

    >>> action_of("更正：应为 85"), action_of("疫情闭馆"), action_of("填错了，应为85")
    (('更正', '应为 85'), ('', '疫情闭馆'), ('更正', '填错了，应为85'))
    """
    if found := _ACTION.match(text):
        return ACTIONS[0 if found["correct"] else 1], text[found.end() :].strip()
    return ACTIONS[0] if _WRONG.search(text) else "", text


def is_tick(text: str) -> bool:
    """Whether a text is a mere tick or cross."""
    return bool(_TICK.fullmatch(text))


def verdict_of(text: str) -> str:
    """What a text says of an explanation: one of VERDICTS; '' for neither."""
    words = text.strip()
    if _REFUSES.match(words):
        return VERDICTS[1]
    return VERDICTS[0] if _AGREES.match(words) else ""


def is_printed(text: str) -> bool:
    """Whether a text is one that the program prints on slips around their lines, as far as it is always the same."""
    return text.strip() in _PRINTED or bool(SLIP_TITLED.search(text) or _SECTION.match(text))


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
_SECTION = re.compile("|".join(re.escape(each).replace(r"\{count\}", r"\d+") for each in (*SECTIONS.values(), SETTLED)))
