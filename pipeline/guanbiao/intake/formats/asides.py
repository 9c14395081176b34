"""The words of an OpenDocument sheet that lie over its cells: annotations and shapes (ODF 1.3, part 3, 14.1 and 10.3).
They stand in the cell that they belong to, or, for shapes of the whole page, before its first cell."""

from guanbiao.intake.limits import REMARK_CHARACTERS
from guanbiao.model.exports import PROGRAM

_BREAKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_PARAGRAPHS = ("p", "h")


def is_aside(tag: str) -> bool:
    """Whether an element lies over its cell and is no part of its text."""
    return tag.startswith("draw:") or tag.endswith(":annotation")


class Aside:
    """The handlers of one such element, from its start to its end: how deep they are in it and in a paragraph of it,
    its words, and who made it. Whatever else is in it, tables too, is passed over."""

    def __init__(self) -> None:
        self.depth = self.paragraphs = 0
        self.words = self.author = ""
        self.is_author = False

    def start(self, tag: str) -> None:
        """The element begins, or one in it."""
        local = tag.rpartition(":")[2]
        if not self.depth:
            self.words = self.author = ""
        self.depth += 1
        self.is_author = local == "creator"
        if local in _PARAGRAPHS:
            self.more("\n" if self.words else "")
            self.paragraphs += 1
        elif self.paragraphs:
            self.more(_BREAKS.get(local, ""))

    def text(self, data: str) -> None:
        """Words in it: of a paragraph, of the name of who made it, or of what nobody sees."""
        if self.paragraphs:
            self.more(data)
        elif self.is_author and len(self.author) <= len(PROGRAM):
            self.author += data

    def more(self, data: str) -> None:
        """More words, no more than anybody reads and one, which tells that there were more."""
        if len(self.words) <= REMARK_CHARACTERS:
            self.words = (self.words + data)[: REMARK_CHARACTERS + 1]

    def end(self, tag: str) -> str | None:
        """The words of the element where it ends here and is not of this program; '' for one of this program or without
        words, None where it goes on."""
        self.depth -= 1
        self.paragraphs -= tag.rpartition(":")[2] in _PARAGRAPHS
        self.is_author = False
        if self.depth:
            return None
        self.paragraphs = 0
        return "" if self.author == PROGRAM else self.words.strip()
