"""How a library's outputs stand in place, as a hash: another one where a file is missing, has grown or is new."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec import json

from guanbiao.outputs.archive import archive_of, years_in
from guanbiao.outputs.dataset import DATASET, dataset_name
from guanbiao.outputs.publish import MANIFEST
from guanbiao.words.report import HISTORY


def stands(outputs: Path, library: str, names: Collection[str]) -> str:
    """A SHA-256 of the names and sizes of all files of a library, in the folders of those names and those of every
    year, and of what its manifests say; of its files in the dataset; and of what is kept of other years."""
    whole = hashlib.sha256()
    for folder in sorted({*(outputs / name for name in names), *outputs.glob(f"[0-9]*/{library}")}):
        for path in _files(folder):
            said = path.read_bytes() if path.name == MANIFEST else b""
            name = path.relative_to(outputs).as_posix()
            whole.update(f"{name}\0{path.stat().st_size}\0".encode() + said)
    whole.update(json.encode([_facts(outputs, library), _before(outputs, library, names)]))
    return whole.hexdigest()


def _facts(outputs: Path, library: str) -> list[tuple[str, int]]:
    """What the dataset holds of a library, with its size."""
    folders = sorted((outputs / DATASET).glob("year=*"))
    files = ((folder.name, outputs / DATASET / dataset_name(int(folder.name[5:]), library)) for folder in folders)
    return [(year, file.stat().st_size) for year, file in files if file.is_file()]


def _before(outputs: Path, library: str, names: Iterable[str]) -> list[str]:
    """Hashes of what is kept of other years: rules and the trend look back on them."""
    made = {int(name.partition("/")[0]) for name in names}
    kept = (archive_of(outputs, year, library) for year in years_in(outputs) if year not in made)
    manifests = (each / MANIFEST for each in kept if each)
    return [hashlib.sha256(each.read_bytes()).hexdigest() if each.is_file() else "" for each in manifests]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        if path.is_file():
            yield path
        elif path.name != HISTORY:
            yield from (each for each in sorted(path.rglob("*")) if each.is_file())
