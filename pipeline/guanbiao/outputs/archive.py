"""What is kept of the years before: the one place that reads a year's outputs back.

A year's figures are in facts.parquet, what was in question about them in findings.json; the year's manifest.json holds
the hash of both. What differs from its hash was damaged or edited, and is not used. Versions before there were hashes
wrote none: such a year is used, and it is said that nobody can vouch for it."""

import io
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

import polars as pl
from msgspec import DecodeError, Struct, json
from msgspec.structs import replace

from guanbiao.facts.archived import Archive, Archives
from guanbiao.model.exports import FACT_COLUMNS, OUTPUTS
from guanbiao.outputs.doubts import corrected_since, told
from guanbiao.outputs.manifest import Manifest
from guanbiao.pages.blank_known import Doubts, Known
from guanbiao.words.report import HISTORY

_FACTS, _FINDINGS, _MANIFEST = "facts.parquet", "findings.json", "manifest.json"
_YEAR = "[0-9][0-9][0-9][0-9]"


class Stored(Struct, frozen=True):
    """A year as it was kept: its archive, what was in question about its figures, for blank forms, and how many forms
    nobody had filed."""

    archive: Archive
    doubts: Doubts = {}
    owed: int = 0

    @property
    def forms(self) -> int:
        """Of how many forms there are figures or words."""
        return 0 if self.archive.facts.is_empty() else self.archive.facts["form"].n_unique()

    @property
    def known(self) -> Known:
        """Its figures by (form, row, column), as printed, of cells that state one."""
        return {key[:3]: value for key, value in self.archive.figures.items() if not key[3]}

    @property
    def entries(self) -> dict[str, int]:
        """How many entries each register had, by form."""
        facts = self.archive.facts
        if facts.is_empty():
            return {}
        entries = facts.filter(pl.col("role") == "entry")
        rows = entries.select("form", "sheet", pl.col("cell").str.extract(r"(\d+)$")).unique()
        return dict(rows.group_by("form", maintain_order=True).len().iter_rows())


def archive_of(outputs: Path, year: int, library: str) -> Path | None:
    """The folder with what was kept of a year of a library: its own, or the year's where that has but one library; None
    where neither is there."""
    return next((each for each in _folders(outputs, year, library) if (each / _FACTS).is_file()), None)


def _folders(outputs: Path, year: int, library: str) -> Iterator[Path]:
    """Where a year of a library may be kept, the latest run first: what is in place now, then the runs before it."""
    now = (outputs / str(year) / library, outputs / str(year))
    yield from now
    for folder in now:
        history = folder / HISTORY
        yield from sorted(history.iterdir(), reverse=True) if history.is_dir() else ()


def years_in(outputs: Path) -> list[int]:
    """The years that have a folder of outputs, oldest first."""
    return sorted(int(path.name) for path in outputs.glob(_YEAR)) if outputs.is_dir() else []


class Store(Struct, frozen=True):
    """What is kept of the years before in a folder of outputs (None: nothing is), each year of a library read when it
    is asked for, once; `read` is what was."""

    outputs: Path | None = None
    read: dict[tuple[str, int], Archive | None] = {}

    def of(self, library: str) -> Archives:
        """What was kept of each year of a library."""
        return partial(self._archive, library)

    def years(self, library: str) -> list[int]:
        """The years of which anything was kept of a library, oldest first."""
        every = years_in(self.outputs) if self.outputs else []
        return [year for year in every if self.outputs and archive_of(self.outputs, year, library)]

    def _archive(self, library: str, year: int) -> Archive | None:
        if self.outputs and (library, year) not in self.read:
            kept = stored(self.outputs, year, library)
            self.read[library, year] = kept.archive if kept else None
        return self.read.get((library, year))


NOTHING_KEPT = Store()


def stored(outputs: Path, year: int, library: str) -> Stored | None:
    """What was kept of a year of a library; None where nothing was, or only of others. Of a year whose forms were not
    all filed in the latest run, since one or two of them lay among those of another year, the run that had most."""
    best: Stored | None = None
    for folder in _folders(outputs, year, library):
        kept = _stored(outputs, folder, year, library) if (folder / _FACTS).is_file() else None
        if kept is None:
            continue
        if best is None or kept.forms > best.forms:
            best = kept
        if best.archive.is_damaged or not best.owed:
            break
    return best


def with_corrected(kept: Stored, outputs: Path) -> Stored:
    """What was kept of a year, with the figures that were corrected in it, by the runs kept beside."""
    folder = outputs.joinpath(*kept.archive.file.split("/")[1:-1])
    before = [path.read_bytes() for path in sorted(folder.glob(f"{HISTORY}/*/{_FINDINGS}"))]
    if not before:
        return kept
    since = corrected_since((folder / _FINDINGS).read_bytes(), before, kept.known)
    return replace(kept, doubts={**since, **kept.doubts})


def _stored(outputs: Path, folder: Path, year: int, library: str) -> Stored | None:
    file = "/".join((OUTPUTS, *folder.relative_to(outputs).parts, _FACTS))
    try:
        return _read(folder, year, file, library)
    except (OSError, DecodeError, pl.exceptions.PolarsError):
        return Stored(Archive(year, file, is_damaged=True))


def _read(folder: Path, year: int, file: str, library: str) -> Stored | None:
    manifest = json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    contents = {name: (folder / name).read_bytes() for name in (_FACTS, _FINDINGS)}
    hashes, sealed = {name: sha256(each).hexdigest() for name, each in contents.items()}, _seals(manifest)
    if manifest.period != year or any(sealed.get(name, own) != own for name, own in hashes.items()):
        return Stored(Archive(year, file, hashes[_FACTS], is_damaged=True))
    said = told(contents[_FINDINGS])
    if said.library != library:
        return None
    facts = pl.read_parquet(io.BytesIO(contents[_FACTS])).select(FACT_COLUMNS)
    archive = Archive(year, file, hashes[_FACTS], _FACTS in sealed, False, facts, said.doubted)
    return Stored(archive, said.doubts, said.owed)


def _seals(manifest: Manifest) -> Mapping[str, str]:
    return {each.file: each.sha256 for each in manifest.kept}
