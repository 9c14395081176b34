"""Runs killed at random moments, and many started at once: `uv run python -m benchmarks.killing [times]`.

After each kill -9 the outputs must be the old ones or the new ones, whole, and the run after it must give the same
bytes as one that nobody disturbed, with every run before it in the history. Of twenty runs started at once one runs and
nineteen say so."""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guanbiao.words.report import HISTORY

ROOT = Path(__file__).resolve().parent.parent
STARTS = 20


def command(inputs: Path, outputs: Path) -> list[str]:
    """A quiet run."""
    return [sys.executable, str(ROOT / "run.py"), "--quiet", "--inputs", str(inputs), "--outputs", str(outputs)]


def contents(outputs: Path, *, history: bool = True) -> dict[str, bytes]:
    """The files of an outputs folder, the room for unfinished work apart."""
    return {
        str(path.relative_to(outputs)): path.read_bytes()
        for path in sorted(outputs.rglob("*"))
        if path.is_file() and ".guanbiao" not in path.parts and (history or HISTORY not in path.parts)
    }


def kept(outputs: Path) -> set[frozenset[tuple[str, bytes]]]:
    """The runs in an outputs folder's history."""
    return {frozenset(contents(run).items()) for run in outputs.glob(f"*/{HISTORY}/*")}


class Trials:
    """The same run disturbed many times, from the same old outputs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.inputs, self.old = folder, folder / "in", folder / "old"
        shutil.copytree(ROOT / "inputs", self.inputs)
        for _ in range(2):
            subprocess.run(command(self.inputs, self.old), check=True, capture_output=True)
        next(self.inputs.rglob("*.xlsx")).unlink()
        self.new = folder / "new"
        shutil.copytree(self.old, self.new)
        start = time.perf_counter()
        subprocess.run(command(self.inputs, self.new), check=True, capture_output=True)
        self.takes = time.perf_counter() - start

    def one(self, number: int) -> str:
        """One trial: '' where all was well, else what was not; with a word on which outputs the kill left."""
        outputs = self.folder / f"trial{number}"
        shutil.copytree(self.old, outputs)
        process = subprocess.Popen(command(self.inputs, outputs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.Random(number).uniform(0.0, 1.6 * self.takes))
        process.kill()
        process.wait()
        ended = self.ended(outputs)
        again = subprocess.run(command(self.inputs, outputs), check=False, capture_output=True, text=True)
        same = contents(outputs, history=False) == contents(self.new, history=False) and kept(outputs) >= kept(self.new)
        shutil.rmtree(outputs)
        return f"{ended}{'' if again.returncode == 0 and same else ' and the next run differs ' + again.stderr}"

    def ended(self, outputs: Path) -> str:
        """Which outputs a kill left."""
        if contents(outputs) == contents(self.old):
            return "old"
        if contents(outputs) == contents(self.new):
            return "new"
        is_new = contents(outputs, history=False) == contents(self.new, history=False)
        return "new, its history on the way" if is_new and kept(outputs) < kept(self.new) else "NEITHER"


def starts(folder: Path, inputs: Path) -> None:
    """Start many runs at once and tell how they ended."""
    runs = [
        subprocess.Popen(command(inputs, folder / "at once"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(STARTS)
    ]
    told = [(*run.communicate(), run.returncode) for run in runs]
    done = sum(code == 0 for _, _, code in told)
    busy = sum(code == 2 and "正在运行" in said for _, said, code in told)
    print(f"{STARTS} starts at once: {done} ran, {busy} said that another one runs")


def main(times: int) -> None:
    """Kill so many runs, two at a time, and print what became of the outputs."""
    with tempfile.TemporaryDirectory() as name:
        trials = Trials(Path(name))
        with ThreadPoolExecutor(2) as pool:
            ends = list(pool.map(trials.one, range(times)))
        print(f"{times} runs killed: " + ", ".join(f"{ends.count(end)} {end}" for end in sorted(set(ends))))
        starts(Path(name), trials.inputs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
