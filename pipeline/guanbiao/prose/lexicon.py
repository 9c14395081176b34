"""Texts as the concepts that a lexicon knows in them, and what is left that it does not know."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from guanbiao.forms.prose import Lexicon
from guanbiao.text.clauses import JOINED, ONLY, PAUSE, RESTRICTS

Concept = tuple[str, str]  # of which facet, and which
_AND = 6  # characters before a word that may join it to others
_MEANT = re.compile(r"[^\W\d_]+")  # what is no word says nothing
_NAMED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」|【[^】]*】")
_ASIDE = re.compile(r"[（(]([^（）()]*)[）)]")


class Read(Struct, frozen=True):
    """What a text says: its concepts in order, the open words by their position in the lexicon, and the words that are
    none (`foreign`)."""

    concepts: tuple[Concept, ...] = ()
    foreign: str = ""
    open: tuple[int, ...] = ()

    def has(self, facet: str) -> bool:
        """Whether it says anything of a facet."""
        return any(each[0] == facet for each in self.concepts)


def read(text: str, lexicon: Lexicon) -> Read:
    """What a text says. Names in quotes are foreign words, unless they are words of the lexicon; asides in parentheses
    say nothing, unless they leave something out."""
    foreign: list[str] = []
    plain = _NAMED.sub(lambda match: _unquoted(match[0], lexicon, foreign), text)
    restricted = [each for each in _ASIDE.findall(plain) if RESTRICTS.search(each)]
    plain, at = _ASIDE.sub(" ", plain), 0
    found: list[Concept] = []
    opened: list[int] = []
    for match in lexicon.pattern.finditer(plain):
        foreign += _MEANT.findall(plain[at : match.start()])
        if JOINED.search(plain, max(match.start() - _AND, 0), match.start()) and _is_one_of_two(
            lexicon.words[match[0]], found, lexicon
        ):
            foreign.append(match[0])
        at = match.end()
        for facet, concept in lexicon.words[match[0]]:
            if facet:
                found.append((facet, concept))
            else:
                opened.append(int(concept))
    foreign += [each for each in restricted if not goes_without_saying(each, found, lexicon)]
    return Read(tuple(found), "".join([*foreign, *_MEANT.findall(plain[at:])]), tuple(opened))


def goes_without_saying(aside: str, found: Iterable[Concept], lexicon: Lexicon) -> bool:
    """Whether an aside leaves out what words say by themselves that they are not of (外借窗口，不含分馆)."""
    left_out = read(RESTRICTS.sub("、", PAUSE.split(aside)[-1]), lexicon)
    said = {concept for _, concept in with_said(frozenset(found), lexicon)}
    barred = [said & set(lexicon.excludes.get(concept, ())) for _, concept in left_out.concepts]
    return ONLY not in aside and not left_out.foreign and bool(barred) and all(barred)


def _is_one_of_two(said: Sequence[Concept], found: Sequence[Concept], lexicon: Lexicon) -> bool:
    """Whether words behind 及 say whose a figure is, and those before it do not: it is of something else as well
    (到馆及分馆读者)."""
    facets = {facet for facet, _ in found}
    return any(facet in lexicon.subjects and facet not in facets for facet, _ in said)


def _unquoted(name: str, lexicon: Lexicon, foreign: list[str]) -> str:
    """A name in quotes as far as it is made of words of the lexicon; else it is a foreign word."""
    inside = name[1:-1]
    if not _MEANT.search(lexicon.pattern.sub(" ", inside)):
        return inside
    foreign.append("".join(_MEANT.findall(inside)))
    return " "


def of_facet(concepts: Iterable[Concept], facet: str) -> tuple[Concept, ...]:
    """The concepts of one facet, in order, each once."""
    return tuple(dict.fromkeys(each for each in concepts if each[0] == facet))


def plain_of(concepts: Iterable[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Concepts without those that others say by themselves."""
    every = frozenset(concepts)
    said = {each for _, concept in every for each in lexicon.says.get(concept, ())}
    return frozenset(each for each in every if each[1] not in said)


def with_said(concepts: frozenset[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Concepts with those that they say by themselves."""
    said = {each for _, concept in concepts for each in lexicon.says.get(concept, ())}
    return concepts | {(lexicon.facet_of[each], each) for each in said}


def whose(concepts: Iterable[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Whose a figure is by what it counts (分馆总数: of branches)."""
    counted = of_facet(concepts, lexicon.measure)
    said = (each for _, concept in counted for each in lexicon.says.get(concept, ()))
    return frozenset((lexicon.whose, each) for each in said if lexicon.facet_of[each] == lexicon.whose)


def subject_of(own: frozenset[Concept], above: frozenset[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Whose a figure may be, of which what stands above it says whose: where its own words do not say it; or where they
    say it otherwise without saying so, what they mean there (外借部, below 少儿借阅部: 少儿外借部)."""
    mine, its = with_said(own, lexicon), with_said(above, lexicon)
    if not any(facet in lexicon.subjects for facet, _ in mine):
        return above
    said = {facet: concept for facet, concept in its if facet in lexicon.subjects}
    places = frozenset(each for each in own if each[0] in lexicon.subjects)
    unsaid = with_said(places, lexicon) - own
    if all(said.get(facet, concept) == concept for facet, concept in unsaid):
        return frozenset()
    whole = ((facet, f"{who}{concept}") for facet, concept in own for who in said.values())
    return frozenset(each for each in whole if lexicon.facet_of.get(each[1]) == each[0]) or above


def whose_team(team: str, lexicon: Lexicon) -> frozenset[Concept]:
    """Whose a figure of a department is, as far as words of the lexicon say that (网络服务部)."""
    return frozenset(each for each in read(team, lexicon).concepts if each[0] in lexicon.subjects)


def counted_in(unit: str, lexicon: Lexicon) -> frozenset[Concept]:
    """What is counted in a unit, as typed."""
    return frozenset((lexicon.measure, concept) for concept, its in lexicon.natural.items() if unit and its == unit)


def of_others(own: Iterable[Concept], others: Iterable[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Those of other concepts that own ones say nothing of, or less (图书, where others say 地方文献)."""
    own, said = frozenset(own), dict[str, set[str]]()
    for facet, concept in own:
        said.setdefault(facet, set()).add(concept)
    barred = {each for _, concept in own for each in lexicon.excludes.get(concept, ())}
    implied = {each for _, concept in own for each in lexicon.says.get(concept, ())}
    without_saying = {lexicon.facet_of[each] for each in implied}
    return frozenset(
        (facet, concept)
        for facet, concept in others
        if concept not in barred
        and (
            concept in implied
            or (facet not in said and facet not in without_saying)
            or (facet in said and said[facet] <= set(lexicon.says.get(concept, ())))
        )
    )
