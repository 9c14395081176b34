"""This program: how a process of it is started, from Python or from a packed program (PyInstaller), and what a process
that was started so runs. There is no Python beside a packed program: it starts itself, and the first word that it is
given says what it runs; without that, a process would start the whole program, and that another, without end.

This module is the first that a packed program loads, so it loads nothing."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

_MARK = "--process"  # nobody types it: what follows are the names of modules of ours
_OWN = "guanbiao."


def packed() -> bool:
    """Whether this is a packed program."""
    return bool(getattr(sys, "frozen", False))


def command_of(module: str, *given: str) -> tuple[str, ...]:
    """What starts a process that calls `main` of one of our modules; it finds `given` behind its own name."""
    return (sys.executable, _MARK if packed() else "-m", module, *given)


def again() -> tuple[str, ...]:
    """What starts this program once more, as it was started."""
    return (sys.executable, *(sys.argv if packed() else sys.orig_argv)[1:])


def anywhere() -> tuple[str, ...]:
    """What starts this program from any folder, without what it was asked."""
    script = Path(sys.argv[0])
    if packed():
        return (sys.executable,)
    if script.suffix == ".py" and script.name != "__main__.py":
        return (sys.executable, str(script.absolute()))
    return (sys.executable, "-m", "guanbiao")


def dispatched(argv: Sequence[str]) -> bool:
    """Run what a packed program was started for by `command_of`, until it ends; False where others started it."""
    if not packed() or list(argv[1:2]) != [_MARK] or not argv[2:3] or not argv[2].startswith(_OWN):
        return False
    sys.argv = [*argv[2:]]
    import_module(argv[2]).main()
    return True


def beside() -> Path:
    """The folder of a packed program."""
    return Path(sys.executable).resolve().parent
