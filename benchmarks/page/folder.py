"""A folder of 500 files dragged onto the page in a browser: `uv run python -m benchmarks.page.folder [PICTURE]`.

It holds folders in folders, names that no system likes, litter, and files that are nobody's forms. Printed are how
long the page took, what was lost, and what the browser complained of; a picture is made where one is named."""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.page.browsed import browser, complaints, drag, text_of, until
from benchmarks.page.served import SAMPLE, served

COUNT = 500
_HOSTILE = (
    "<img src=x onerror=alert(1)>.xlsx",
    "..\\..\\外面.xlsx",
    "con.xlsx",
    "a' onmouseover='x.xlsx",
    "\u202exslx.表.xlsx",
    "{{7*7}} %2e%2e%2f.xlsx",
    "很" * 60 + ".xlsx",
    " 空格 .xlsx",
    "~$锁.xlsx",
    "Thumbs.db",
)


def fill(folder: Path) -> int:
    """Make the files; how many of them the page should keep."""
    contents = [each.read_bytes() for each in SAMPLE]
    for at in range(COUNT - len(_HOSTILE)):
        place = folder / f"部门{at % 30:02d}" / ("下级" * (at % 3) or ".")
        place.mkdir(parents=True, exist_ok=True)
        if at % 10 == 9:
            (place / f"{at}.txt").write_text(f"会议记录 {at}", "utf-8")
        else:
            (place / f"{at}.xlsx").write_bytes(contents[at % len(contents)] + f"{at}".encode())
    for name in _HOSTILE:
        (folder / name).write_bytes(contents[0] + name.encode())
    return COUNT - 2


def contents(folder: Path) -> set[bytes]:
    """What files hold that are no litter."""
    files = (each for each in folder.rglob("*") if each.is_file() and not each.name.startswith(("~", "Thumbs")))
    return {each.read_bytes() for each in files}


def main(picture: str) -> None:
    """Print what was seen."""
    with tempfile.TemporaryDirectory() as place, served(Path(place)) as page, browser() as opened:
        folder = Path(place) / "各部门报来"
        wanted = fill(folder)
        opened.get(page.address)
        time.sleep(3)
        drag(opened, folder)
        print(f"first file told of after {until(lambda: '认出' in text_of(opened, 'drops')):.1f} s")
        print(f"first light after {until(lambda: '核对中' in text_of(opened, 'results')):.1f} s more")
        found = until(lambda: sum(each.is_file() for each in page.inputs.rglob("*")) == wanted)
        print(f"all {wanted} files kept after {found:.1f} s more")
        found = until(lambda: "正在看" not in text_of(opened, "drops"), 300)
        print(f"all told of after {found:.1f} s more: {text_of(opened, 'drops')[:60].strip()!r}")
        print(f"worked out after {until(lambda: '有问题' in text_of(opened, 'results'), 300):.1f} s more")
        until(lambda: page.news[-1][1]["state"] == "idle", 300)
        sent = {
            each.read_bytes() for each in folder.rglob("*") if each.is_file() and not each.name.startswith(("~", "T"))
        }
        print("lost:", len(sent - {each.read_bytes() for each in page.inputs.rglob("*") if each.is_file()}))
        print("names:", *sorted(each.name[:40] for each in (page.inputs / folder.name).iterdir() if each.is_file()))
        print("complaints:", complaints(opened), "alert:", opened.execute_script("return typeof window.x"))
        print(page.memory())
        if picture:
            opened.save_screenshot(picture)


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""])
