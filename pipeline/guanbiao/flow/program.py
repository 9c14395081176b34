"""Which program and which catalogue a ledger was written by: what another one knew says nothing."""

import hashlib
from pathlib import Path

from msgspec import json
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.processes.identity import identity


def program_of(catalogue: Catalogue) -> str:
    """A SHA-256 of the program, of all that a catalogue declares, and of its templates."""
    declared = json.encode(replace(catalogue, templates=""), order="deterministic")
    whole = hashlib.sha256(identity().encode() + declared)
    for path in sorted(Path(catalogue.templates).rglob("*")) if catalogue.templates else ():
        whole.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b""))
    return whole.hexdigest()
