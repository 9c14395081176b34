"""The page and its job, killed at random moments: `uv run python -m benchmarks.page.killed [times]`.

By turns the page is killed while it works, with all that waits for it, or its job is. Whatever was answered as kept
must lie there whole, what it was killed over must be worked out by the next page, and no process may be left."""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.page.served import SAMPLE, Served, served


def jobs(page: Served) -> list[psutil.Process]:
    """The processes of the job, or that wait for it, the first of all first."""
    with suppress(psutil.Error):
        return [each for each in psutil.Process(page.process.pid).children() if "guanbiao.start" in each.cmdline()]
    return []


def alive(processes: list[psutil.Process]) -> int:
    """How many of them still run."""
    found = 0
    for each in processes:
        with suppress(psutil.Error):
            found += each.is_running() and each.status() != psutil.STATUS_ZOMBIE
    return found


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something holds within so long."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_found(page: Served, name: str) -> bool:
    """Whether a file was worked on."""
    with suppress(OSError):
        return f'"{name}"' in (page.outputs / "2020" / "findings.json").read_text("utf-8")
    return False


def main(times: int) -> None:
    """Print what was lost, and what was left."""
    draw, lost, left, late = random.Random(5), 0, 0, []
    with tempfile.TemporaryDirectory() as place, served(Path(place)) as page:
        page.drop([(each.name, each.read_bytes()) for each in SAMPLE])
        page.until(lambda news: news["results"] > 0, 0)
        for at in range(times):
            content = SAMPLE[0].read_bytes() + f"{at}".encode()
            (name,) = page.drop([(f"{at}.xlsx", content)])
            time.sleep(draw.random() * 1.5)
            every = psutil.Process(page.process.pid).children(recursive=True)
            if at % 2:
                page.kill()
                within(30, lambda every=every: not alive(every))  # type: ignore[misc]
                left += alive(every)
                page.news.clear()
                page.start()
            else:
                for each in jobs(page):
                    with suppress(psutil.Error):
                        each.kill()
                page.run()
            began = time.monotonic()
            lost += (page.inputs / name).read_bytes() != content
            lost += not within(60, lambda name=name: is_found(page, name))  # type: ignore[misc]
            late.append(time.monotonic() - began)
        print(f"{times} kills: {lost} files lost, {left} processes left; ready again after {max(late):.1f} s at most")
        print("left in the room:", *(each.name for each in (page.outputs / ".guanbiao").iterdir()))


if __name__ == "__main__":
    main(int(*sys.argv[1:2] or ["20"]))
