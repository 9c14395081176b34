"""What a blank form repeats of the years before, and what it leaves to be filled in again.

A comparison table repeats last year's figures. What was settled is carried over and locked. What was in question and is
not settled stays open, so that nobody is bound to an error that can no longer be mended on the new form:

        last year                              the blank form
        成人   120                             120      locked
        少儿    80   似应为 90, not answered            empty, marked, says what was in question
        合计   210   stands in what is broken  =SUM     a formula: a part of it is open; may be overwritten"""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from guanbiao.forms.catalogue import Form, shown_row
from guanbiao.pages.blank_totals import Added, Places
from guanbiao.text.cells import Position
from guanbiao.text.years import for_year
from guanbiao.words.blanks import PART

Key = tuple[str, str, str]  # a figure by its form, row and column, as printed
Known = Mapping[Key, float]  # figures of the years before


class Standing(StrEnum):
    """How it stands with a figure that was in question: blamed, and left out; part of what does not hold, and carried
    over to be looked at; explained, or corrected, and carried over for good."""

    BLAMED = "blamed"
    INVOLVED = "involved"
    EXPLAINED = "explained"
    CORRECTED = "corrected"


class Doubt(Struct, frozen=True):
    """That a figure of last year was in question, and what the person is told who fills in the form of this year."""

    standing: Standing
    text: str

    @property
    def is_open(self) -> bool:
        """Whether it was never settled."""
        return self.standing not in (Standing.EXPLAINED, Standing.CORRECTED)


Doubts = Mapping[Key, Doubt]
_PART = Doubt(Standing.INVOLVED, PART)


class Carried(Struct, frozen=True):
    """What stands in the cells of a page for years before: the figures that are carried over, what was in question, and
    the cells that may be filled in or overwritten although they are of a year before."""

    given: Mapping[Position, float]
    doubts: Mapping[Position, Doubt]
    opened: Collection[Position]


def carried(
    form: Form, year: int, known: Known, doubts: Doubts, places: Places, added: Mapping[Position, Added]
) -> Carried:
    """What a form repeats of the years before. A total is added up again where any part of it is left open."""
    keys = dict(_of_years_before(form, year, places))
    own = {at: doubts[key] for at, key in keys.items() if key in doubts}
    asked = {at for at, doubt in own.items() if doubt.is_open}
    opened = asked | (keys.keys() & {part for at in asked for part in _typed_parts(at, added)})
    own |= {at: _PART for at in opened if at not in own}
    given = {at: known[key] for at, key in keys.items() if key in known and not _is_left_out(own.get(at))}
    loose = opened | (keys.keys() - given.keys())
    again = {at for at in given if at in added and _depends(at, added, loose)}
    return Carried({at: value for at, value in given.items() if at not in again}, own, opened)


def _is_left_out(doubt: Doubt | None) -> bool:
    return doubt is not None and doubt.standing is Standing.BLAMED


def _typed_parts(at: Position, added: Mapping[Position, Added]) -> Iterator[Position]:
    """The cells, themselves no sums, that a cell is added up from: any of them may be wrong where the sum is."""
    for _, part in added[at].parts if at in added else ():
        if part in added:
            yield from _typed_parts(part, added)
        else:
            yield part


def _depends(at: Position, added: Mapping[Position, Added], loose: Collection[Position]) -> bool:
    """Whether a cell, or any that it is added up from, is among the loose ones."""
    return at in loose or (at in added and any(_depends(part, added, loose) for _, part in added[at].parts))


def _of_years_before(form: Form, year: int, places: Places) -> Iterator[tuple[Position, Key]]:
    """The cells of a comparison table that are of years before, and which figures those are."""
    for key, at in places.items():
        label = key.row + key.column
        if key.entry < 0 and "{year-" in label and "{year}" not in label:
            yield at, (form.id, shown_row(form, key.row, year), for_year(key.column, year))
