"""Which program this is: two processes with the same identity make the same bytes of the same files."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from guanbiao.processes.program import packed

_PACKAGE = Path(__file__).resolve().parents[1]  # of a packed program, whose modules lie in its one file, the data
_MADE_WITH = ("docxtpl", "jinja2", "lxml", "msgspec", "openpyxl", "polars", "python-docx", "xlsxwriter")


@cache
def identity() -> str:
    """A SHA-256 of the modules of this package, of the versions of what outputs are made with, and of Python's."""
    whole = hashlib.sha256(repr((sys.version_info[:2], *map(_version, _MADE_WITH))).encode())
    if packed():
        whole.update(Path(sys.executable).read_bytes())
    for path in sorted(_PACKAGE.rglob("*.py")):
        whole.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a program that was packed into one file
        return ""
