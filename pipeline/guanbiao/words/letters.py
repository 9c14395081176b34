"""The words of return slips, notices and reminders."""

from collections.abc import Iterable, Mapping, Sequence

from guanbiao.forms.catalogue import Level
from guanbiao.model.causes import Cause
from guanbiao.model.findings import Finding

SLIP_MARK = "统计数据核对单"
SLIP_TITLE = "{library}{year}年" + SLIP_MARK + "（{department}）"
SLIP_NOTE = (
    "请逐条核对：数字填错的，请在自己的报表里改正后重新报送（“处理”选“更正”）；数字属实的，“处理”选“说明”，并在“部门说明”里写清原因。"
    "填好后把本文件放回收表的文件夹即可，文件名随意。只有浅黄色的格可以填写；“审批”由{department}填写。后面所附的报表只供对照。"
)
COMPILERS = "汇总部门"  # where the catalogue names none
SLIP_HEAD = (
    *("序号", "级别", "报表", "单元格", "位置", "填报数", "应有数", "差额", "对方的数及位置", "问题", "怎么办"),
    *("处理", "部门说明", "核实人/日期", "审批", "编号"),
)
ACTIONS = ("更正", "说明")
SLIP_CAUSE = "原因：{message}"
SLIP_ALONE = "以下各条没有找到共同的原因，请逐条核对："
OTHER_SIDE = "{table}（{address}）{value}"
AND_OTHERS = " 等 {count} 处"
ELSEWHERE = "涉及的其他核对"
ELSEWHERE_TITLE = "等待其他部门核对、涉及本部门所报数字的问题（本部门不必答复）"
ELSEWHERE_HEAD = ("级别", "本部门的单元格", "问题", "可联系")
LAPSED = "数或涉及的格已改动，原来的答复“{said}”不再有效，请重新答复。"
_FIX, _EXPLAIN = "更正后重新报送", "核实，属实请说明"
_FOLLOWS = "按上面的原因改正后即可相符，此数不必另改；如原因所指的数无误，请说明"
_IN_A_LINE_MOST = 32_000  # a cell holds 32767 characters
NOTICE_TITLE = "关于核对{year}年度统计数据的通知"
NOTICE_TO = "{department}{head}："
NOTICE_BODY = (
    "{year}年度统计报表已经汇总审核。你部门报送的报表中，有{asked}。请于收到本通知之日起{days}个工作日内，"
    "在所附核对单中逐条答复，需要更正的报表改正后重新报送。"
)
NOTICE_ASKED = {Level.MANDATORY: "{count}个强制性问题需要更正或说明", Level.QUERY: "{count}个核实性问题需要核实说明"}
NOTICE_FIRST = "其中最需要关注的有："
NOTICE_ITEM = "{numeral}、{text}"
NOTICE_ATTACHED = "附件：{slip}"
NOTICE_FROM, NOTICE_DATE = "{library}{department}", "　　　年　　月　　日"
REMINDER_TITLE = "关于报送{year}年度统计报表的催报通知"
REMINDER_BODY = (
    "{year}年度统计报表正在汇总，你部门尚有{count}张报表未报：{forms}。请于收到本通知之日起{days}个工作日内报送。"
)
FORM_OWED = "《{name}》"
SUBJECT = "{year}年度统计数据核对（{department}）"
CHAT = "【数据核对】{head}您好：{year}年统计报表中{department}有{asked}。{first}详见核对单，请{days}个工作日内答复。"
CHAT_ASKED = {Level.MANDATORY: "{count}处须更正或说明", Level.QUERY: "{count}处须核实"}
CHAT_FIRST = "先看{problems}；"
CHAT_OWED = "【催报】{head}您好：{year}年统计报表中{department}尚有{count}张未报（{forms}），请{days}个工作日内报送。"
CHAT_MOST = 120  # characters: about what a chat shows without unfolding
AND_MORE = "等"
TITLE_FONT, TEXT_FONT = "方正小标宋简体", "仿宋"  # as GB/T 9704 has them
NUMERALS = ("一", "二", "三", "四", "五")
SLIP_FILE, NOTICE_FILE, CHAT_FILE, MAIL_FILE = "核对单.xlsx", "数据核对通知.docx", "微信通知.txt", "邮件草稿.eml"
REMINDER_FILE = "催报通知.docx"
REMINDER_CHAT_FILE = "微信催报.txt"
NOTICES = "通知"


def in_a_line(said: Iterable[str]) -> str:
    """All that was written in the answer columns of a row, as one text."""
    return "；".join(part for part in said if part)[:_IN_A_LINE_MOST]


def other_side(shown: Sequence[str], count: int) -> str:
    """The figures of a finding's other side, as far as they are shown; how many there are, where that is not all."""
    return "；".join(shown) + (AND_OTHERS.format(count=count) if count > len(shown) else "")


def asked_text(counts: Mapping[Level, int], sentences: Mapping[Level, str], between: str, causes: str) -> str:
    """How many problems of each level are to be answered, and `causes`, how many causes they come from, if any do.
    Levels that nothing is of go unsaid."""
    said = between.join(sentence.format(count=counts[level]) for level, sentence in sentences.items() if counts[level])
    return f"{said}（{causes}）" if causes else said


def advice(finding: Finding, cause: Cause | None, *, blamed: bool = True) -> str:
    """What a head is asked to do, and what was answered before the figures changed. `blamed`: the cause is of the
    finding's own figure, which else is right once the cause is mended."""
    said = finding.answer.lapsed
    lapsed = LAPSED.format(said=said) if said else ""
    return lapsed + (_what_to_do(finding, cause) if blamed else _FOLLOWS)


def _what_to_do(finding: Finding, cause: Cause | None) -> str:
    """To correct where a slip is plain, else to look and then correct or explain."""
    if finding.level is Level.QUERY:
        return f"{_EXPLAIN}；有误则{_FIX}"
    if cause and cause.certain:
        return f"{_FIX}；如原数无误请说明"
    return f"核实后{_FIX}，或说明"


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters: what is too long is cut and says so."""
    return text if len(text) <= most else text[: most - 1] + "…"
