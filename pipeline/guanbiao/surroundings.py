"""What lies around the program on a machine: the network that packages come by, and what opens its workbooks.

uv trusts the certificates that it brings along, pip and browsers those of the system: where a proxy opens TLS, uv stops
at a certificate that all others take. Whether that is so here, only a try with uv tells."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from guanbiao.processes.program import packed
from guanbiao.words.machine import Found

_ASKED = b"filelock\n"  # a small package of ours: what is fetched is a page of an index
_PATIENCE = 30.0  # seconds
_SOON = {"UV_HTTP_TIMEOUT": "5", "UV_HTTP_RETRIES": "0"}
_OF_THE_SYSTEM = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}  # the new name and the old one
_OPENERS = {"Excel": ("Excel.Application",), "WPS": ("KET.Application", "ET.Application")}
_PROBE = "~$guanbiao"  # as files that office programs leave beside theirs, so that nobody takes it for a filing


def network() -> Iterator[Found]:
    """The proxy that is set, and whether packages can be fetched; nothing where none will be: of a packed program, of
    one without uv, or where uv was told to stay offline."""
    proxy = getproxies().get("https") or getproxies().get("all")
    if proxy:
        yield Found("proxy", True, urlsplit(proxy).hostname or proxy)
    command = None if packed() or os.environ.get("UV_OFFLINE") else _uv()
    if command:
        yield _fetched(command)


def _uv() -> list[str] | None:
    """How uv is started; None where there is none."""
    if find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    found = shutil.which("uv")
    return [found] if found else None


def _fetched(command: list[str]) -> Found:
    said = _refused(command, {})
    if said is None:
        return Found("network", True)
    if "certificate" not in said and "UnknownIssuer" not in said:
        return Found("offline", False, minor=True)
    trusts = _refused(command, _OF_THE_SYSTEM) is None
    return Found("certificate_of_system" if trusts else "certificate_of_nobody", False, minor=True)


def _refused(command: list[str], told: Mapping[str, str]) -> str | None:
    """What uv says where it cannot fetch anything; None where it can."""
    asked = [*command, "pip", "compile", "--no-cache", "--no-deps", "--no-config", "-"]
    try:
        env = {**os.environ, **_SOON, **told}
        done = subprocess.run(asked, input=_ASKED, capture_output=True, env=env, check=False, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stderr.decode("utf-8", "replace") if done.returncode else None


def openers(system: str = sys.platform) -> Iterator[Found]:
    """Which of the programs that open workbooks are registered on Windows."""
    if system == "win32":
        there = [name for name, classes in _OPENERS.items() if any(map(_registered, classes))]
        yield Found("openers", bool(there), " ".join(there), minor=True)


def _registered(name: str) -> bool:
    """Whether Windows knows a class of objects by a name."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, name))
    except OSError:
        return False
    return True


def may_write(folder: Path) -> bool:
    """Whether files may be made and removed in a folder: on a share only a try tells."""
    try:
        tempfile.NamedTemporaryFile(dir=folder, prefix=_PROBE).close()
    except OSError:
        return False
    return True
