"""What a run is asked to do, and what it says when there is nothing to do."""

from pathlib import Path

from msgspec import Struct


class NothingToDo(Exception):
    """There is no drop folder, nothing in it, or no form in it; the message is one for the user."""


class Settings(Struct, frozen=True):
    """Where to read and write, the only year wanted (None: all), and whether frames are held against their declarations
    on the way, which takes longer and changes nothing. `public` asks for a workbook and a report that are fit to be
    published besides; `with_contacts` for findings.json and facts.parquet with what is about persons. Of many libraries
    those that did not change are made anew, too, where `redo` asks for it; on how many `processes` of this machine (0:
    as many as it has cores) or on the `cluster` of which scheduler, makes no difference to what is made."""

    inputs: Path
    outputs: Path
    year: int | None = None
    prove: bool = False
    public: bool = False
    with_contacts: bool = False
    redo: bool = False
    cluster: str = ""
    processes: int = 0
