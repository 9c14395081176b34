"""The words of notices, reminders and thanks. The sentences of letters stand in their Word templates
(`letters/templates/`), which an office may edit; here are the fields that stand in those, and how the shipped ones
begin."""

from collections.abc import Mapping, Sequence

from guanbiao.forms.catalogue import Level
from guanbiao.words.chapter import CHAPTER_TEMPLATE
from guanbiao.words.workbook import STATES, states_text

Field = str | int | tuple[Mapping[str, str], ...]  # what stands in a field of a letter: a list has fields of its own

# How letters by the shipped templates begin: by these they are known again where they lost their mark.
NOTICE_OPENING = "关于核对{year}年度统计数据的通知", "{year}年度统计报表已经汇总审核。你部门报送的报表中，有"
REMINDER_OPENING = "关于报送{year}年度统计报表的催报通知", "{year}年度统计报表正在汇总，你部门尚有"
THANKS_OPENING = "感　谢　信", "{year}年度统计报表汇总审核中，对你部门提出的问题已经全部答复："
NOTICE_ASKED = {Level.MANDATORY: "{count}个强制性问题需要更正或说明", Level.QUERY: "{count}个核实性问题需要核实说明"}
_UNANSWERED = "open"
SENDER, DATE = "{library}{department}", "　　　年　　月　　日"
FORM_OWED = "《{name}》"
SUBJECT = "{year}年度统计数据核对（{department}）"
CHAT = (
    "【数据核对】{head}您好：{year}年统计报表中{department}有{asked}。{progress}{first}"
    "详见核对单，请{days}个工作日内答复。"
)
CHAT_PROGRESS = "目前 {progress}。"
CHAT_THANKS = (
    "【数据核对】{head}您好：{year}年统计报表中{department}的问题已全部答复（{progress}），不需再答复，感谢支持！"
)
CHAT_ASKED = {Level.MANDATORY: "{count}处须更正或说明", Level.QUERY: "{count}处须核实"}
CHAT_FIRST = "先看{problems}；"
CHAT_OWED = "【催报】{head}您好：{year}年统计报表中{department}尚有{count}张未报（{forms}），请{days}个工作日内报送。"
CHAT_MOST = 120  # characters: about what a chat shows without unfolding
AND_MORE = "等"
NUMERALS = ("一", "二", "三", "四", "五")
NOTICE_FILE, CHAT_FILE, MAIL_FILE = "数据核对通知.docx", "微信通知.txt", "邮件草稿.eml"
REMINDER_FILE, THANKS_FILE = "催报通知.docx", "感谢信.docx"
TEMPLATE_FILES = (NOTICE_FILE, REMINDER_FILE, THANKS_FILE)  # the files of templates are called as the letters are
TEMPLATES = "templates"  # the folder beside a catalogue in which its own ones lie
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


def letter_fields(
    *,
    year: int,
    library: str,
    department: str,
    head: str,
    sender: str,
    approves: str,
    approver: str,
    days: int,
    asked: str = "",
    items: Sequence[str] = (),
    enclosed: str = "",
    owed: Sequence[str] = (),
    counts: Mapping[str, int] = {},
) -> dict[str, Field]:
    """The fields of a letter by the names that templates know them by. `counts` are how many problems are in each
    state, by its name."""
    return {
        "年度": year,
        "图书馆": library,
        "部门": department,
        "负责人": head,
        "发文机关": SENDER.format(library=library, department=sender),
        "签发人": approves,
        "审批人": approver,
        "期限": days,
        "成文日期": DATE,
        "待答复": asked,
        "主要问题": tuple({"序号": numeral, "内容": text} for numeral, text in zip(NUMERALS, items, strict=False)),
        "进展": progress_text(counts),
        "已说明": counts.get("explained", 0),
        "待审批": counts.get("pending", 0),
        "待更正": counts.get("correcting", 0),
        "已更正": counts.get("corrected", 0),
        "附件": enclosed,
        "未报张数": len(owed),
        "未报报表": "、".join(FORM_OWED.format(name=name) for name in owed),
    }


def progress_text(counts: Mapping[str, int]) -> str:
    """How far the problems of a department are answered: `17 处已说明，6 处待更正`; '' where nothing is."""
    return states_text({name: count for name, count in counts.items() if name != _UNANSWERED})


# A letter in which nothing is left blank, to try templates by.
SAMPLE = letter_fields(
    year=2020,
    library="某某图书馆",
    department="某某部",
    head="某某",
    sender="某某部",
    approves="馆长",
    approver="馆长",
    days=5,
    asked="1个问题",
    items=("某某", "某某"),
    enclosed="某某",
    owed=("某某", "某某"),
    counts=dict.fromkeys(STATES, 1),
)
_FAULTS = {
    "name": "文件名应是{names}之一",
    "unreadable": "它不是能打开的 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx",
    "unknown": "其中的“{word}”不是可以填的项目，请按手册“改通知的样子”一节改正",
    "syntax": "“{word}”一段里的花括号没有写对或没有成对，请按手册“改通知的样子”一节改正",
    "unclosed": "“{word}”一段里的花括号没有成对，请按手册“改通知的样子”一节改正",
    "value": "有一处花括号里的写法填不出来，请按手册“改通知的样子”一节改正",
    "body": "没有独占一段的“{{{{{word}}}}}”，表格和文字没有地方写，请在要写的地方加上这一段",
}


def template_fault(why: str, word: str) -> str:
    """What is wrong with a template, and what to do."""
    return _FAULTS[why].format(word=word, names="、".join((*TEMPLATE_FILES, CHAPTER_TEMPLATE)))
