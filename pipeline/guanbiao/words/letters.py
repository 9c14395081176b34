"""The words of notices and reminders."""

from collections.abc import Mapping

from guanbiao.forms.catalogue import Level

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
NOTICE_FILE, CHAT_FILE, MAIL_FILE = "数据核对通知.docx", "微信通知.txt", "邮件草稿.eml"
REMINDER_FILE = "催报通知.docx"
REMINDER_CHAT_FILE = "微信催报.txt"
NOTICES = "通知"


def asked_text(counts: Mapping[Level, int], sentences: Mapping[Level, str], between: str, causes: str) -> str:
    """How many problems of each level are to be answered, and `causes`, how many causes they come from, if any do.
    Levels that nothing is of go unsaid."""
    said = between.join(sentence.format(count=counts[level]) for level, sentence in sentences.items() if counts[level])
    return f"{said}（{causes}）" if causes else said


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters: what is too long is cut and says so."""
    return text if len(text) <= most else text[: most - 1] + "…"
