"""Other readings of a figure: what it may be of where only what stands before it, and not its own words, says whose it
is, of what kind, or of when."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.prose.lexicon import Concept, plain_of, with_said
from guanbiao.prose.slots import Slot
from guanbiao.prose.told import Frame, Told


def other_readings(told: Told, slots: Mapping[Frame, Slot], lexicon: Lexicon) -> Iterator[tuple[Told, Slot]]:
    """The figure as it reads with less of what it was given by the figures and headings before it, each reading with
    the slot that it is then of.

    Of 线上讲座：成人23期，少儿21期，讲座70期 the last may be of all lectures; of 2019年末2376435册，纸质1602258册 the
    last may be of this year."""
    own = plain_of(told.own, lexicon)
    for each in (told, *_of_now(told)):
        for frame, slot in slots.items():
            if _is_kept(own, frame, each, lexicon) and (each is not told or frame != told.frame.known):
                yield replace(each, frame=frame), slot


def _of_now(told: Told) -> Iterator[Told]:
    """The figure as of the whole year of the report, where a time before it, and none of its own, says otherwise."""
    if told.is_timed_before and len(told.frame.years) < 2:
        yield replace(told, period=None, frame=replace(told.frame, years=()))


def _is_kept(own: frozenset[Concept], frame: Frame, told: Told, lexicon: Lexicon) -> bool:
    """Whether a frame says all that a figure's own words say, nothing that was not said before it, and of nothing that
    the figure is said to be of something else, but for what is counted (成人11次，少儿5次)."""
    mine = told.frame
    if (frame.unit, frame.years, frame.whole) != (mine.unit, mine.years, mine.whole):
        return False
    said = mine.by_facet
    is_other = any(
        facet != lexicon.measure and facet in said and concept not in said[facet] for facet, concept in frame.concepts
    )
    return own <= with_said(frame.concepts, lexicon) and frame.concepts <= told.may_be and not is_other
