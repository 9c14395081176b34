"""What a figure compares: years, a part with its whole, and which way it says that something changed."""

from guanbiao.forms.prose import Lexicon
from guanbiao.model.claims import SHARES
from guanbiao.prose.around import Place, Said
from guanbiao.prose.lexicon import Concept, of_facet, plain_of
from guanbiao.prose.paragraphs import Text
from guanbiao.prose.told import Told
from guanbiao.text.clauses import ASIDE_SHARE


def compared(
    text: Text, order: int, said: Said, kin: Told | None, place: Place, unit: str
) -> tuple[tuple[int, ...], frozenset[Concept] | None, int]:
    """The years that a figure compares, what it is a share of, and its direction: a rate alone in an aside is of the
    figure before it, and figures in a row are told alike."""
    its = kin.frame.years if kin and len(kin.frame.years) > 1 else ()
    whole = _whole(said, text.lexicon) if unit in SHARES else None
    if kin and order in text.labels and order - 1 in text.labels and whole is None and not said.years:
        return its, kin.frame.whole, kin.direction if its else 0
    if (
        unit in SHARES
        and whole is None
        and kin
        and ASIDE_SHARE.fullmatch(text.paragraph.text, kin.claim.end, place.amount.start)
    ):
        again = kin.claim.unit in SHARES  # 四分之一（25%）
        return (its, kin.frame.whole if again else None, kin.direction) if its or again else ((), frozenset(), 0)
    years = said.years or (its if said.direction else ())
    return years, whole, said.direction if years else 0


def measured(
    own: frozenset[Concept], whole: frozenset[Concept] | None, lexicon: Lexicon
) -> tuple[frozenset[Concept], frozenset[Concept] | None]:
    """What a figure is of and what it is a share of, each with what is counted, where only the other one says it."""
    if whole is None:
        return own, None
    mine, its = (frozenset(of_facet(each, lexicon.measure)) for each in (own, whole))
    return own if mine else own | its, plain_of(whole if its else whole | mine, lexicon)


def _whole(said: Said, lexicon: Lexicon) -> frozenset[Concept] | None:
    """What a figure is said to be a share of; nothing for the whole of what is counted. Words that nobody knows are a
    concept of their own: 占全市的48% is of nothing that the forms or the sentence give."""
    if said.whole is None:
        return None
    concepts = frozenset(said.whole.concepts)
    if said.whole.foreign:
        concepts |= {("", said.whole.foreign)}
    if said.whole.open and not said.whole.has(lexicon.measure) and concepts:
        concepts |= frozenset(of_facet(said.words.concepts, lexicon.measure))
    return concepts


def says_which(said: Said, lexicon: Lexicon) -> bool:
    """Whether words around a figure say which of what is counted it is of."""
    return any(facet != lexicon.measure for facet, _ in said.words.concepts)
