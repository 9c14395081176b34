"""How a library's outputs stand in place, as a hash: another one where a file is missing, has grown or is new."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from guanbiao.outputs.publish import MANIFEST
from guanbiao.words.report import HISTORY


def stands(outputs: Path, library: str, names: Iterable[str]) -> str:
    """A SHA-256 of the names and sizes of all files of a library, in the folders of those names and those of every
    year, and of what its manifests say."""
    whole = hashlib.sha256()
    for folder in sorted({*(outputs / name for name in names), *outputs.glob(f"[0-9]*/{library}")}):
        for path in _files(folder):
            said = path.read_bytes() if path.name == MANIFEST else b""
            name = path.relative_to(outputs).as_posix()
            whole.update(f"{name}\0{path.stat().st_size}\0".encode() + said)
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        if path.is_file():
            yield path
        elif path.name != HISTORY:
            yield from (each for each in sorted(path.rglob("*")) if each.is_file())
