"""What the annual report's text says of the forms, declared: the words it is written with, and sentences whose figures
are bound to expressions.

A sentence is written as the report has it, with a slot for each figure:

    sentence(
        "文献外借册次：{all}册次，其中成人{adult}册次", all=lending["累计", "合计"], adult=lending["累计", "成人外借"]
    )

The same declaration checks such a sentence, in whatever words the lexicon knows, and drafts it."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from guanbiao.forms.blocks import SpecError
from guanbiao.forms.equations import Sum
from guanbiao.forms.form import Form

_SLOT = re.compile(r"\{(\w+)\}")
YEARS = ("year", "year-1", "year-2")  # what a text may say of years: `{year-1}年`


class Facet(Struct, frozen=True):
    """Words that say one thing about a figure: by concept, the ways in which it is written, with spaces between. Of the
    first facet of a lexicon is what is counted (流通人次, 馆藏); of the others whose, where, of what kind.
    `is_subject`: it goes for what else is counted in the same breath (阵地接待读者 …，流通图书 …). `is_passing`: it
    goes for its own figure alone (日均). `of`: by unit, what is counted where such a word says it without saying what
    (专业技术岗位68人: staff; '': in any unit); `is_own`: so it is even where something else was counted before."""

    name: str
    concepts: Mapping[str, str]
    is_subject: bool = False
    is_passing: bool = False
    of: Mapping[str, str] = {}
    is_own: bool = False


class Open(Struct, frozen=True):
    """Words that leave open what is counted (流通, 接待): by unit, what they mean (流通 … 人次, 流通 … 册次). `yields`:
    they mean what was counted before, where that is something people take part in (举办展览3次，接待观众 …)."""

    words: str
    by_unit: Mapping[str, str]
    yields: bool = False


class Lexicon(Struct, frozen=True, dict=True):
    """The words that figures are told with: `facets`, the first of which says what is counted; `open` words;
    `compounds`, which stand for several of these words; `fillers` that change nothing of what is said; `units` that
    count the same things, by the first of them; `natural`: the unit of what is counted where none is typed;
    `attended`: what people take part in; `done_by_some`: what someone does who may be named before; `vague`: of what
    a figure is of all only where it says so (共, 全年); `of_itself`: what
    says whose it is; `apart`: with what else a concept is never meant, though that was said before (分馆: 阵地);
    `implied`: what a concept says by itself (少儿外借部: 少儿); `grown`: what is said of that which grew, no one says
    since when; `teams`: the departments of the catalogue; `scales`: by unit, the one that forms state, and how many of
    the first make one of it (元: 万元, 10000). `{library}` in a word stands
    for the library's own name. Raises SpecError where a word stands for two concepts."""

    facets: tuple[Facet, ...] = ()
    fillers: str = ""
    units: tuple[str, ...] = ()
    open: tuple[Open, ...] = ()
    compounds: Mapping[str, str] = {}
    natural: Mapping[str, str] = {}
    attended: str = ""
    apart: Mapping[str, str] = {}
    done_by_some: str = ""
    vague: str = ""
    of_itself: str = ""
    implied: Mapping[str, str] = {}
    scales: Mapping[str, tuple[str, float]] = {}
    grown: str = ""
    teams: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _ = self.words

    @cached_property
    def words(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """By word, its facet and its concept, or those of what it is made of; none of fillers; of open words the facet
        is '' and the concept the position in `open`."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        said = [((facet.name, concept), words) for facet in self.facets for concept, words in facet.concepts.items()]
        said += [(("", str(at)), each.words) for at, each in enumerate(self.open)]
        for concept, words in said:
            for word in words.split():
                if found.get(word, (concept,)) != (concept,):
                    raise SpecError(f"lexicon: {word} stands for {found[word][0][1]} and for {concept[1]}")
                found[word] = (concept,)
        made = {
            word: tuple(each for part in parts.split() for each in found[part])
            for word, parts in self.compounds.items()
        }
        fillers: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(self.fillers.split(), ())
        return {**fillers, **found, **made}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of its words, the longest that fits."""
        return re.compile(_any_of(sorted(self.words)) or "(?!)")

    @cached_property
    def by_name(self) -> dict[str, Facet]:
        """Its facets by name."""
        return {each.name: each for each in self.facets}

    @cached_property
    def facet_of(self) -> dict[str, str]:
        """By concept, the name of its facet."""
        return {concept: facet.name for facet in self.facets for concept in facet.concepts}

    @cached_property
    def measure(self) -> str:
        """The name of the facet that says what is counted."""
        return self.facets[0].name if self.facets else ""

    @cached_property
    def narrowing(self) -> frozenset[str]:
        """The facets that say of what part of all a figure is: all but what is counted, and at what rate."""
        return frozenset(each.name for each in self.facets[1:] if not each.is_passing)

    @cached_property
    def whose(self) -> str:
        """The name of the facet that says whose a figure is."""
        return next((each.name for each in self.facets if each.is_subject), "")

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The facets that go on for other measures."""
        return frozenset(each.name for each in self.facets if each.is_subject)

    @cached_property
    def passing(self) -> frozenset[str]:
        """The facets that go for their own figure alone."""
        return frozenset(each.name for each in self.facets if each.is_passing)

    @cached_property
    def says(self) -> dict[str, frozenset[str]]:
        """By concept, those that it says by itself."""
        return {concept: frozenset(said.split()) for concept, said in self.implied.items()}

    @cached_property
    def excludes(self) -> dict[str, frozenset[str]]:
        """By concept, those that are never said of the same figure."""
        return {concept: frozenset(others.split()) for concept, others in self.apart.items()}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The facets whose words say what is counted by themselves."""
        return frozenset(each.name for each in self.facets if each.is_own)

    @cached_property
    def unit_of(self) -> dict[str, str]:
        """By unit, the first of those that count the same."""
        return {unit: group.split()[0] for group in self.units for unit in group.split()}


def _any_of(words: Sequence[str]) -> str:
    """A pattern of any of some words in order, as a tree by what they begin with: a list of thousands would be slow."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], []).append(word[1:])
    ends = "" in by_first and len(by_first) > 1
    told = [re.escape(first) + _any_of(rest) for first, rest in by_first.items() if first]
    if not told:
        return ""
    return f"(?:{'|'.join(told)}){'?' if ends else ''}" if ends or len(told) > 1 else told[0]


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
    by itself (减少310358). `under` is a heading that it stands below, where that says what is counted; `may_be`: its
    slots say what may be meant as well, where another sentence is told like this one; `alike`: they work out the same
    in another way. Raises SpecError where slots and what they say are not the same."""

    text: str
    slots: Mapping[str, Stated]
    under: str = ""
    may_be: bool = False
    alike: bool = False

    def __post_init__(self) -> None:
        named = set(_SLOT.findall(self.text)) - {"year"}
        if odd := named ^ set(self.slots):
            raise SpecError(f"sentence {self.text[:20]}…: slot {sorted(odd)[0]} is not both written and bound")


def sentence(text: str, *, under: str = "", may_be: bool = False, alike: bool = False, **slots: Stated) -> Sentence:
    """A sentence with what its slots say."""
    return Sentence(text, slots, under, may_be, alike)


def share(part: str, whole: str, of: Sum, among: Sum) -> Sentence:
    """The sentence of a share: `part` and `whole` as words."""
    return sentence(f"{part}占{whole}的{{share}}%。", share=Share(of, among))


def over_years(what: str, unit: str, now: Sum, before: Sum, long_before: Sum | None = None) -> tuple[Sentence, ...]:
    """The sentences of a figure in the years before, and of its changes: `what` as words."""
    told = [
        sentence(f"{{year-1}}年{what}{{n}}{unit}。", n=before),
        *_changes(what, unit, ("year", "year-1"), now, before),
    ]
    if long_before is not None:
        told += [
            sentence(f"{{year-2}}年{what}{{n}}{unit}。", n=long_before),
            *_changes(what, unit, ("year", "year-2"), now, long_before),
            *_changes(what, unit, ("year-1", "year-2"), before, long_before),
        ]
    return tuple(told)


def _changes(what: str, unit: str, years: tuple[str, str], now: Sum, before: Sum) -> tuple[Sentence, ...]:
    said = f"{{{years[0]}}}年{what}比{{{years[1]}}}年"
    return (
        sentence(f"{said}{{n}}{unit}。", n=Change(now, before)),
        sentence(f"{said}{{n}}%。", n=Change(now, before, relative=True)),
    )


class Passage(Struct, frozen=True):
    """A part of the drafted chapter: its heading, the heading's level, its paragraphs of sentences, and the forms
    behind these. What goes on below the same heading repeats it."""

    heading: str
    level: int
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    tables: tuple[Form, ...] = ()


class Events(Struct, frozen=True):
    """Where the chronicle's entries (大事记) stand in lists: in form `form`, known by the date in column `date` and the
    name in column `name`; by unit, the column that states the figure. `counts` is the unit in which a date may say for
    how many an entry stands (共18期)."""

    form: str
    date: str
    name: str
    figures: Mapping[str, str]
    counts: str = ""


class Named(Struct, frozen=True):
    """A list whose entries the text calls by their names: in form `form`, the names in column `name`, the figures in
    column `figure`; `text` is the sentence that tells one, `{name}` and `{n}` in it. `facet`:
    of which the names are; `ending`: with which names end that are called without it, too."""

    form: str
    name: str
    figure: str
    text: str
    facet: str
    ending: str = ""


class Prose(Struct, frozen=True):
    """All that is declared of the report's text: the lexicon, the chapter that is drafted, sentences that are checked
    wherever else they stand, the lists behind the chronicle, and those of names."""

    lexicon: Lexicon = Lexicon()
    chapter: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    events: tuple[Events, ...] = ()
    named: tuple[Named, ...] = ()

    @property
    def every_sentence(self) -> tuple[Sentence, ...]:
        """The sentences of the chapter and all others."""
        drafted = (each for passage in self.chapter for paragraph in passage.paragraphs for each in paragraph)
        return (*drafted, *self.sentences)
