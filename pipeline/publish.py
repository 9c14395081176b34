"""Publish a year's outputs: written to a folder beside, moved in one step, the run before kept under 历史/."""

import shutil
from collections.abc import Mapping
from pathlib import Path

HISTORY = "历史"
_DIGITS = 4


class OutputsError(Exception):
    """The outputs folder cannot be written; the message says which, the cause says why."""


def publish(outputs: Path, year: int, files: Mapping[str, bytes]) -> Path:
    """The folder outputs/{year} with exactly these files; what stood there moves to its 历史/{number}.

    Raises OutputsError where the folder cannot be written; what stood there before is then still there."""
    target, fresh = outputs / str(year), outputs / f".{year}.new"
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        _recover(target, outputs / f".{year}.old")
        shutil.rmtree(fresh, ignore_errors=True)
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _swap(target, fresh, outputs / f".{year}.old")
    except OSError as error:
        raise OutputsError(str(target)) from error
    return target


def _recover(target: Path, old: Path) -> None:
    """Put back what a run that was cut short had moved aside."""
    if old.exists() and not target.exists():
        old.rename(target)


def _swap(target: Path, fresh: Path, old: Path) -> None:
    """The old folder aside, the new one in its place, then the old one into the new one's history."""
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    history = old / HISTORY
    if history.exists():
        history.rename(target / HISTORY)
    (target / HISTORY).mkdir(exist_ok=True)
    numbers = [int(path.name) for path in (target / HISTORY).iterdir() if path.name.isdigit()]
    old.rename(target / HISTORY / f"{max(numbers, default=0) + 1:0{_DIGITS}d}")
