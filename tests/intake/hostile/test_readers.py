"""Reader processes: whatever one file does to its reader, it costs that file alone, and the file is named."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from guanbiao.intake import pool
from guanbiao.intake.parse import parse
from guanbiao.intake.pool import read_all
from guanbiao.intake.wire import packed, unpacked
from guanbiao.model.books import FileStatus

from tests.conftest import OURS
from tests.intake.hostile.kinds import KINDS, content

BAD = (sys.executable, "-m", "tests.intake.hostile.bad_reader")
ENDINGS = {
    "end": "crashed",
    "abort": "crashed",
    "abort once": "",
    "eat": "limit_memory",
    "nonsense": "crashed",
    "boast": "crashed",
    "answer": "",
}


def test_a_file_that_kills_its_reader_costs_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MEMORY_BYTES", 300 << 20)
    orders = [order for kind in ENDINGS for order in (kind, "answer")]
    for at, order in enumerate(orders):
        (tmp_path / str(at)).write_bytes(order.encode())
    done = dict(read_all(((at, str(tmp_path / str(at))) for at in range(len(orders))), 2, BAD))
    assert {order: done[at].reason for at, order in enumerate(orders)} == ENDINGS
    assert {done[at].status for at, order in enumerate(orders) if order == "answer"} == {FileStatus.READ}


def test_a_reader_that_hangs_is_waited_for_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hang", "answer"):
        (tmp_path / name).write_bytes(name.encode())
    monkeypatch.setattr(pool, "WALL_SECONDS", 1.0)
    reading = read_all([(0, str(tmp_path / "hang")), (1, str(tmp_path / "answer"))], 1, BAD)
    at, parsed = next(reading)
    assert (at, parsed.reason) == (0, "limit_wait")
    monkeypatch.undo()  # however long this one takes
    assert [parsed.status for _, parsed in reading] == [FileStatus.READ]


def test_a_file_is_refused_for_what_it_has_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CPU_SECONDS", 0.5)
    (tmp_path / "a").write_bytes(b"compute")
    ((_, parsed),) = read_all([(0, str(tmp_path / "a"))], 1, BAD)
    assert (parsed.status, parsed.reason) == (FileStatus.REFUSED, "limit_time")


def test_a_reader_that_waits_longer_than_a_file_may_compute_still_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "CPU_SECONDS", 0.5)
    (tmp_path / "a").write_bytes(b"wait")
    start = time.monotonic()
    ((_, parsed),) = read_all([(0, str(tmp_path / "a"))], 1, BAD)
    assert time.monotonic() - start > 1
    assert (parsed.status, parsed.reason) == (FileStatus.READ, "")


def test_every_file_may_compute_as_long_as_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CPU_SECONDS", 0.5)
    (tmp_path / "a").write_bytes(b"compute a little")
    done = dict(read_all([(at, str(tmp_path / "a")) for at in range(4)], 1, BAD))
    assert {parsed.status for parsed in done.values()} == {FileStatus.READ}


@pytest.mark.parametrize("command", [(sys.executable, "-c", "pass"), ("/no/such/program",)])
def test_a_reader_that_does_not_come_up_is_no_fault_of_the_files(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a").write_bytes(b"answer")
    done = dict(read_all([(at, str(tmp_path / "a")) for at in range(3)], 2, command))
    assert {parsed.reason for parsed in done.values()} == {"no_reader"}


def test_readers_end_when_nobody_listens_any_more(tmp_path: Path) -> None:
    for name in ("answer", "hang"):
        (tmp_path / name).write_bytes(name.encode())
    copies = [(at, str(tmp_path / name)) for at, name in enumerate(("answer", "hang", "hang", "hang"))]
    reading = read_all(iter(copies), 2, BAD)
    assert next(reading)[1].status is FileStatus.READ
    start = time.monotonic()
    reading.close()
    assert time.monotonic() - start < 300  # the files hang for twice as long


def test_a_reader_process_starts_without_polars_and_pandera() -> None:
    code = "import sys, guanbiao.intake.worker; print({'polars', 'pandera', 'openpyxl', 'numpy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], env=OURS, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


@pytest.mark.parametrize("name", list(KINDS)[::3])
def test_what_crosses_between_processes_stays_the_same(name: str) -> None:
    parsed = parse(content(name))
    assert unpacked(packed(parsed)) == parsed
