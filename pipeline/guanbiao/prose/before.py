"""What was told before a figure in its sentence, as the figures of a text are read one after the other."""

from collections.abc import Sequence

from msgspec import Struct

from guanbiao.model.claims import SHARES
from guanbiao.prose.around import Span
from guanbiao.prose.paragraphs import Text, other_library
from guanbiao.prose.scope import Scope, scope_of
from guanbiao.prose.told import Told
from guanbiao.text.clauses import CLOSES, ENDS, GOES_ON, OPENS, OWN_LIBRARY, SENTENCE
from guanbiao.text.periods import Period


class Outside(Struct, frozen=True):
    """How things stood where an aside in parentheses began, at `opened`: the figure before it, from where on words
    belong to the next figure, and the holes in these."""

    told: Told | None
    at: int
    holes: tuple[Span, ...]
    opened: int


class Before(Struct):
    """What was told before a figure: the figure that it may belong to, the one before that and the last, how things
    stood where the asides began that have not ended (`outside`), how things stood when (末), the library of the
    sentence where that is another one, what the sentence may be of (`scope`); from where on words belong to the next
    figure (`at`), the `holes` in these, and asides in them that tell figures of their own."""

    told: Told | None = None
    earlier: Told | None = None
    last: Told | None = None
    until: Period | None = None
    outside: list[Outside] = []
    other: str = ""
    scope: Scope = Scope()
    at: int = 0
    holes: list[Span] = []
    asides: list[Span] = []


def begin(text: Text, start: int, before: Before, every: Sequence[Told]) -> None:
    """Begin a sentence: it goes on with nothing that was told before, unless it says so."""
    whole = text.paragraph.text
    sentence = whole[start : next((end for end in text.ends if end > start), len(whole))]
    last_told = next((each.told for each in before.outside if each.told), every[-1] if every else None)
    before.scope = scope_of(sentence, whole[:start], text.above, last_told, text.lexicon, text.year)
    before.earlier, before.last, before.holes, before.outside, before.asides = None, None, [], [], []
    before.told = _told_of_all(every, text.ends) if GOES_ON.match(sentence) else None
    is_own = OWN_LIBRARY.search(sentence) is not None
    last = "" if is_own else SENTENCE.split(whole[:start].rstrip(ENDS))[-1]
    lead = other_library(last, text.library)
    named = other_library(sentence, text.library) or (lead if last.strip().startswith(lead) else "")
    before.other = named or ("" if is_own else before.other)


def _told_of_all(every: Sequence[Told], ends: Sequence[int]) -> Told | None:
    """The figure of which a sentence tells parts that goes on with the one before: its last that is neither a share nor
    of another year."""
    if not every:
        return None
    start = max((end for end in ends if end <= every[-1].claim.start), default=0)
    own = [each for each in every if each.claim.start >= start]
    whole = (each for each in reversed(own) if not each.frame.years and each.claim.unit not in SHARES)
    return next(whole, every[-1])


def pass_asides(text: str, until: int, before: Before) -> None:
    """Pass over the marks up to a place: behind an aside in parentheses that tells figures, the words before it and the
    figure before these go on, as if it did not stand there (人均藏书（按338万人计）0.74册)."""
    for place in range(before.at, until):
        if text[place] in OPENS:
            before.outside.append(Outside(before.told, before.at, tuple(before.holes), place))
        elif text[place] in CLOSES and before.outside:
            aside = before.outside.pop()
            before.told = aside.told
            if before.at > aside.opened:
                before.at, before.holes = aside.at, [*aside.holes]
                before.asides.append((aside.opened, place + 1))
