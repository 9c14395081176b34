"""What a remark beside a cell says: its words, whether it corrects something, or states a figure."""

import re
import unicodedata

_AUTHOR = re.compile(r"\s*[^:\n]{1,40}:[ \t\r]*\n")  # as spreadsheet programs begin the remarks that they make
_ASKED = re.compile(r"\s*[【\[]?(?:更正|改正|说明|情况说明|原因|依据|同意|不同意)")  # no names, but words of the remark
_CORRECTS = re.compile(
    r"\d|应[为是该改填报写按]|改[为成正动]|更[正改]|修[改正订]|订正|实[际为有]|(?<!无)误|(?<![没无])错|漏|缺|重复|不[对符准]|"
    r"作废|删[去除掉]|划掉|取消|待[核查定]|"
    r"(?<![多减至不青])少(?!儿|年|数民族)|(?<![许很好最])多(?!媒体|功能|少|数|样|种|语|次)"
)

_THREAD = "linkid=870924"  # the address in the copy of a thread that Excel makes for programs that know none
_PART = re.compile(r"^[ \t]*[^:：\n]{1,12}[:：][ \t\r]*$", re.MULTILINE)  # what such a copy puts before each part of it


def words_in(remark: str) -> str:
    """The words of a remark, without what programs put before them: who made it, and that it is a thread.

    >>> words_in("李四:\\n七月闭馆"), words_in("更正:\\n85")
    ('七月闭馆', '更正:\\n85')
    >>> words_in("[线程批注]\\n\\n… https://go.microsoft.com/fwlink/?linkid=870924\\n\\n注释:\\n    七月闭馆")
    '七月闭馆'
    """
    _, is_thread, copied = remark.partition(_THREAD)
    if is_thread:
        return "\n".join(filter(None, map(str.strip, _PART.sub("", copied).split("\n"))))
    author = _AUTHOR.match(remark)
    return remark[author.end() :] if author and not _ASKED.match(author[0]) and author.end() < len(remark) else remark


def corrects(text: str) -> bool:
    """Whether a remark beside a cell may mean that the cell is not right as it stands: it holds a figure, or a word of
    correction. Who made it does not matter.

    >>> corrects("张三:\\n应为八十"), corrects("少算一个分馆"), corrects("user1:\\n含少儿多媒体室")
    (True, True, False)
    """
    return bool(_CORRECTS.search(_AUTHOR.sub("", unicodedata.normalize("NFKC", text), count=1)))
