"""How soon lights turn: `uv run python -m benchmarks.page.lights [times]`.

A page with all forms of the sample but one; then that one, and nothing of it, are dropped by turns. Printed are the
seconds from the drop until what the file became is told, until the job runs, and until its lights are there."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.page.served import ROOT, SAMPLE, Served, served


def dropped(page: Served, name: str, content: bytes) -> tuple[float, ...]:
    """Seconds until a dropped file is kept, told of, worked on, and counted in the lights."""
    before = page.news[-1][1]
    began = time.monotonic()
    page.drop([(name, content)])
    kept = time.monotonic() - began
    told = page.until(lambda news: news["drops"] >= before["drops"] + 2, began)
    runs = page.until(lambda news: news["state"] == "running", began)
    done = page.until(lambda news: news["results"] > before["results"], began)
    return kept, told, runs, done


def main(times: int) -> None:
    """Print medians."""
    with tempfile.TemporaryDirectory() as place, served(Path(place)) as page:
        *most, last = SAMPLE
        time.sleep(3)  # as a clerk takes to find the files
        began = time.monotonic()
        page.drop([(each.relative_to(ROOT / "inputs").as_posix(), each.read_bytes()) for each in most])
        first = page.until(lambda news: news["results"] > 0, began)
        print(f"{len(most)} files dropped on an empty page: lights after {first:.1f} s")
        found = []
        for at in range(times):
            time.sleep(4)  # as a clerk looks at what came of it
            # another file each time: the same form, saved again
            found.append(dropped(page, f"{at}/{last.name}", last.read_bytes() + b" " * at))
        for name, of_one in zip(("kept", "told", "runs", "lights"), zip(*found, strict=True), strict=True):
            print(f"{name:>7} {statistics.median(of_one):5.2f} s   {' '.join(f'{each:.2f}' for each in of_one)}")
        time.sleep(5)
        print(page.memory())


if __name__ == "__main__":
    main(int(*sys.argv[1:2] or ["5"]))
