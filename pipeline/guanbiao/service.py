"""Have the system watch the drop folder: a unit of systemd of the user's own, or a task of Windows at the user's logon.

Neither needs an administrator. What would be done is data, so that it can be shown before anything is done."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from msgspec import Struct

from guanbiao.settings import Settings
from guanbiao.words.service import TITLE

Command = tuple[str, ...]
_NAME = "guanbiao"
_UNIT = """\
[Unit]
Description={title}

[Service]
ExecStart={command}
Restart=on-failure
RestartSec=60

[Install]
WantedBy=default.target
"""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{title}</Description></RegistrationInfo>
  <Triggers><LogonTrigger><UserId>{user}</UserId></LogonTrigger></Triggers>
  <Principals><Principal id="Author">
    <UserId>{user}</UserId><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>
  </Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>99</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author"><Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec></Actions>
</Task>
"""


class Service(Struct, frozen=True):
    """The file that declares a service and what it holds; the commands that start it, end it, and follow when the file
    is gone."""

    file: Path
    content: bytes
    start: tuple[Command, ...]
    stop: tuple[Command, ...]
    gone: tuple[Command, ...] = ()


class NotSetUp(Exception):
    """A command that failed, and what it said."""


def watching(settings: Settings, catalogue: str, every: float) -> tuple[str, ...]:
    """What the program is given to watch the drop folder as settings ask."""
    given = ("watch", "--inputs", str(settings.inputs.absolute()), "--outputs", str(settings.outputs.absolute()))
    place = str(Path(catalogue).absolute()) if catalogue and Path(catalogue).exists() else catalogue
    options = {"--catalogue": place, "--year": str(settings.year or ""), "--every": f"{every:g}"}
    asked = {"--public": settings.public, "--with-contacts": settings.with_contacts}
    typed = (word for name, value in options.items() if value for word in (name, value))
    return (*given, *typed, *(name for name, is_asked in asked.items() if is_asked))


def service_of(command: Sequence[str], system: str = sys.platform) -> Service | None:
    """The service that keeps a command running for this user; None where the system has none that we know."""
    if system == "win32":
        return _task(command)
    return _unit(command) if system == "linux" else None


def _unit(command: Sequence[str]) -> Service:
    place = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    unit, control = f"{_NAME}.service", ("systemctl", "--user")
    text = _UNIT.format(title=TITLE, command=" ".join(map(_quoted, command)))
    reload = (*control, "daemon-reload")
    start, stop = (*control, "enable", "--now", unit), (*control, "disable", "--now", unit)
    return Service(place / unit, text.encode(), (reload, start), (stop,), (reload,))


def _quoted(word: str) -> str:
    """A word as systemd reads it back: between quotation marks, where %, $ and \\ have meanings of their own."""
    for special, plain in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$"), ("\n", "\\n")):
        word = word.replace(special, plain)
    return f'"{word}"'


def _task(command: Sequence[str]) -> Service:
    place = Path(os.environ.get("LOCALAPPDATA") or Path.home()) / _NAME / "watch.xml"
    user = "\\".join(name for each in ("USERDOMAIN", "USERNAME") if (name := os.environ.get(each)))
    program, arguments = command[0], subprocess.list2cmdline(command[1:])
    fields = {"title": TITLE, "user": user, "program": program, "arguments": arguments}
    text = _TASK.format(**{name: escape(value) for name, value in fields.items()})
    named = ("/TN", _NAME)
    start = ("schtasks", "/Create", "/F", *named, "/XML", str(place)), ("schtasks", "/Run", *named)
    stop = ("schtasks", "/End", *named), ("schtasks", "/Delete", "/F", *named)
    return Service(place, text.encode("utf-16"), start, stop)


def set_up(service: Service) -> Iterator[Command]:
    """Write the file and run the commands; each as it is done. Raises NotSetUp and OSError, and leaves no file then
    that was not there before."""
    was = service.file.read_bytes() if service.file.is_file() else None
    service.file.parent.mkdir(parents=True, exist_ok=True)
    service.file.write_bytes(service.content)
    try:
        for command in service.start:
            yield _run(command)
    except (NotSetUp, OSError):
        if was is None:
            service.file.unlink(missing_ok=True)
        else:
            service.file.write_bytes(was)
        raise


def take_down(service: Service) -> Iterator[Command]:
    """End the service and remove its file; each command as it is done. Raises NotSetUp and OSError."""
    for command in service.stop[:-1]:  # nothing to end where it does not run
        subprocess.run(command, capture_output=True, check=False)
    yield _run(service.stop[-1])
    service.file.unlink(missing_ok=True)
    for command in service.gone:
        yield _run(command)


def _run(command: Command) -> Command:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise NotSetUp(" ".join(command), said)
    return command
