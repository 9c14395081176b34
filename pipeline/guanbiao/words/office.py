"""The words of the page in an office: links, answers on the page, the journal, and why nobody is let in."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from guanbiao.text.personal import masked
from guanbiao.words.actions import ACTIONS
from guanbiao.words.slips import VERDICTS

HELP_LINKS = "在单位里共用时，列出各部门打开网页用的链接；链接只发给本人，丢了可以换新的。"
HELP_RENEW = "给这个部门换一个新链接，原来的作废；可以写几次，汇总部门的写“汇总”"
HELP_LINK_HOST = "链接里写的地址或机器名（默认是这台电脑在单位网络里的地址）"
HELP_LINK_PORT = "链接里写的端口（默认 8320）"
TAKES_DEPARTMENT = "部门"
COMPILING = "汇总"
LINK = "{name}　{link}"
LINKS_NOTE = "链接就是钥匙：只发给该部门，不要发到群里。泄露了就用 links --renew 部门 换一个。"
NO_DEPARTMENT = "没有叫“{name}”的部门，有：{names}。"
NO_LINKS_FILE = "链接没有写成：{reason}。"
OFFICE = "馆表已在单位网络上打开：{address}"
OFFICE_MORE = "汇总部门请用这个链接进入：{link}"
OFFICE_LINKS = "各部门的链接在网页上可以复制，也可以用 links 命令列出。按 Ctrl-C 结束。"
NO_ADDRESS = "不能在 {host} 上打开：{reason}。"

NOT_IN = "请用馆表发给您的链接打开；链接打不开的，请向汇总部门要一个新的。"
WRONG_LINK = "这个链接已经作废或者不完整，请向汇总部门要一个新的。"
TOO_OFTEN = "操作太频繁，请过一会儿再试。"
TOO_MANY_PAGES = "打开的网页太多了，请先关掉几个。"

ANSWER_FILE = "{year}年核对单答复（网页）{at}.xlsx"
WRITTEN_AT = "%Y年%m月%d日 %H:%M:%S"
NO_CHOICE = "请先选上面的一项。"
TOO_LONG = "写得太长，没有记下：说明最多 {text} 个字，姓名最多 {name} 个字；更多的请写在核对单里。"
NO_NAME = "请写上您的姓名。"
NO_WORDS: Mapping[str, str] = {
    ACTIONS[0]: "选“更正”的，请写上正确的数；报表改好后也请放进来。",
    ACTIONS[1]: "选“说明”的，请写清原因和依据。",
    VERDICTS[1]: "选“不同意”的，请写明理由。",
}
CHANGED = "这个问题的数或内容刚刚变了，没有记下。请复制您写的话，刷新后再答复。"
TAKEN = "已收到，正在核对。"
NOT_KEPT = "没有记下：{reason}"

DID: Mapping[str, str] = {
    "dropped": "放入文件",
    "answered": "答复",
    "ran": "重新核对",
    "entered": "进入",
    "refused": "链接不对",
}
STEPS = {
    "answer": "有 {count} 个问题请本部门答复：点开问题，数填错的选“更正”，属实的选“说明”并写清原因。",
    "failed": "这次没有核对成，请告诉汇总部门。",
    "fine": "本部门的报表已报齐，没有要答复的问题，谢谢。",
    "waiting": "本部门的问题都已答复，谢谢。",
}
TO_DECIDE = "有 {count} 个问题的说明等您审批：点开问题，看过说明以后选“同意”或“不同意”。"
DECIDED = "没有等您审批的说明。"


class OfficeWords(Struct, frozen=True):
    """The words of the page in an office, by the names that its templates know them by."""

    choose: str = "处理"
    decide: str = "审批"
    why: str = "正确的数，或原因和依据"
    opinion: str = "意见（不同意的，写明理由）"
    who: str = "姓名"
    department: str = "部门"
    submit: str = "提交"
    said_by: str = "{department}的说明：{said}"
    typed: str = "还有写好没提交的答复，提交后这一页再更新。"
    link: str = "复制链接"
    link_see: str = "看链接"
    journal: str = "操作记录"
    journal_none: str = "还没有操作。"
    at: str = "时间"
    did: str = "操作"
    what: str = "内容"
    address: str = "来自"


OFFICE_WORDS = OfficeWords()


class Deed(Struct, frozen=True):
    """An entry of the journal as it is shown."""

    at: str
    who: str
    did: str
    what: str
    address: str


def deed(at: str, who: str, did: str, what: Sequence[str], address: str) -> Deed:
    """An entry of the journal in words: whoever has no department compiles."""
    return Deed(at[:19].replace("T", " "), who or COMPILING, DID.get(did, did), masked("、".join(what)), address)


def links_lines(links: Mapping[str, str]) -> Iterable[str]:
    """The links, a line each, and what to mind."""
    yield from (LINK.format(name=name, link=link) for name, link in links.items())
    yield LINKS_NOTE
