"""Causes: why findings arose, and the cells that would mend them."""

import hashlib

from msgspec import Struct

from guanbiao.model.findings import Term


class Told(Struct, frozen=True):
    """What the sentence of a cause needs besides its cells. `form`, `axis` and `label` name the row or column that is
    wrong, `other` the one it was swapped with; `part` is what a total lacks or has twice; `source`, `source_form` say
    where a figure was copied from; `listed` is the form of a list that is `count` entries and `amount` off, in `unit`
    and `per`; `either`: the data cannot say which side is wrong; `others`: how many other ways there are."""

    form: str = ""
    axis: str = ""
    label: str = ""
    other: str = ""
    part: str = ""
    source: str = ""
    source_form: str = ""
    listed: str = ""
    count: float = 0.0
    amount: float = 0.0
    unit: str = ""
    per: str = ""
    either: bool = False
    others: int | None = None


PLAIN = Told()


class Change(Struct, frozen=True):
    """A cell that a cause would change: what it holds, what it should hold, and whether it merely follows from the
    others of its set by its own rule (a total added up anew)."""

    term: Term
    suggested: float | None
    follows: bool = False


class Cause(Struct, frozen=True):
    """Why findings arose: the change set that explains them, likeliest first, and those that would do as well.

    `kind` names the slip, `told` what its sentence needs. `complete` is False where the search gave up before it
    had seen every set as small as this one; `certain` where more relations than need be agree on this one alone."""

    kind: str
    explains: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    alternatives: tuple[tuple[Change, ...], ...] = ()
    complete: bool = True
    certain: bool = False
    told: Told = PLAIN

    @property
    def id(self) -> str:
        """The same from run to run: from the slip, what it explains and where it stands in its forms, never from the
        figures."""
        cells = [(each.term.form, each.term.row, each.term.column, each.term.measure) for each in self.changes]
        return "C" + hashlib.sha256(repr((self.kind, self.explains, cells)).encode()).hexdigest()[:10]
