"""The three pictures of the manual, drawn from what the page shows of the sample, in its own words:
`python -m tests.serve.manual` puts them beside the manual."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, islice
from pathlib import Path
from unicodedata import east_asian_width

from guanbiao.serve.desk import Desk
from guanbiao.serve.pictures import Line, Picture
from guanbiao.serve.seen import Department, Seen, Trouble, next_step
from guanbiao.serve.viewer import Asking
from guanbiao.settings import Settings
from guanbiao.words import page as words
from guanbiao.words.page import WORDS

from schemas.catalogue import CATALOGUE
from tests.serve.opened import HERE, nothing_done

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
NAMES = ("page-drop.svg", "page-lights.svg", "page-problem.svg")
WIDTH, LEFT = 900, 30
INK, BLUE, GREY, LINE, SOFT = "#1d1d1f", "#1a5a96", "#5b6066", "#d5dae1", "#f5f7fa"
LAMPS = {"owed": GREY, "filed": BLUE, "wrong": "#b3261e", "explained": "#8a5a00", "fine": "#1b6e3c"}
LEVELS = {"red": "#b3261e", "amber": "#8a5a00"}
MARKS = {"wrong": "#fdecea", "beside": "#fff6da"}
FEW = 3  # files on the first picture
MOST_COLUMNS, MOST_LINES = 9, 12  # of a form on the third


def drawn(desk: Desk) -> dict[str, str]:
    """The pictures by their names."""
    place = desk.place(Asking(HERE))
    shown = desk.seen(place, HERE)
    assert shown
    for trouble in filter(is_near, shown.asked):
        pictures, _ = desk.drawn(place, trouble, HERE)
        if is_small(pictures[0]):
            return dict(zip(NAMES, (drop(shown), lights(shown), problem(trouble, pictures[0])), strict=True))
    raise LookupError("no problem is small enough for a picture")


def is_near(trouble: Trouble) -> bool:
    """Whether all cells of a problem stand on one sheet, and it says what one of them should be."""
    return len({(each.file, each.sheet) for each in trouble.cells}) == 1 and any(each.should for each in trouble.cells)


def is_small(picture: Picture) -> bool:
    """Whether a picture of cells fits."""
    return len(picture.columns) <= MOST_COLUMNS and len(picture.lines) <= MOST_LINES


def drop(shown: Seen) -> str:
    """The page when the first files came, and what they became."""
    files = list(islice((each for each in shown.got if len(each.said) < 30), FEW))
    parts = [
        *title(""),
        *step(next_step(shown, "running", "", HERE), ()),
        f'<rect x="{LEFT}" y="165" width="840" height="130" rx="10" fill="none" stroke="#8fa3b8" stroke-width="2"'
        ' stroke-dasharray="7 5"/>',
        text(WIDTH / 2, 205, WORDS.drop, 20, anchor="middle"),
        text(WIDTH / 2, 232, WORDS.drop_more.format(folder="inputs"), 14, GREY, anchor="middle"),
        *button(330, 248, WORDS.pick),
        *button(450, 248, WORDS.pick_folder),
        text(LEFT, 335, WORDS.dropped, 17, weight=600),
    ]
    for at, each in enumerate(files):
        top = 350 + 34 * at
        parts += [
            f'<rect x="{LEFT}" y="{top}" width="4" height="26" fill="{LAMPS["fine"]}"/>',
            text(LEFT + 16, top + 19, each.file.rpartition("/")[2], 15),
            text(330, top + 19, f"{each.said}（{shown.year} {WORDS.year[:1]}）", 15, GREY),
        ]
    return picture(parts, 350 + 34 * len(files) + 16)


def lights(shown: Seen) -> str:
    """The page when all came: the next step, and the lights of the departments."""
    parts = [*title(f"{shown.library}　{shown.year} {WORDS.year}")]
    parts += step(next_step(shown, "idle", "", HERE), (words.WORKBOOK_LINK, words.WHOLE_REPORT_LINK))
    parts.append(text(LEFT, 200, WORDS.lights, 18, weight=600))
    ends = [215, 215]
    for own in shown.departments:
        column = ends.index(min(ends))
        parts += card(own, LEFT + column * 428, ends[column])
        ends[column] += 56 + 25 * len(own.lights)
    return picture(parts, max(ends) + 10)


def card(own: Department, left: float, top: float) -> Iterator[str]:
    """A department with its lights."""
    height = 44 + 25 * len(own.lights)
    yield f'<rect x="{left}" y="{top}" width="412" height="{height}" rx="8" fill="#fff" stroke="{LINE}"/>'
    yield text(left + 14, top + 26, own.name, 16, weight=600)
    for at, light in enumerate(own.lights):
        below, colour = top + 51 + 25 * at, LAMPS[light.light]
        yield text(left + 14, below, light.name, 14)
        yield f'<circle cx="{left + 384 - wide(light.said, 13):.0f}" cy="{below - 5}" r="5" fill="{colour}"/>'
        yield text(left + 398, below, light.said, 13, colour, anchor="end")


def problem(trouble: Trouble, cells: Picture) -> str:
    """A problem that was opened: why it is asked, and the cells."""
    parts = [
        f'<rect x="{LEFT}" y="20" width="62" height="24" rx="8" fill="{LEVELS[trouble.colour]}"/>',
        text(LEFT + 31, 37, trouble.level, 13, "#fff", anchor="middle"),
        text(LEFT + 74, 38, f"{trouble.table} “{trouble.place}”", 17, weight=600),
    ]
    below = 68.0
    for line in wrapped(f"{trouble.kind}：{trouble.text}" if trouble.kind else trouble.text, 15, 840):
        parts.append(text(LEFT, below, line, 15))
        below += 24
    where = WORDS.picture.format(file=cells.file.rpartition("/")[2], sheet=cells.sheet)
    parts.append(text(LEFT, below + 8, where, 13, GREY))
    found, end = table(cells, below + 20)
    return picture([*parts, *found], end + 16)


def table(cells: Picture, top: float) -> tuple[list[str], float]:
    """The cells of a form with their letters and numbers, and where they end."""
    each = (WIDTH - 2 * LEFT - 36) / len(cells.columns)
    lefts = list(accumulate([LEFT + 36.0, *[each] * len(cells.columns)]))
    heads = zip(lefts, cells.columns, strict=False)
    parts = [box_of(left, top, each, 24, "#eceff3", name or WORDS.gap, GREY) for left, name in heads]
    downs = (40.0 if any(box.should for box in line.boxes) else 26.0 for line in cells.lines)
    tops = list(accumulate([top + 24, *downs]))
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(cells.lines):
        parts.append(box_of(LEFT, tops[row], 36, tops[row + 1] - tops[row], "#eceff3", line.number or WORDS.gap, GREY))
        parts += row_of(line, row, lefts, tops, taken)
    return parts, tops[-1]


def row_of(
    line: Line, row: int, lefts: Sequence[float], tops: Sequence[float], taken: set[tuple[int, int]]
) -> Iterator[str]:
    """The cells of a row; of those `taken` something reaches down from above."""
    at = 0
    for box in line.boxes:
        while (row, at) in taken:
            at += 1
        below = min(row + box.down, len(tops) - 1)
        taken |= {(down, at + across) for down in range(row, below) for across in range(box.across)}
        across, down = lefts[min(at + box.across, len(lefts) - 1)] - lefts[at], tops[below] - tops[row]
        colour = MARKS.get(box.mark, "#fff")
        yield box_of(lefts[at], tops[row], across, down, colour, box.text, INK, is_figure=box.figure)
        if box.should:
            said = WORDS.should.format(figure=box.should)
            yield text(lefts[at] + across - 6, tops[row] + 35, said, 11, LAMPS["wrong"], anchor="end")
        at += box.across


def box_of(
    left: float, top: float, across: float, down: float, fill: str, said: str, colour: str, *, is_figure: bool = False
) -> str:
    """A cell."""
    rect = (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{across:.0f}" height="{down:.0f}" fill="{fill}" stroke="{LINE}"/>'
    )
    fits = next(iter(wrapped(said, 12, across - 10)), "")
    if is_figure:
        return rect + text(left + across - 6, top + 17, fits, 12, colour, anchor="end")
    return rect + text(left + 6, top + 17, fits, 12, colour)


def title(of: str) -> Iterator[str]:
    """The head of the page."""
    yield text(LEFT, 38, WORDS.title, 23, weight=700)
    yield text(LEFT + 62, 38, of, 17, GREY)


def step(said: str, buttons: Iterable[str]) -> list[str]:
    """What to do next."""
    parts = [
        f'<rect x="{LEFT}" y="58" width="840" height="92" fill="{SOFT}"/>',
        f'<rect x="{LEFT}" y="58" width="6" height="92" fill="{BLUE}"/>',
        text(LEFT + 22, 80, WORDS.next, 13, GREY),
        text(LEFT + 22, 105, said, 18),
    ]
    left = LEFT + 22.0
    for at, each in enumerate(buttons):
        parts += button(left, 114, each, is_first=not at)
        left += wide(each, 14) + 38
    return parts


def button(left: float, top: float, said: str, *, is_first: bool = False) -> Iterator[str]:
    """A button."""
    fill, colour = (BLUE, "#fff") if is_first else ("#fff", BLUE)
    across = wide(said, 14) + 28
    yield f'<rect x="{left:.0f}" y="{top}" width="{across:.0f}" height="28" rx="6" fill="{fill}" stroke="{BLUE}"/>'
    yield text(left + across / 2, top + 19, said, 14, colour, anchor="middle")


def text(x: float, y: float, said: str, size: int, fill: str = INK, *, weight: int = 400, anchor: str = "start") -> str:
    """A text."""
    look = f'font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {look}>{escape(said)}</text>'


def wide(said: str, size: int) -> float:
    """About how wide a text is."""
    return sum(size if east_asian_width(each) in "WFA" else size * 0.56 for each in said)


def wrapped(said: str, size: int, across: float) -> Iterator[str]:
    """A text in lines that are no wider than that."""
    line = ""
    for each in said:
        if wide(line + each, size) > across:
            whole = line.rstrip("0123456789") if each.isdigit() else line
            yield whole or line
            line = line.removeprefix(whole) if whole else ""
        line += each
    yield line


def picture(parts: Iterable[str], height: float) -> str:
    """The picture as SVG."""
    fonts = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Noto Sans SC, sans-serif"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" font-family="{fonts}">'
    frame = f'<rect x="1" y="1" width="{WIDTH - 2}" height="{height - 2:.0f}" rx="10" fill="#fff" stroke="#b6bfca"/>'
    return "\n".join((head, frame, *parts, "</svg>", ""))


def main() -> None:
    """Run the sample, and put what the page shows of it beside the manual."""
    with tempfile.TemporaryDirectory() as outputs:
        subprocess.run([sys.executable, ROOT / "run.py", "--quiet", "--outputs", outputs], check=True)
        for name, content in drawn(Desk(Settings(ROOT / "inputs", Path(outputs)), CATALOGUE, nothing_done)).items():
            (DOCS / name).write_text(content, "utf-8")


if __name__ == "__main__":
    main()
