"""The words of the page (`guanbiao serve`): what stands on it, what became of each file that was dropped, how it stands
with each form, and the one thing to do next."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import FileStatus
from guanbiao.model.explained import Explained, HeldSheet
from guanbiao.model.filings import Filing
from guanbiao.text.personal import masked
from guanbiao.words.files import reason_of, reason_text
from guanbiao.words.findings import Phrases
from guanbiao.words.letters import REMINDER_CHAT_FILE, REMINDER_FILE, THANKS_FILE
from guanbiao.words.report import REPORT_FILE
from guanbiao.words.screen import CHECKING, READING, RECONCILING, WRITING
from guanbiao.words.slips import APPROVAL_FILE, SLIP_FILE

FILE_LINKS = {
    SLIP_FILE: "核对单",
    "数据核对通知.docx": "通知",
    "邮件草稿.eml": "邮件草稿",
    REPORT_FILE: "本部门的网页",
    REMINDER_FILE: "催报通知",
    THANKS_FILE: "感谢信",
    APPROVAL_FILE: "待审批",
    "业务统计分析（草稿）.docx": "业务统计分析（草稿）",
    "年度工作报告（核对稿）.docx": "年度工作报告（核对稿）",
    "年度工作报告（核对稿）.odt": "年度工作报告（核对稿）",
    "claims.csv": "报告里的数（claims.csv）",
}
WORKBOOK_LINK, WHOLE_REPORT_LINK, OTHERS_OF_FILES = "打开总表", "核对报告", "其他文件"
CHATS = ("微信通知.txt", REMINDER_CHAT_FILE)
UNSHOWN = ("manifest.json", "run.log", "facts.parquet", "relations.csv", "findings.json")  # for programs
LIGHTS = {"owed": "未报", "filed": "已报", "wrong": "有问题", "explained": "已说明", "fine": "相符"}
COUNTED = {"wrong": "有问题 {count} 个", "explained": "已说明"}
WAITS = "已报，待他表更正"
CAME = "已报，核对中"


class PageWords(Struct, frozen=True):
    """The words of the page, by the names that its templates know them by."""

    title: str = "馆表"
    skip: str = "跳到结果"
    year: str = "年度"
    library: str = "图书馆"
    choose: str = "查看"
    next: str = "下一步"
    drop: str = "把报表拖到这里"
    drop_more: str = "Excel、WPS 的文件或整个文件夹都行；也可以直接放进 {folder}"
    pick: str = "选择文件"
    pick_folder: str = "选择文件夹"
    send: str = "放入"
    run: str = "重新核对"
    open_folder: str = "打开结果文件夹"
    open_inputs: str = "打开报表文件夹"
    end: str = "退出馆表"
    blanks: str = "生成下一年的空白报表"
    state: str = "进度"
    dropped: str = "刚放入的文件"
    file: str = "文件"
    became: str = "认出了什么"
    looking: str = "正在看…"
    lights: str = "各部门报表"
    legend: str = "未报 · 已报 · 有问题 · 已说明 · 相符"
    problems: str = "问题"
    problems_none: str = "没有要答复的问题。"
    causes_first: str = "先列查得出原因的，改一处往往就解决几个问题。"
    shown_of: str = "共 {count} 个"
    see: str = "看表格里是哪几格"
    back: str = "回到首页"
    files: str = "收到的全部文件（{count}）"
    chat: str = "看要发的话"
    recognised: str = "{count} 个，认出 {well} 个"
    copy: str = "复制要发的话"
    downloads: str = "结果"
    picture: str = "{file}，工作表“{sheet}”"
    wrong_mark: str = "要改"
    beside_mark: str = "对照"
    should: str = "似应为 {figure}"
    gap: str = "…"
    no_picture: str = "表格读不出来了：文件已经移走或有了改动，请重新核对后再看。"
    more_cells: str = "还有 {count} 格没有画出，见核对单。"
    previous: str = "正在重新核对，下面是上一次的结果。"
    lost: str = "和馆表的连接断了：馆表已经退出或电脑刚休眠过；再打开馆表，这一页会自己接上。"
    sending: str = "正在放入"
    too_large: str = "超过 {most} MB 的上限，没有放入"
    not_sent: str = "没有放进去，请再拖一次"
    person: str = "负责人 {head}"
    row_head: str = "行"
    rest: str = "其余 {count} 个"
    yes_copied: str = "已复制，可以粘贴了"


WORDS = PageWords()
STEPS = {
    "empty": "还没有报表：把各部门报来的文件拖到下面的框里。",
    "running": "正在核对，不用等，可以接着放文件。",
    "failed": "没有核对成：{said}",
    "owed": "还有 {count} 张报表没有报：{forms}。",
    "answer": "有 {count} 个问题要答复：把下面各部门的核对单发出去，改好的报表拖回来就行。",
    "waiting": "问题都已答复，可以打开总表。",
    "fine": "各表齐全，没有要答复的问题，可以打开总表。",
}
STATES = {
    "idle": "已核对完",
    "waiting": "等着文件放入",
    "running": "正在核对",
    "busy": "另一次运行正在使用结果文件夹，等它结束就接着核对",
    "failed": "没有核对成",
}
_FILE_READ, _LIBRARIES_DONE, _AT = "{said}{file}", "{done}/{every} 个图书馆", "{state}（{time}）"
_STEPS = tuple(each.partition("…")[0].partition("{")[0] for each in (READING, CHECKING, RECONCILING, WRITING))
STEP_COUNT = len(_STEPS) + 1

SAVED_AS = "已有同名的文件，没有覆盖，存成了 {name}"
ALREADY = "与已有的 {name} 完全相同，没有重复存放"
NOT_SAVED = "没有存进去：{reason}"
NO_ROOM = "磁盘满了或文件夹不能写入，请看看再放"
IN_THE_WAY = "文件夹里有同名的快捷方式或文件挡着，请改个文件夹名再放"
LITTER = "是程序留下的临时文件，不用放"
INTERRUPTED = "运行中断了，请再试一次。"
ENDED = "馆表已退出，这一页可以关掉。放入的文件和结果都在文件夹里；要接着用，再打开馆表。"
ENDED_RUNNING = "馆表已退出，正在进行的核对会做完，这一页可以关掉。放入的文件和结果都在文件夹里；要接着用，再打开馆表。"
TOO_MANY = "一次最多放 {most} 个文件，多出的没有放入，请分几次放"
NO_SUCH, FORBIDDEN, TOO_LARGE, STALE = (
    "没有这个页面或文件。",
    "不能这样打开：请用馆表窗口里显示的地址。",
    "放入的文件超过 {most} MB 的上限，没有放入。",
    "这一页已经过期，请刷新后再试。",
)

_TAKEN, _TAKEN_OF = "《{title}》{year}", "{library}《{title}》{year}"
_YEAR, _NO_YEAR = "（{year} 年）", "（看不出是哪一年的，请在表名里写上年度）"
_SLIP, _SLIP_EMPTY = "答复用的核对单，里面的答复会采用", "核对单"
_REPORT = "{year}年度工作报告，与报表核对，不当作报表"
_NOT_SHEET = "工作表“{name}”：{why}"
_NOTHING = "没有认出报表：请核对表名和表头；表名要写全，例如“{title}”"
_STRANGE = "sheet_no_form"  # what is said of a sheet that is like no form: among others it need not be told
_SOME_YEAR = "××××"
_MOST_SAID = 4  # sentences about one file


def became_lines(explained: Explained, catalogue: Catalogue, libraries: dict[str, str]) -> tuple[bool, tuple[str, ...]]:
    """Whether something was made of a file, and what, in few words: the forms on it, or why it is none and what to do.
    `libraries` says by form which other library filed it."""
    filings = filings_of(explained)
    said = tuple(_taken(each, catalogue, libraries.get(each.form, "")) for each in filings)
    if explained.is_slip:
        return True, (_SLIP,)
    if explained.reported is not None:
        year = f"{explained.reported} " if explained.reported else ""
        return True, (_REPORT.format(year=year),)
    if explained.book.status in (FileStatus.REFUSED, FileStatus.IGNORED):
        return False, (masked(reason_of(explained.book)),)
    passed_over = tuple(_passed_over(explained, catalogue, filings))
    if not filings and not passed_over:
        passed_over = (_NOTHING.format(title=catalogue.forms[0].title.replace("{year}", _SOME_YEAR)),)
    return bool(filings), tuple(map(masked, (*said, *passed_over)))


def state_text(state: str, said: str, file: str, done: int, every: int, at: str) -> tuple[str, int]:
    """How it stands with the job, in words, and which of its steps it is at (0: none): the step, the file that is read
    or the libraries that are done, and the time of its end."""
    step = next((at for at, each in enumerate(_STEPS, 1) if said.startswith(each)), 0)
    if state != "running":
        return (_AT.format(state=STATES[state], time=at) if at else STATES[state]), 0
    if every:
        return f"{STATES[state]} {_LIBRARIES_DONE.format(done=done, every=every)}", step
    return _FILE_READ.format(said=said or STATES[state], file=f" {masked(file)}" if file else ""), step


def too_large_text(found: int, most: int) -> str:
    """What is said of a file that is larger than what is taken, in megabytes."""
    return reason_text("limit_file", {"found": found, "most": most})


def filings_of(explained: Explained) -> list[Filing]:
    """The forms that a file holds."""
    return [each for sheet in explained.sheets for each in _filings(sheet)]


def _filings(sheet: HeldSheet) -> list[Filing]:
    return [each for each in (*(title.filing for title in sheet.titles), sheet.untitled) if each]


def _taken(filing: Filing, catalogue: Catalogue, library: str) -> str:
    title = catalogue.by_id[filing.form].name
    year = _YEAR.format(year=filing.period) if filing.period else _NO_YEAR
    return (_TAKEN_OF if library else _TAKEN).format(title=title, year=year, library=library)


def _passed_over(explained: Explained, catalogue: Catalogue, filings: list[Filing]) -> Iterator[str]:
    """Why sheets were not taken, the first few."""
    phrases = Phrases(catalogue, next((each.period or 0 for each in filings), 0))
    problems = (
        (sheet.name, each)
        for sheet in explained.sheets
        for each in (*(title.problem for title in sheet.titles if not title.filing), sheet.problem)
        if each and each.rule != _STRANGE
    )
    for name, problem in islice(problems, _MOST_SAID):
        said = phrases.message(problem)
        yield said if name in said else _NOT_SHEET.format(name=name, why=said)
