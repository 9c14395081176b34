"""A catalogue's folder, made and added to: what stands there is never overwritten, and of two lists lines are added to
alone."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from guanbiao.forms.catalogue import Catalogue
from guanbiao.learn.starting import with_departments, with_forms
from guanbiao.text.shown import in_one_line
from guanbiao.words import learn as words
from guanbiao.words import screen

_MODULE = re.compile(r"form_(\d+)\.py$")
_FORMS, _LIST, _DEPARTMENTS = "forms", "forms/__init__.py", "departments.py"


class NotWritten(Exception):
    """A catalogue that was not written, or not added to; the message is one sentence for the user."""


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a new catalogue. Raises NotWritten where the folder is there already, or cannot be written."""
    try:
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise NotWritten(words.EXISTS.format(path=folder))
        for name, text in files.items():
            write_one(folder / name, text)
    except OSError as problem:
        raise _not_written(folder, problem) from problem


def write_one(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises FileExistsError, and OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def first_number(folder: Path, catalogue: Catalogue) -> int:
    """The number of the first form that is added to a catalogue: behind all that it declares, listed or not."""
    files = [found for path in (folder / _FORMS).glob("form_*.py") if (found := _MODULE.match(path.name))]
    return max([0, *(form.number for form in catalogue.forms), *(int(found[1]) for found in files)]) + 1


def is_ours(folder: Path) -> bool:
    """Whether a folder holds a catalogue of the kind that is added to."""
    return (folder / _LIST).is_file()


def add_to(folder: Path, modules: Mapping[str, str], departments: Sequence[str]) -> list[str]:
    """Write further forms into a catalogue's folder, and list them and their departments there; a sentence for each
    list that is not written as ours are, with the lines to add. Raises NotWritten."""
    try:
        for name, text in modules.items():
            write_one(folder / _FORMS / f"{name}.py", text)
        told = [_listed(folder / _DEPARTMENTS, with_departments, departments) if departments else ""]
        told.append(_listed(folder / _LIST, with_forms, list(modules)))
    except (OSError, UnicodeDecodeError) as problem:
        raise _not_written(folder, problem) from problem
    return [each for each in told if each]


def _listed(path: Path, added: Callable[[str, Sequence[str]], str | None], names: Sequence[str]) -> str:
    text = path.read_text("utf-8") if path.is_file() else ""
    changed = added(text, names)
    if changed is None:
        return words.NOT_LISTED.format(file=path, lines="、".join(names))
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(changed, encoding="utf-8", newline="\n")
    beside.replace(path)
    return ""


def _not_written(folder: Path, problem: OSError | UnicodeDecodeError) -> NotWritten:
    reason = screen.os_reason(problem) if isinstance(problem, OSError) else str(problem)
    return NotWritten(in_one_line(words.NOT_WRITTEN.format(path=folder, reason=reason)))
