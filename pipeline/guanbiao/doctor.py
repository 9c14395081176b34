"""Examine the machine: Python, packages, fonts, folders, rights, free space, and whether readers start."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from packaging.requirements import Requirement

from guanbiao.intake.pool import read_all
from guanbiao.model.books import FileStatus
from guanbiao.outputs.workspace import Busy, OutputsError, mixed, working_in
from guanbiao.surroundings import may_write, network, openers
from guanbiao.words.machine import Found

NEEDED_PYTHON = (3, 11)
FREE_BYTES = 1 << 30  # a run over the largest drop folder that may be: its snapshot, its outputs, their history
_PACKAGE = "guanbiao"
_DECLARED = Path(__file__).resolve().parents[2] / "pyproject.toml"
_FONT_FILES = {
    "win32": (r"C:\Windows\Fonts\simsun.ttc",),
    "darwin": ("/System/Library/Fonts/Supplemental/Songti.ttc", "/Library/Fonts/Songti.ttc"),
}


def examined(inputs: Path, outputs: Path) -> Iterator[Found]:
    """Everything that the job needs, one after the other."""
    yield Found("python", sys.version_info >= NEEDED_PYTHON, ".".join(map(str, sys.version_info[:3])))
    yield from _packages()
    yield _readers()
    yield _font()
    yield from openers()
    yield from _inputs(inputs)
    yield _outputs(inputs, outputs)
    yield _space(outputs)
    yield from network()


def _packages() -> Iterator[Found]:
    """Every package that is missing or not of the version declared; all of them in one where all are well."""
    needed = list(_needed())
    if not needed:
        yield Found("packages_unknown", False, minor=True)
        return
    wrong = []
    for each in needed:
        try:
            version = importlib.metadata.version(each.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(Found("package_missing", False, str(each)))
            continue
        if version not in each.specifier:
            wrong.append(Found("package_version", False, str(each), version))
    yield from wrong or [Found("packages", True, str(len(needed)))]


def _needed() -> Iterator[Requirement]:
    """The packages that this system needs for the job itself: those that only extras ask for are none of them."""
    for each in map(Requirement, _requirements()):
        if each.marker is None or each.marker.evaluate({"extra": ""}):
            yield each


def _requirements() -> list[str]:
    """What is declared: in a checkout by its own pyproject.toml, which may be newer than what was installed from it,
    else by the installed package; nothing where neither is there."""
    if _DECLARED.is_file():
        declared = tomllib.loads(_DECLARED.read_text("utf-8")).get("project", {})
        if declared.get("name") == _PACKAGE:
            return list(declared["dependencies"])
    with suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.requires(_PACKAGE) or []
    return []


def _readers() -> Found:
    """Whether a reader process starts and answers: security software may forbid it."""
    with tempfile.TemporaryDirectory(prefix="guanbiao-") as place:
        sample = Path(place, "sample")
        sample.write_bytes(b"a,b\n1,2\n")
        done = dict(read_all([(0, str(sample))], readers=1))
    return Found("readers", done[0].status is FileStatus.READ, done[0].reason)


def _font() -> Found:
    files = _FONT_FILES.get(sys.platform)
    if files is not None:
        return Found("font", any(Path(file).is_file() for file in files), minor=True)
    tool = shutil.which("fc-list")
    if tool is None:
        return Found("font", False, minor=True)
    listed = subprocess.run([tool, ":lang=zh", "family"], capture_output=True, check=False)
    return Found("font", bool(listed.stdout.strip()), minor=True)


def _inputs(folder: Path) -> Iterator[Found]:
    if not folder.is_dir():
        yield Found("inputs_missing", False, str(folder))
        return
    filled = any(files for _, _, files in os.walk(folder))
    yield Found("inputs" if filled else "inputs_empty", filled, str(folder), minor=True)
    if not may_write(folder):
        yield Found("inputs_closed", False, str(folder), minor=True)


def _outputs(inputs: Path, folder: Path) -> Found:
    """Whether a run could lock the outputs folder and write there."""
    try:
        if inputs.is_dir() and mixed(inputs, folder):
            return Found("outputs_mixed", False, str(folder))
        with working_in(folder) as workspace:
            (workspace.fresh("probe") / "probe").write_bytes(b"probe")
    except Busy:
        return Found("outputs_busy", False, str(folder), minor=True)
    except (OutputsError, OSError):
        return Found("outputs_closed", False, str(folder))
    return Found("outputs", True, str(folder))


def _space(folder: Path) -> Found:
    there = next(each for each in (folder, *folder.resolve().parents) if each.exists())
    free = shutil.disk_usage(there).free
    return Found("space", free >= FREE_BYTES, f"{free / FREE_BYTES:.1f}")
