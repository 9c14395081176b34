"""What a remark beside a cell says: whether it corrects something, or states a figure."""

import re
import unicodedata

_AUTHOR = re.compile(r"\s*[^:\n]{1,40}:[ \t\r]*\n")  # as spreadsheet programs begin the remarks that they make
_CORRECTS = re.compile(
    r"\d|应[为是该改填报写按]|改[为成正动]|更[正改]|修[改正订]|订正|实[际为有]|(?<!无)误|(?<![没无])错|漏|缺|重复|不[对符准]|"
    r"作废|删[去除掉]|划掉|取消|待[核查定]|"
    r"(?<![多减至不青])少(?!儿|年|数民族)|(?<![许很好最])多(?!媒体|功能|少|数|样|种|语|次)"
)


def corrects(text: str) -> bool:
    """Whether a remark beside a cell may mean that the cell is not right as it stands: it holds a figure, or a word of
    correction. Who made it does not matter.

    >>> corrects("张三:\\n应为八十"), corrects("少算一个分馆"), corrects("user1:\\n含少儿多媒体室")
    (True, True, False)
    """
    return bool(_CORRECTS.search(_AUTHOR.sub("", unicodedata.normalize("NFKC", text), count=1)))
