"""What readers are told to look for: the words of every form's headers, of which half must stand on a sheet before any
form is found there (`agreement`, `by_name`), and those of a return slip."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from guanbiao.forms.catalogue import Block, Card, Catalogue
from guanbiao.intake.signs import Group, Signs
from guanbiao.recognise.flat import glued
from guanbiao.recognise.header import target
from guanbiao.recognise.lines import Words, words_of
from guanbiao.recognise.slips import earlier
from guanbiao.text.headings import found_by
from guanbiao.words.slips import APPROVAL_HEAD, SLIP_HEAD

_SLIPS = (SLIP_HEAD[4:], APPROVAL_HEAD[5:], earlier.ANSWERED[:2])  # the columns to answer in
_ANY_YEAR = 2000  # words are compared whatever year they name


def signs_of(catalogue: Catalogue) -> Signs:
    """The signs of a catalogue's forms."""
    words = words_of(catalogue.vocabulary)
    groups = [_group(_labels(block, words), whole=False) for form in catalogue.forms for block in form.blocks]
    slips = (_group(map(found_by, labels), whole=True) for labels in _SLIPS)
    return Signs((*(group for at, group in enumerate(groups) if group not in groups[:at]), *slips), words.units)


def _group(labels: Iterable[frozenset[str]], *, whole: bool) -> Group:
    """The words of one header by what each of its labels may be found by: all of them must be there, or half."""
    every = list(labels)
    return Group(len(every) if whole else (len(every) + 1) // 2, Counter(chain.from_iterable(every)))


def _labels(block: Block, words: Words) -> Iterator[frozenset[str]]:
    """What each column of a block, or each item of a card, may be found by."""
    if isinstance(block, Card):
        yield from (found_by(item.label, words.units) for column in block.columns for item in column)
        return
    wanted = target(block, _ANY_YEAR)
    run_together = [(path, found_by(text)) for text, path in glued(wanted).items()]
    for path in wanted.paths:
        halves = (path[:end] for end in range(1, len(path)) if wanted.depth == 1)  # of a label in two rows
        own = found_by(path, words.units).union(halves)
        others = (label for group in words.aliases if not own.isdisjoint(group) for label in group)
        yield own.union(*map(found_by, others), *(found for whole, found in run_together if whole == path))
