"""What the annual report's text says of the forms, declared: the words it is written with, and sentences whose figures
are bound to expressions.

A sentence is written as the report has it, with a slot for each figure:

    sentence("文献外借册次：{all}册次，其中成人{adult}册次", all=lending["累计", "合计"], adult=lending["累计", "成人外借"])

The same declaration checks such a sentence, in whatever words the lexicon knows, and drafts it."""

import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from guanbiao.forms.blocks import SpecError
from guanbiao.forms.equations import Sum

_SLOT = re.compile(r"\{(\w+)\}")
YEARS = ("year", "year-1", "year-2")  # what a text may say of years: `{year-1}年`


class Facet(Struct, frozen=True):
    """Words that say one thing about a figure: by concept, the ways in which it is written. Of the first facet of a
    lexicon is what is counted (流通人次, 馆藏); of the others whose, where, of what kind. `is_subject`: it goes for what
    else is counted in the same breath (阵地接待读者 …，流通图书 …)."""

    name: str
    concepts: Mapping[str, tuple[str, ...]]
    is_subject: bool = False


class Lexicon(Struct, frozen=True, dict=True):
    """The words that figures are told with: `facets`, the first of which says what is counted; `fillers` that change
    nothing of what is said; `units` that count the same things, by the first of them. Raises SpecError where a word
    stands for two concepts."""

    facets: tuple[Facet, ...] = ()
    fillers: tuple[str, ...] = ()
    units: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        _ = self.words

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """By word, its facet and its concept; of fillers both are ''."""
        found: dict[str, tuple[str, str]] = {}
        for facet in self.facets:
            for concept, said in facet.concepts.items():
                for word in said:
                    if word in found:
                        raise SpecError(f"lexicon: {word} stands for {found[word][1]} and for {concept}")
                    found[word] = (facet.name, concept)
        return {**dict.fromkeys(self.fillers, ("", "")), **found}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of its words, the longest that fits."""
        longest_first = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    @cached_property
    def measure(self) -> str:
        """The name of the facet that says what is counted."""
        return self.facets[0].name if self.facets else ""

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The facets that go on for other measures."""
        return frozenset(each.name for each in self.facets if each.is_subject)

    @cached_property
    def unit_of(self) -> dict[str, str]:
        """By unit, the first of those that count the same."""
        return {unit: group[0] for group in self.units for unit in group}


class Share(Struct, frozen=True):
    """One expression as a share of another, in per cent."""

    part: Sum
    whole: Sum


class Change(Struct, frozen=True):
    """By how much a figure changed since a year before; `relative`: in per cent of what it was."""

    now: Sum
    before: Sum
    relative: bool = False


class Average(Struct, frozen=True):
    """An expression by a number of days."""

    over: Sum
    days: int


Stated = Sum | Share | Change | Average  # what a slot may say


class Sentence(Struct, frozen=True):
    """A sentence of the report: its text with slots, and what each says, by its name. A `Change` writes its direction
    by itself (减少310358). `under` is a heading that it stands below, where that says what is counted. Raises SpecError
    where slots and what they say are not the same."""

    text: str
    slots: Mapping[str, Stated]
    under: str = ""

    def __post_init__(self) -> None:
        named = set(_SLOT.findall(self.text)) - {"year"}
        if odd := named ^ set(self.slots):
            raise SpecError(f"sentence {self.text[:20]}…: slot {sorted(odd)[0]} is not both written and bound")


def sentence(text: str, *, under: str = "", **slots: Stated) -> Sentence:
    """A sentence with what its slots say."""
    return Sentence(text, slots, under)


class Passage(Struct, frozen=True):
    """A part of the drafted chapter: its heading, the heading's level, its paragraphs of sentences."""

    heading: str
    level: int
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()


class Events(Struct, frozen=True):
    """Where the chronicle's entries (大事记) stand in lists: in form `form`, known by the date in column `date` and the
    name in column `name`; by unit, the column that states the figure."""

    form: str
    date: str
    name: str
    figures: Mapping[str, str]


class Prose(Struct, frozen=True):
    """All that is declared of the report's text: the lexicon, the chapter that is drafted, sentences that are checked
    wherever else they stand, and the lists behind the chronicle."""

    lexicon: Lexicon = Lexicon()
    chapter: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    events: tuple[Events, ...] = ()

    @property
    def every_sentence(self) -> tuple[Sentence, ...]:
        """The sentences of the chapter and all others."""
        drafted = (each for passage in self.chapter for paragraph in passage.paragraphs for each in paragraph)
        return (*drafted, *self.sentences)
