"""What is counted by a figure whose own words do not say it: open words, words that say it by themselves, the figure
before it, the heading."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.prose import Lexicon
from guanbiao.prose.around import Said
from guanbiao.prose.lexicon import Concept, of_facet, of_others, with_said

_ALL = "…"  # foreign: of all, or of what is new
HEADED = "?"  # foreign: nothing but a heading says what is counted


class Meant(Struct, frozen=True):
    """What a figure is of: its concepts, the words that nobody knows, and whether what is counted is what the figure
    before it counts (`is_kins`), or only what is mostly counted there in its unit (`is_guessed`: 外借部 … 人次)."""

    concepts: frozenset[Concept]
    foreign: str
    is_kins: bool = False
    is_guessed: bool = False


class Kin(Struct, frozen=True):
    """The figure before one: all that is said of it, its unit, and whether it is one of several parts (其中)."""

    said: frozenset[Concept]
    unit: str
    is_part: bool = False


def meant_by(said: Said, kin: Kin | None, above: Sequence[frozenset[Concept]], unit: str, lexicon: Lexicon) -> Meant:
    """What a figure is of, by the words around it, by the figure before it, or by what stands `above`: over a list of
    items, and as heading."""
    own, foreign = frozenset(said.words.concepts), said.words.foreign
    its = kin.said if kin else frozenset()
    kins = frozenset(of_facet(its, lexicon.measure))
    said_by_kin = {each for _, concept in kins for each in lexicon.says.get(concept, ())}
    own -= {each for each in own if each[0] == lexicon.measure and each[1] in said_by_kin}
    typed, its_unit = frozenset(of_facet(own, lexicon.measure)), kin.unit if kin else ""
    measure = _done_with(typed, said, unit, lexicon) if typed else _counted(said, own, kins, its_unit, unit, lexicon)
    is_guessed = not typed and not said.words.open and not _by_itself(own, unit, lexicon, is_own=True) and bool(measure)
    own = own - typed | measure
    lead, heading = above
    if lead and (not measure or measure <= lead):
        own, measure = own | of_others(own, lead, lexicon), measure or frozenset(of_facet(lead, lexicon.measure))
    if kin and (not measure or (measure == kins and not said.is_total and not said.is_apart)):
        apart = (
            lexicon.kinds if measure and not said.begins_parts and _is_other_kind(own, its, lexicon) else frozenset()
        )
        taken = frozenset(each for each in its if each[0] not in lexicon.passing | apart)
        is_of_all = _may_be_of_all(own, its, said, kin.is_part, lexicon) or (
            said.is_new and _is_of_whole(own, taken, kin, lexicon)
        )
        foreign += _ALL if is_of_all else ""
        own |= of_others(own, taken, lexicon)
        return Meant(own | _subjects(own, heading, lexicon), foreign, not measure, is_guessed)
    if kin and (said.is_close or not kin.is_part) and not said.is_total and not said.is_new:
        own |= of_others(own, (each for each in its if each[0] in lexicon.subjects), lexicon)
    own |= _subjects(own, heading, lexicon)
    if not measure and heading:
        foreign += "" if own or said.is_total or said.words.open else HEADED
        own |= of_others(own, heading, lexicon)
    return Meant(own, foreign, is_guessed=is_guessed)


def _counted(
    said: Said, own: frozenset[Concept], kins: frozenset[Concept], kin_unit: str, unit: str, lexicon: Lexicon
) -> frozenset[Concept]:
    """What is counted, as far as open words and those that say it by themselves tell; nothing where it is what was
    counted before."""
    strong = _by_itself(own, unit, lexicon, is_own=True)
    if strong:
        return strong
    is_attended = any(concept in lexicon.attended.split() for _, concept in kins)
    for at in said.words.open:
        meaning = lexicon.open[at]
        if meaning.yields and is_attended:
            return frozenset()
        if concept := _in_unit(meaning.by_unit, unit, lexicon):
            return frozenset(((lexicon.measure, concept),))
    weak = _by_itself(own, unit, lexicon, is_own=False)
    is_same = kin_unit == lexicon.unit_of.get(unit, unit) or not _is_other(kins, unit, lexicon)
    return frozenset() if kins and is_same else weak


def _by_itself(own: frozenset[Concept], unit: str, lexicon: Lexicon, *, is_own: bool) -> frozenset[Concept]:
    """What words of other facets say is counted in a unit."""
    said = (lexicon.by_name[facet] for facet, _ in sorted(own))
    mine = (each for each in said if each.is_own == is_own)
    found = (_in_unit(each.of, unit, lexicon) if is_own else each.of.get(unit, each.of.get("", "")) for each in mine)
    return frozenset((lexicon.measure, each) for each in found if each)


def opened_in(opened: Sequence[int], unit: str, lexicon: Lexicon) -> frozenset[Concept]:
    """What open words of a heading say is counted in a unit."""
    meant = (_in_unit(lexicon.open[at].by_unit, unit, lexicon) for at in opened)
    return frozenset((lexicon.measure, each) for each in meant if each)


def _in_unit(by_unit: Mapping[str, str], unit: str, lexicon: Lexicon) -> str:
    return by_unit.get(unit) or by_unit.get(lexicon.unit_of.get(unit, unit)) or by_unit.get("", "")


def _is_other(kins: frozenset[Concept], unit: str, lexicon: Lexicon) -> bool:
    """Whether what was counted before is counted in another unit."""
    units = {lexicon.natural.get(concept, "") for _, concept in kins}
    same = {lexicon.unit_of.get(each, each) for each in units}
    return "" not in same and lexicon.unit_of.get(unit, unit) not in same


def _facets(concepts: Iterable[Concept]) -> frozenset[str]:
    return frozenset(facet for facet, _ in concepts)


def _subjects(own: frozenset[Concept], heading: frozenset[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Whose the figures under a heading are, where they count what the heading says."""
    if not frozenset(of_facet(own, lexicon.measure)) & heading:
        return frozenset()
    return of_others(own, (each for each in heading if each[0] in lexicon.subjects), lexicon)


def _is_of_whole(own: frozenset[Concept], its: frozenset[Concept], kin: Kin, lexicon: Lexicon) -> bool:
    """Whether a figure behind a part (其中) may be of the whole again: it does not say itself whose it is."""
    return kin.is_part and any(facet in lexicon.subjects - _facets(own) for facet, _ in its)


def _may_be_of_all(
    own: frozenset[Concept], its: frozenset[Concept], said: Said, is_part: bool, lexicon: Lexicon
) -> bool:
    """Whether a figure may be of more than the one before it: 新增 …，总量达 …; 新增 …，少儿馆藏 …; 图书 …，新增 …."""
    new = (lexicon.facet_of.get(lexicon.grown, ""), lexicon.grown)
    if new in with_said(its, lexicon) - own:
        is_told = said.words.has(lexicon.measure) and not (said.begins_parts or is_part)
        return said.is_total or said.is_stock or said.is_new or is_told
    narrower = {facet for facet, _ in its} - _facets(own) - lexicon.subjects - {lexicon.measure}
    return new in own - its and bool(narrower)


def _is_other_kind(own: frozenset[Concept], its: frozenset[Concept], lexicon: Lexicon) -> bool:
    """Whether a figure is of a kind of its own: not of one that the figure before it is of, or says by itself."""
    said = {each for _, concept in its for each in (concept, *lexicon.says.get(concept, ()))}
    return any(facet in lexicon.kinds and concept not in said for facet, concept in own)


def _done_with(measure: frozenset[Concept], said: Said, unit: str, lexicon: Lexicon) -> frozenset[Concept]:
    """What is counted where open words tell what is done with it: 馆藏外借 … 册次 counts what was lent; of 馆藏外借 …
    册 it is not known which."""
    opened = (lexicon.open[at] for at in said.words.open)
    done = {_in_unit(each.by_unit, unit, lexicon) for each in opened if not each.yields} - {""}
    others = frozenset((lexicon.measure, each) for each in done)
    if not others or others & measure:
        return measure
    is_its = any(lexicon.natural.get(concept) == unit for _, concept in measure)
    return measure | others if is_its else others
