"""Names that a browser sends, made into names of files that no system takes for anything else."""

import re
import unicodedata

_DEEPEST = 6  # folders in folders; what lies deeper is laid into the last of them
_LONGEST = 180  # bytes of a name: file systems take 255, and a version may be added
_CLOSED = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?")
_SEPARATORS = re.compile(r"[/\\]")
_UNNAMED = "file"


def safe_parts(name: str) -> tuple[str, ...]:
    """The folders and the name of a file, of a path as a browser sends it: never a path that leads elsewhere.

    >>> safe_parts("业务中心/../../etc/pass:wd"), safe_parts("C:\\\\x\\\\con.xlsx")
    (('业务中心', 'etc', 'pass_wd'), ('C_', 'x', '_con.xlsx'))
    """
    parts = [part for part in map(_safe, _SEPARATORS.split(name)) if part]
    *folders, leaf = parts or [_UNNAMED]
    return (*folders[:_DEEPEST], leaf)


def versioned(leaf: str, version: int) -> str:
    """The name of a further version of a file; the first is called as it is.

    >>> versioned("流通.xlsx", 2), versioned("流通", 1)
    ('流通（2）.xlsx', '流通')
    """
    stem, dot, suffix = leaf.rpartition(".")
    if version < 2:
        return leaf
    return f"{stem}（{version}）.{suffix}" if dot and stem else f"{leaf}（{version}）"


def _safe(part: str) -> str:
    """One name of a path: composed, without what acts on a screen or is closed to names, neither hidden nor too long;
    '' for none."""
    text = unicodedata.normalize("NFC", part)
    text = "".join(each for each in text if each.isprintable())
    text = _CLOSED.sub("_", text).strip(" .\u3000")
    if _DEVICES.fullmatch(text):
        text = f"_{text}"
    return _shortened(text)


def _shortened(text: str) -> str:
    """A name of at most so many bytes, with its suffix."""
    if len(text.encode()) <= _LONGEST:
        return text
    stem, _, suffix = text.rpartition(".")
    kept = f".{suffix}" if stem and len(suffix) < 10 else ""
    room = _LONGEST - len(kept.encode())
    return (stem if kept else text).encode()[:room].decode(errors="ignore").rstrip(" .") + kept
