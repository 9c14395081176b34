"""A hundred departments drop their forms at the same moment: `uv run python -m benchmarks.page.hundred [departments]`.

Each drops the files of the sample in a folder of its own, every file with words of its own behind it. Printed are what
was lost or mixed up, how long the page took to answer meanwhile, and the most memory that it held."""

import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.page.served import SAMPLE, Served, served


class Watch:
    """How long the page takes to answer, and what it holds, until it is told to end."""

    def __init__(self, page: Served) -> None:
        self.page, self.taken, self.most, self.ended = page, list[float](), dict[str, int](), threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        """Ask for the page again and again."""
        while not self.ended.wait(0.1):
            began = time.monotonic()
            self.page.get("/")
            self.taken.append(time.monotonic() - began)
            self.most = {name: max(count, self.most.get(name, 0)) for name, count in self.page.memory().items()}

    def end(self) -> str:
        """What was seen."""
        self.ended.set()
        self.thread.join()
        taken = sorted(self.taken)
        return (
            f"page answered {len(taken)} times: median {statistics.median(taken):.2f} s, "
            f"19 of 20 within {taken[len(taken) * 19 // 20]:.2f} s, longest {taken[-1]:.2f} s; MB at most: {self.most}"
        )


def main(departments: int) -> None:
    """Print what was seen."""
    files = [(each.name, each.read_bytes()) for each in SAMPLE]

    def own(at: int) -> list[tuple[str, bytes]]:
        return [(f"部门{at:03d}/{name}", content + f"{at}".encode()) for name, content in files]

    with tempfile.TemporaryDirectory() as place, served(Path(place)) as page:
        time.sleep(3)
        watch, begin = Watch(page), threading.Barrier(departments)

        def department(at: int) -> float:
            begin.wait()
            began = time.monotonic()
            assert page.drop(own(at)) == [name for name, _ in own(at)]
            return time.monotonic() - began

        began = time.monotonic()
        with ThreadPoolExecutor(departments) as pool:
            taken = sorted(pool.map(department, range(departments)))
        print(f"{departments} departments, {len(files)} files each: all kept after {time.monotonic() - began:.1f} s")
        print(f"a department waited {statistics.median(taken):.1f} s, at most {taken[-1]:.1f} s")
        wrong = [name for at in range(departments) for name, content in own(at) if read(page, name) != content]
        there = sum(path.is_file() for path in page.inputs.rglob("*"))
        print(f"lost or mixed up: {len(wrong)}; files there: {there} of {departments * len(files)}")
        print(f"while they were dropped: {watch.end()}")
        watch = Watch(page)
        took = page.until(lambda news: news["results"] > 0 and news["state"] == "idle", began, 600)
        print(f"all worked out after {took:.0f} s; meanwhile: {watch.end()}")
        print("left in the room:", *(each.name for each in (page.outputs / ".guanbiao").glob("dropped-*")))


def read(page: Served, name: str) -> bytes:
    """What lies there under a name."""
    path = page.inputs / name
    return path.read_bytes() if path.is_file() else b""


if __name__ == "__main__":
    main(int(*sys.argv[1:2] or ["100"]))
