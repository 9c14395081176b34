"""What an aide is asked to do: pure functions of plain data. Each loads its library when it runs, so that only the
process that validates loads pandera, and only the one that writes the writers."""

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.drafts import Case, Failures, Letter, Packet

if TYPE_CHECKING:
    import polars as pl

Files = dict[str, bytes]
_WRITERS = ("pipeline.letters", "pipeline.web")


def load_writers() -> None:
    """Load all writers, before there is anything to write."""
    for module in _WRITERS:
        importlib.import_module(module)


def validate(cases: Sequence[Case], layout: "pl.DataFrame") -> Failures:
    """Where cells and labels fail."""
    from pipeline.validate import failures

    return failures(cases, layout)


def press_packet(packet: Packet) -> Files:
    """The files of a department's packet."""
    from pipeline.letters import write_packet

    return write_packet(packet)


def press_letter(name: str, letter: Letter) -> Files:
    """A letter on its own."""
    from pipeline.letters import write_letter

    return {name: write_letter(letter)}


def press_page(name: str, facts: dict[str, Any]) -> Files:
    """The report as a web page."""
    from pipeline.web import write_page

    return {name: write_page(facts)}
