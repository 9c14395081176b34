"""Causes: why findings arose, and the cells that would mend them."""

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from guanbiao.model.findings import Term
from guanbiao.text.cells import Value


class Change(Struct, frozen=True):
    """A cell that a cause would change: what it holds, what it should hold, and whether it merely follows from the
    others of its set by its own rule (a total added up anew)."""

    term: Term
    suggested: float | None
    follows: bool = False


class Cause(Struct, frozen=True):
    """Why findings arose: the change set that explains them, likeliest first, and those that would do as well.

    `kind` names the slip, `detail` what its sentence needs. `complete` is False where the search gave up before it
    had seen every set as small as this one; `certain` where more relations than need be agree on this one alone."""

    kind: str
    explains: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    alternatives: tuple[tuple[Change, ...], ...] = ()
    complete: bool = True
    certain: bool = False
    detail: Mapping[str, Value] = {}

    @property
    def id(self) -> str:
        """The same from run to run: from the slip, what it explains and where it stands in its forms, never from the
        figures."""
        cells = [(each.term.form, each.term.row, each.term.column, each.term.measure) for each in self.changes]
        return "C" + hashlib.sha256(repr((self.kind, self.explains, cells)).encode()).hexdigest()[:10]
