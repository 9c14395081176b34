"""Questions that leave open what a figure is of: nothing rests on one that is not surely of what it seems to be."""

from collections.abc import Sequence

from guanbiao.forms.prose import Lexicon
from guanbiao.model.claims import SHARES
from guanbiao.prose.around import Place, Said
from guanbiao.prose.before import Before
from guanbiao.prose.compared import says_which
from guanbiao.prose.lexicon import of_facet, read, whose_team, with_said
from guanbiao.prose.meant import Meant
from guanbiao.prose.paragraphs import Text
from guanbiao.prose.times import is_whole_year
from guanbiao.prose.told import Doubt, Told
from guanbiao.text.clauses import (
    CAME_FROM,
    CLAUSE,
    COMMA,
    NEW,
    OF_SO_MANY,
    OF_YEARS,
    SCOPED,
    SINCE,
    SPAN,
    TO_NOW,
    WENT_TO,
)

_NEAR = 32  # characters before a figure that say what it came from


def doubts_of(
    text: Text, order: int, told: Told, said: Said, meant: Meant, so_far: tuple[Before, Sequence[Told]], place: Place
) -> Doubt:
    """Why a figure may be of something else than its words say; what is doubted of one whose measure it shares is
    doubted of it, too."""
    before, every = so_far
    is_kins = before.told is not None and meant.is_kins
    found = before.told.doubts if before.told and is_kins else Doubt.NONE
    for doubt, is_its in (
        (Doubt.ABOVE, before.scope.is_narrow),
        (Doubt.WHOSE, bool(told.subject)),
        (Doubt.TEAM, bool(told.team) and not whose_team(told.team, text.lexicon)),
        (Doubt.WHEN, told.period is None and before.scope.period is not None),
        (Doubt.PART, len(told.frame.years) > 1 and _is_in_part(text, place)),
        (Doubt.BESIDE, bool(told.beside)),
        (Doubt.GUESSED, meant.is_guessed and _counts_else(text, meant, every, told.frame.unit, place)),
        (Doubt.SOME, not meant.is_kins and _is_of_some(told, said, text.lexicon)),
        (Doubt.SCOPED, _is_scoped(text, order, said, place)),
        (Doubt.OWN, _is_of_own(text, order, said, meant, before, place) or _is_labelled_otherwise(text, told)),
        (Doubt.OWN, _goes_on_with(before.told, said, text.lexicon)),
        (Doubt.HEADED, _is_headed_otherwise(text, said, told)),
    ):
        found |= doubt if is_its else Doubt.NONE
    return found


def _goes_on_with(kin: Told | None, said: Said, lexicon: Lexicon) -> bool:
    """Whether a figure may be told at the rate of the one before it, or of the same rest: 日均接待 …，外借 …."""
    is_at_rate = kin is not None and any(facet in lexicon.passing for facet, _ in kin.said)
    return is_at_rate and not (said.is_new or said.is_total or said.period)


def _counts_else(text: Text, meant: Meant, every: Sequence[Told], unit: str, place: Place) -> bool:
    """Whether something else is counted in the sentence before a figure, or in its unit by the heading, than by what it
    is guessed to count (解答咨询 … 条；外借部 … 人次)."""
    lexicon, start = text.lexicon, max((end for end in text.ends if end <= place.amount.start), default=0)
    same = lexicon.unit_of.get(unit, unit)
    own = frozenset(of_facet(meant.concepts, lexicon.measure))
    counted = [each.said for each in every if each.claim.start >= start]
    named = of_facet(text.heading, lexicon.measure)
    its = {lexicon.unit_of.get(each, each) for _, concept in named if (each := lexicon.natural.get(concept, ""))}
    counted += [text.heading] if same in its else []
    return any(of_facet(each, lexicon.measure) and not own & each for each in counted)


def _is_of_some(told: Told, said: Said, lexicon: Lexicon) -> bool:
    """Whether nothing says that a figure is of all, where some are told of in the same words (活动12场)."""
    concepts = {concept for _, concept in told.frame.concepts}
    is_all = said.is_total or (told.period is not None and is_whole_year(told.period))
    return bool(concepts) and concepts <= set(lexicon.vague.split()) and not is_all


def _is_labelled_otherwise(text: Text, told: Told) -> bool:
    """Whether labels of a figure's cell say more than the figure is known to be of (展览 | 接待读者 …)."""
    inside = text.paragraph.inside
    named = {each for label in inside.labels for each in read(label, text.lexicon).concepts} if inside else set()
    return bool(named - with_said(told.said, text.lexicon))


def _is_headed_otherwise(text: Text, said: Said, told: Told) -> bool:
    """Whether a heading says that something else is counted than what open words mean by themselves (讲座: 接待读者
    300人次)."""
    counting, nearest = {text.lexicon.measure, *text.lexicon.kinds}, text.paragraph.headings[-1:]
    headed = {each for heading in nearest for each in read(heading, text.lexicon).concepts if each[0] in counting}
    is_open = bool(said.words.open) and not said.words.has(text.lexicon.measure)
    return is_open and bool(headed) and not headed & told.said


def _is_in_part(text: Text, place: Place) -> bool:
    """Whether a sentence speaks of a part of a year."""
    start = max((end for end in text.ends if end <= place.amount.start), default=0)
    own = [each for each in text.every if start <= each.start < place.amount.end]
    return any(not is_whole_year(each) for each in own)


def _is_scoped(text: Text, order: int, said: Said, place: Place) -> bool:
    """Whether a sentence speaks of a part of the time, or of several years."""
    whole, start = text.paragraph.text, max((end for end in text.ends if end <= place.amount.start), default=0)
    is_of_years = order not in text.labels and not said.years and not (said.period and said.period.year)
    is_of_years = is_of_years and OF_YEARS.search(whole, start, place.amount.start) is not None
    return is_of_years or SCOPED.search(whole, start, place.after) is not None


def _is_of_own(text: Text, order: int, said: Said, meant: Meant, before: Before, place: Place) -> bool:
    """Whether a figure is by its own words of a part of the time, is what something came from (由 … 增至), or someone's
    whom nobody knows (流动车外借 …，接待读者 …)."""
    whole, amount, kin, lexicon = text.paragraph.text, place.amount, before.told, text.lexicon
    later = text.found[order + 1].start if order + 1 < len(text.found) else amount.end
    own = text.labels.get(order)
    came_from = TO_NOW.search(whole, amount.end, later) and not CLAUSE.search(whole, amount.end, later)
    near = max(amount.start - _NEAR, 0)
    left = CAME_FROM.search(whole, near, amount.start) and WENT_TO.match(whole, amount.end)
    goes_on = kin and kin.frame.foreign and not said.is_new and not said.period and not says_which(said, lexicon)
    done = lexicon.done_by_some.split()
    is_theirs = goes_on and any(concept in done for _, concept in of_facet(meant.concepts, lexicon.measure))
    start = max((end for end in text.ends if end <= amount.start), default=0)
    is_theirs = is_theirs or bool(kin and kin.claim.end <= start and kin.frame.foreign)
    is_since = said.period is not None and SINCE.search(whole, place.start, said.period.start) is not None
    is_long = is_since or amount.qualifier == SPAN  # 在8201到10468册次之间
    is_scoped = (
        is_long or SCOPED.search(whole, place.start, place.after) or OF_SO_MANY.search(whole, near, amount.start)
    )
    return bool(came_from or left or is_theirs or is_scoped) or (own is not None and not own.is_known)


def is_of_all(
    text: Text, order: int, said: Said, meant: Meant, unit: str, place: Place, told: tuple[Before, Sequence[Told]]
) -> bool:
    """Whether a figure behind a list of figures of one unit may be of all of these, or of the last."""
    before, every = told
    start = max((end for end in text.ends if end <= place.amount.start), default=0)
    last, first = before.told, before.earlier
    own = text.lexicon.unit_of.get(unit, unit)
    nearest = before.last
    listed = [each for each in every if each.claim.start >= start and each.frame.unit == own]
    if said.is_total and len(listed) > 1 and meant.is_kins and not says_which(said, text.lexicon):
        return True
    if nearest and said.is_total and nearest.frame.unit == own and not says_which(said, text.lexicon):
        return bool(meant.is_kins or nearest.frame.concepts - meant.concepts)
    if not meant.is_kins or not last or not first or said.is_latter or order in text.labels or unit in SHARES:
        return False
    is_behind = COMMA.search(text.paragraph.text, last.claim.end, place.amount.start) is not None
    is_behind &= not NEW.search(text.paragraph.text, first.claim.end, last.claim.start)
    return is_behind and last.frame.unit == first.frame.unit != own and last.frame.concepts != first.frame.concepts
