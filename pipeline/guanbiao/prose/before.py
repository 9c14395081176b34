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


class Before(Struct):
    """What was told before a figure: the figure that it may belong to, the one before that and the last, the
    figures outside of asides that have begun, how things stood when (末), the library of the sentence where that is
    another one, what the sentence may be of (`scope`)."""

    told: Told | None = None
    earlier: Told | None = None
    last: Told | None = None
    until: Period | None = None
    outside: list[Told | None] = []
    other: str = ""
    scope: Scope = Scope()
    at: int = 0
    holes: list[Span] = []


def begin(text: Text, start: int, before: Before, every: Sequence[Told]) -> None:
    """Begin a sentence: it goes on with nothing that was told before, unless it says so."""
    whole = text.paragraph.text
    sentence = whole[start : next((end for end in text.ends if end > start), len(whole))]
    before.scope = scope_of(sentence, whole[:start], text.above, every[-1] if every else None, text.lexicon, text.year)
    before.earlier, before.last, before.holes, before.outside = None, None, [], []
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


def beyond_asides(
    between: str, before: Told | None, outside: Sequence[Told | None]
) -> tuple[Told | None, list[Told | None]]:
    """The figure before one, passing over those of asides in parentheses that have ended; and those outside of the
    asides that have begun."""
    kept = list(outside)
    for mark in between:
        if mark in OPENS:
            kept.append(before)
        elif mark in CLOSES and kept:
            before = kept.pop()
    return before, kept
