"""What figures of a sentence show of one another: that one may be of what those before it are of, and that it is not
where others agree with the forms of which the same is doubted."""

from collections.abc import Sequence, Set

from guanbiao.forms.prose import Lexicon
from guanbiao.prose.lexicon import Concept, whose, with_said
from guanbiao.prose.told import ALL, Doubt, Told
from guanbiao.text.clauses import SENTENCE

ALONE = 100  # the least figure that shows it by itself: smaller ones agree by chance
TELLING = 10  # the least figure of which two do
MANY = 2  # figures of which more do, however small they are
_SHARED = Doubt.WHEN | Doubt.SCOPED  # of all figures of a sentence alike
_OF_SOME = Doubt.ABOVE | Doubt.WHOSE | Doubt.TEAM | Doubt.SOME  # of a whole and of its parts alike


def witnesses_of(text: str, plain: Sequence[Told], told: Told) -> list[Told]:
    """The other figures of a figure's sentence, of those that are just what the forms give for what their words say, if
    they are more than chance: what is said of all of them is then known to be of what the forms are of."""
    start = max((match.end() for match in SENTENCE.finditer(text, 0, told.claim.start)), default=0)
    stop = SENTENCE.search(text, told.claim.end)
    end = stop.start() if stop else len(text)
    own = [each for each in plain if start <= each.claim.start < end and each is not told]
    telling = [each for each in own if each.claim.value >= TELLING]
    is_telling = len(telling) > 1 or len(own) > MANY or any(each.claim.value >= ALONE for each in own)
    return own if is_telling else []


def _subjects(told: Told, lexicon: Lexicon) -> frozenset[str]:
    """In which ways a figure is said to be someone's alone."""
    return frozenset(facet for facet, _ in with_said(told.frame.concepts, lexicon) if facet in lexicon.subjects)


def is_accounted_for(told: Told, before: Sequence[Told], witnesses: Sequence[Told]) -> bool:
    """Whether words that nobody knows say nothing of what a figure is of: they are said of one before it, too, that is
    what its other words say. A total is of what there is where it is no sum of the figures before it."""
    foreign, years = told.frame.foreign, told.frame.years
    if foreign == ALL:
        return _is_no_sum(told, before, witnesses)
    earlier = (each.frame for each in witnesses if each.claim.start < told.claim.start)
    is_its = any(each.foreign == foreign and each.years == years for each in earlier)
    return not foreign or (ALL not in foreign and is_its)


def _is_no_sum(told: Told, before: Sequence[Told], witnesses: Sequence[Told]) -> bool:
    """Whether a total is not that of its parts before it, nor of some of them, all of which are what they say."""
    parts = [each for each in before if each.frame.unit == told.frame.unit]
    are_parts = len(parts) > 1 and all(_is_part_of(each, told) and each in witnesses for each in parts)
    sums = [sum(each.claim.value for each in parts[at:]) for at in range(len(parts))]
    return told.is_total and are_parts and not any(told.claim.low <= each <= told.claim.high for each in sums)


def not_allayed(told: Told, witnesses: Sequence[Told], lexicon: Lexicon) -> Doubt:
    """What is doubted of a figure and of none of those that are what their words say, of no subject that it does not
    name."""
    left, its = told.doubts, _subjects(told, lexicon)
    for each in (each for each in witnesses if _subjects(each, lexicon) <= its):
        shared = _SHARED | Doubt.BESIDE if each.beside == told.beside else _SHARED
        is_whole = each.frame.concepts <= told.frame.concepts  # of a part it shows nothing of whom that is
        left &= ~(each.doubts & (shared | _OF_SOME if is_whole else shared))
    return left


def may_be_of_others(told: Told, before: Sequence[Told], witnesses: Sequence[Told], lexicon: Lexicon) -> bool:
    """Whether a sentence tells before a figure of something that it may be of, too; not where one in between may be of
    that as well, and is known not to be."""
    begun = max((each.claim.start for each in (*before, told) if each.begins), default=0)
    others = [each for each in before if not each.only_counts and _may_be_of(told, each, begun, witnesses, lexicon)]
    between = [each for each in witnesses if each.claim.start < told.claim.start and each.claim.value >= ALONE]
    totals = [each for each in (*before, told) if each.is_total]
    return any(
        not any(other.claim.start < each.claim.start and _may_be_of(each, other, 0, (), lexicon) for each in between)
        and not any(other.claim.start < each.claim.start and _is_part_of(other, each) for each in totals)
        for other in others
    )


def _is_part_of(part: Told, whole: Told) -> bool:
    """Whether a figure that is said to be a total is of what one before it is a part of: 行业分馆…，新建分馆共…."""
    return part.frame.unit == whole.frame.unit and part.frame.concepts > whole.frame.concepts


def _may_be_of(told: Told, other: Told, begun: int, agreeing: Sequence[Told], lexicon: Lexicon) -> bool:
    """Whether a figure may be of what one before it in its sentence is of: where that has words that nobody knows, and
    is not known to be what its other words say (`agreeing`), or where it is of a subject that this one does not name,
    or, told since something new was `begun`, of a kind where this one names none."""
    own = {facet for facet, _ in (*told.frame.concepts, *whose(told.frame.concepts, lexicon))}
    if {concept for _, concept in told.frame.concepts} & set(lexicon.of_itself.split()):
        return False
    narrows = lexicon.subjects if own & lexicon.kinds else lexicon.narrowing
    is_narrower = not other.is_part and any(
        facet in narrows - own
        and (facet in lexicon.subjects or other.claim.start >= begun)
        and (facet, concept) not in with_said(told.frame.concepts, lexicon)
        for facet, concept in (*other.frame.concepts, *whose(other.frame.concepts, lexicon))
    )
    subject = {each for each in told.frame.concepts if each[0] in lexicon.subjects}
    if is_narrower or any(each is other for each in agreeing):
        return is_narrower
    return bool(not_allayed(other, agreeing, lexicon)) or (
        bool(other.frame.foreign) and not _is_apart(subject, other.frame.concepts)
    )


def _is_apart(subject: Set[Concept], its: Set[Concept]) -> bool:
    """Whether a figure says by itself whose it is, otherwise than another one (线上, behind 线下)."""
    return bool({facet for facet, _ in subject} & {facet for facet, _ in its}) and not subject <= its
