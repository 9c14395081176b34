"""The sample forms mutated thousands of times and read: `uv run python -m benchmarks.fuzzing [times]`.

Bits flipped, tails cut off, stretches overwritten or repeated, the packed parts of a zip exchanged. The parent process
must live through all of it, and a zip-based file that is still read must hold the very figures it held before."""

import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from guanbiao.intake.parse import parse
from guanbiao.intake.pool import read_all
from guanbiao.model.books import FileStatus, Sheet

from tests.intake.hostile.build import biff, compound, ods, xlsb
from tests.intake.hostile.kinds import ROWS

ROOT = Path(__file__).resolve().parent.parent
Figures = list[list[int | float]]


def originals() -> dict[str, bytes]:
    """The files that are mutated: the sample forms as shipped, and one table in three other formats."""
    shipped = {path.name: path.read_bytes() for path in sorted((ROOT / "inputs").rglob("*.xlsx"))}
    others = {"a.xlsb": xlsb(ROWS), "a.ods": ods(ROWS), "a.xls": compound({"Book": biff(ROWS, 5)})}
    return shipped | others


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Up to eight bits the other way round."""
    mutated = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        mutated[chance.randrange(len(mutated))] ^= 1 << chance.randrange(8)
    return bytes(mutated)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The file without its tail."""
    return content[: chance.randrange(len(content))]


def overwritten(content: bytes, chance: random.Random) -> bytes:
    """A stretch of the file overwritten with zeros, noise, or another stretch of it."""
    size = chance.randint(1, max(1, len(content) // 8))
    at, other = chance.randrange(len(content)), chance.randrange(len(content))
    stretch = chance.choice((bytes(size), chance.randbytes(size), content[other : other + size]))
    return content[:at] + stretch + content[at + size :]


def doubled(content: bytes, chance: random.Random) -> bytes:
    """A stretch of the file twice."""
    at, end = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:end] + content[at:end] + content[end:]


def exchanged(content: bytes, chance: random.Random) -> bytes:
    """Two packed parts of a zip in each other's place; where they are of one size, nothing else tells of it."""
    if content[:2] != b"PK":
        return flipped(content, chance)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        one, other = chance.sample(archive.infolist(), 2)
    first, second = sorted((_data(content, one), _data(content, other)))
    return (
        content[: first[0]]
        + content[second[0] : second[1]]
        + content[first[1] : second[0]]
        + content[first[0] : first[1]]
        + content[second[1] :]
    )


def _data(content: bytes, part: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the packed bytes of a part begin and end."""
    head = part.header_offset
    start = head + 30 + sum(int.from_bytes(content[head + at : head + at + 2], "little") for at in (26, 28))
    return start, start + part.compress_size


def inside(content: bytes, chance: random.Random) -> bytes:
    """One part unpacked, mutated and packed again with a right checksum: another file, to live through."""
    if content[:2] != b"PK":
        return overwritten(content, chance)
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as packed:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            packed.writestr(name, chance.choice((flipped, cut, doubled))(part, chance) if name == chosen else part)
    return target.getvalue()


MUTATIONS = (flipped, cut, overwritten, doubled, exchanged, inside)


def figures(sheets: tuple[Sheet, ...]) -> Figures:
    """Every number of every sheet, row by row."""
    numbers = [[value for value in row if isinstance(value, int | float)] for sheet in sheets for row in sheet.rows]
    return [row for row in numbers if row]


def main(times: int) -> None:
    """Mutate and read so many times, and tell how it ended."""
    whole = originals()
    known = {name: figures(parse(content).sheets) for name, content in whole.items()}
    names, endings, wrong = sorted(whole), Counter[str](), 0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:

        def copies() -> "list[tuple[int, str]]":
            found = []
            for at in range(times):
                chance = random.Random(at)
                mutation = MUTATIONS[at % len(MUTATIONS)]
                path = Path(place, str(at))
                path.write_bytes(mutation(whole[names[at % len(names)]], chance))
                found.append((at, str(path)))
            return found

        for at, parsed in read_all(copies()):
            name = names[at % len(names)]
            endings[parsed.reason or parsed.status.value] += 1
            is_same = parsed.status is FileStatus.READ and MUTATIONS[at % len(MUTATIONS)] is not inside
            if is_same and Path(place, str(at)).read_bytes()[:2] == b"PK" and figures(parsed.sheets) != known[name]:
                wrong += 1
                print(f"mutation {at} of {name} ({MUTATIONS[at % len(MUTATIONS)].__name__}) is read differently")
    print(f"{times} mutations in {time.perf_counter() - start:.0f} s; the parent lives")
    print(", ".join(f"{count} {ending}" for ending, count in endings.most_common()))
    print(f"{wrong} zip-based files read with other figures than before")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6000)
