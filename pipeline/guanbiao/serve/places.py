"""The outputs as the page knows them: years and libraries to choose from, and the files of each, known by a hash of
their name. Nothing that a request says is ever a path: it is looked for among what is there."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, ValidationError, json

from guanbiao.intake.snapshot import is_link
from guanbiao.outputs.contract import FindingsFile
from guanbiao.words.letters import NOTICES
from guanbiao.words.report import HISTORY

_FOUND = "findings.json"
_ID = 16  # digits of a hash that tell the files of a folder apart
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".eml": "message/rfc822",
    ".parquet": "application/octet-stream",
}


class Place(Struct, frozen=True):
    """A library's year: its folder of outputs, and the time and size of what was found, by which a new one is told."""

    year: int
    library: str
    folder: Path
    mark: tuple[int, int]


class Output(Struct, frozen=True):
    """A file that may be fetched: its id, its path under the folder of the year, and the department that it is for ('':
    for who compiles)."""

    id: str
    name: str
    path: Path
    department: str

    @property
    def leaf(self) -> str:
        """Its own name."""
        return self.path.name


def places(outputs: Path) -> list[Place]:
    """The years at hand, the newest first, and the libraries of each; of several versions of a folder the last that was
    written."""
    found: dict[tuple[int, str], Place] = {}
    for place in (each for folder in _folders(outputs) for each in _place(folder)):
        key = place.year, place.library
        if key not in found or place.mark > found[key].mark:
            found[key] = place
    return sorted(found.values(), key=lambda each: (-each.year, each.library))


def _folders(outputs: Path) -> Iterator[Path]:
    """The folders in which outputs of a year may stand."""
    for year in outputs.glob("[0-9][0-9][0-9][0-9]*"):
        if year.is_dir() and not is_link(year):
            yield year
            yield from (each for each in year.iterdir() if each.is_dir() and not is_link(each) and each.name != HISTORY)


class _Head(Struct):
    """Of what was found, whose it is."""

    library: str
    period: int


def _place(folder: Path) -> Iterator[Place]:
    try:
        stands = (folder / _FOUND).stat()
        head = json.decode((folder / _FOUND).read_bytes(), type=_Head)
    except (OSError, ValidationError, ValueError):
        return
    yield Place(head.period, head.library, folder, (stands.st_mtime_ns, stands.st_size))


def chosen(every: Sequence[Place], year: str, library: str, own: str) -> Place | None:
    """The place that is asked for, of those that there are: of another year the newest, of another library the
    catalogue's own, else the first."""
    of_year = [each for each in every if str(each.year) == year] or [
        each for each in every if each.year == every[0].year
    ]
    for name in (library, own):
        if found := next((each for each in of_year if each.library == name), None):
            return found
    return next(iter(of_year), None)


def found_in(place: Place) -> FindingsFile | None:
    """What was found of a library's year; None where it is no more, or is no such file."""
    try:
        return json.decode((place.folder / _FOUND).read_bytes(), type=FindingsFile)
    except (OSError, ValidationError, ValueError):
        return None


def files_in(place: Place) -> list[Output]:
    """The files of a year's folder that may be fetched: those of the kinds that are written there, no links, nothing of
    the runs before."""
    return [_output(place.folder, path) for path in sorted(_files(place.folder)) if path.suffix in TYPES]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if is_link(path) or path.name == HISTORY or (path.is_dir() and (path / _FOUND).is_file()):
            continue
        if path.is_dir():
            yield from (each for each in path.rglob("*") if each.is_file() and not is_link(each))
        elif path.is_file():
            yield path


def _output(folder: Path, path: Path) -> Output:
    name = path.relative_to(folder).as_posix()
    first, *rest = name.split("/")
    department = rest[0] if first == NOTICES and len(rest) > 1 else ""
    return Output(hashlib.sha256(name.encode()).hexdigest()[:_ID], name, path, department)
