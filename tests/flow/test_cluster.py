"""On a cluster, by loopback: the same bytes, though a worker is killed; workers of another program get nothing."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import OURS
from tests.flow.many import Here, go, libraries, outputs

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
from guanbiao.processes import cluster
from guanbiao.processes.cluster import Cluster
from guanbiao.processes.failed import ClusterError

EVERY = libraries(20)
_ENOUGH = 60.0  # seconds


def dask(place: Path, what: str, *given: str) -> "subprocess.Popen[bytes]":
    """A part of a cluster on loopback, as a process."""
    where = ("--scheduler-file", str(place / "scheduler.json"))
    command = (sys.executable, "-m", "dask", what, *where, "--host", "127.0.0.1", "--no-dashboard", *given)
    return subprocess.Popen(
        command, env=OURS, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


@contextmanager
def started(place: Path, workers: int) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler, and its workers, all of which are there."""
    from distributed import Client

    with ExitStack() as stack:

        def begin(what: str, *given: str) -> "subprocess.Popen[bytes]":
            process = dask(place, what, *given)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        begin("scheduler", "--port", "0")
        every = [begin("worker", "--nthreads", "1", "--no-nanny") for _ in range(workers)]
        until = time.monotonic() + _ENOUGH
        while not (place / "scheduler.json").exists() and time.monotonic() < until:
            time.sleep(0.05)
        address = json.loads((place / "scheduler.json").read_text())["address"]
        with closing(Client(address, timeout=_ENOUGH, set_as_default=False)) as one:  # type: ignore[no-untyped-call]
            one.wait_for_workers(workers, timeout=_ENOUGH)
        yield address, every


@pytest.mark.filterwarnings("ignore")
def test_twenty_libraries_on_a_cluster_of_which_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(tmp_path / "here", EVERY, Here())
    with started(tmp_path, 2) as (address, workers):

        def kill_one(done: int, _: int) -> None:
            if done == 5:
                workers[0].kill()

        with closing(Cluster(address)) as together:
            assert not together.refused
            done = go(tmp_path / "cluster", EVERY, together, kill_one)
        assert len(list(done)) == len(EVERY)
        assert outputs(tmp_path / "cluster") == outputs(tmp_path / "here")
        assert workers[0].wait() != 0
        monkeypatch.setattr(cluster, "identity", lambda: str(os.getpid()))
        with pytest.raises(ClusterError) as problem:
            Cluster(address)
        assert problem.value.is_there
    monkeypatch.setattr(cluster, "_CONNECTING", 0.2)
    with pytest.raises(ClusterError) as problem:
        Cluster("tcp://127.0.0.1:1")
    assert not problem.value.is_there
