"""Forms filed in parts that nobody put together: which filing is a part of which one that counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.facts.contents import complement
from guanbiao.facts.counted import is_set_aside, ranked
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.filings import Filing


def parts_apart(filings: Sequence[Filing], catalogue: Catalogue) -> Mapping[int, int]:
    """By position of each filing that is a part of a form, that of the one of its form and year which counts, itself
    among them: filings that complement each other, and one of which a further range looks like a part (`goes_on`)."""
    found = {at: at for at, filing in enumerate(filings) if filing.goes_on}
    for places in _several(filings):
        counted, *parts = _complementing(filings, places, catalogue)
        found |= dict.fromkeys((counted, *parts), counted) if parts else {}
    return found


def _several(filings: Sequence[Filing]) -> Iterator[Sequence[int]]:
    """The positions of the filings of each form and year that has several."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        if filing.period is not None:
            groups[filing.form, filing.period].append(at)
    yield from (places for places in groups.values() if len(places) > 1)


def _complementing(filings: Sequence[Filing], places: Sequence[int], catalogue: Catalogue) -> Iterator[int]:
    """Of several filings of a form the one that counts, and those that hold what it lacks: on sheets that are shown and
    that no name sets aside."""
    words, form = catalogue.vocabulary, catalogue.by_id[filings[places[0]].form]
    counted, *others = ranked(filings, places, words)
    yield counted
    for at in others:
        is_able = filings[at].sheet.is_shown and not is_set_aside(filings[at], words.all_set_aside)
        if is_able and complement(filings[counted], filings[at], form):
            yield at
