"""Texts as the concepts that a lexicon knows in them, and what is left that it does not know."""

import re

from msgspec import Struct

from guanbiao.forms.prose import Lexicon

Concept = tuple[str, str]  # of which facet, and which
_MEANT = re.compile(r"[^\W\d_]+")  # what is no word says nothing
_NAMED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」")
_ASIDE = re.compile(r"[（(]([^（）()]*)[）)]")
_RESTRICTS = re.compile("不含|不包括|除外|不计|仅")


class Read(Struct, frozen=True):
    """What a text says: its concepts in order, and the words that are none (`foreign`)."""

    concepts: tuple[Concept, ...] = ()
    foreign: str = ""

    def has(self, facet: str) -> bool:
        """Whether it says anything of a facet."""
        return any(each[0] == facet for each in self.concepts)


def read(text: str, lexicon: Lexicon) -> Read:
    """What a text says. Names in quotes are foreign words; asides in parentheses say nothing, unless they leave
    something out."""
    found: list[Concept] = []
    foreign = ["".join(_MEANT.findall(each)) for each in _NAMED.findall(text)]
    plain = _NAMED.sub(" ", text)
    foreign += [each for each in _ASIDE.findall(plain) if _RESTRICTS.search(each)]
    plain, at = _ASIDE.sub(" ", plain), 0
    for match in lexicon.pattern.finditer(plain):
        foreign += _MEANT.findall(plain[at : match.start()])
        at = match.end()
        concept = lexicon.words[match[0]]
        if concept[0]:
            found.append(concept)
    return Read(tuple(found), "".join([*foreign, *_MEANT.findall(plain[at:])]))
