"""Last time: the latest run kept whose files were others than today's, so that running twice over the same files gives
the same outputs twice."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from msgspec import DecodeError, Struct, json

from guanbiao.outputs.manifest import Input, Manifest
from guanbiao.report.changes import Before, Kept, KeptCause
from guanbiao.words.report import HISTORY

_FILES = ("manifest.json", "findings.json", "facts.parquet")


class _Answers(Struct, frozen=True):
    problems: dict[str, int]


class _Summary(Struct, frozen=True):
    answers: _Answers | None = None


class _Findings(Struct, frozen=True):
    """What is read of findings.json."""

    library: str
    findings: tuple[Kept, ...]
    causes: tuple[KeptCause, ...] = ()
    summary: _Summary = _Summary()


def last_time(folders: Sequence[Path], library: str, inputs: Sequence[Input]) -> Before | None:
    """What the latest run over other files of a library than these found, if there is one that can be read; in the
    folders where a year's outputs lie, the first one's before the next one's."""
    kept = [each for folder in folders for each in (folder, *_history(folder))]
    others = (each for each in kept if (own := _inputs(each)) is not None and own != inputs)
    found = ((each, json.decode((each / "findings.json").read_bytes(), type=_Findings)) for each in others)
    folder, known = next((each for each in found if each[1].library == library), (None, None))
    if folder is None or known is None:
        return None
    answers = known.summary.answers
    states = answers.problems if answers else {}
    return Before(known.findings, pl.read_parquet(folder / "facts.parquet"), known.causes, states)


def _history(folder: Path) -> list[Path]:
    """The runs kept of a folder, the latest first."""
    history = folder / HISTORY
    return sorted(history.iterdir(), reverse=True) if history.is_dir() else []


def _inputs(folder: Path) -> Sequence[Input] | None:
    """The files that a kept run was made from; None where it does not say, or lacks what it is compared by."""
    if not all((folder / name).is_file() for name in _FILES):
        return None
    try:
        return json.decode((folder / "manifest.json").read_bytes(), type=Manifest).inputs
    except (OSError, DecodeError):
        return None
