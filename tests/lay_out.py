"""Lay the report's tables out as the workbooks that departments would file, with openpyxl alone.

Nothing of the project is imported: reading is tried on work that its own writer did not do. Run as
`python -m tests.lay_out`, it writes inputs/2020/; the same tables give the same bytes."""

import datetime
import io
import itertools
import zipfile
from pathlib import Path

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "report_2020"
EPOCH = (2021, 1, 8, 0, 0, 0)
Grid = list[list[str]]


class Shape(Struct, frozen=True):
    """How a table is printed: rows before its header, header rows, lines below its body, columns of labels."""

    before: int
    header: int
    footer: int = 0
    stub: int = 1
    pairs: bool = False
    grouped: bool = False


SHAPES = {
    1: Shape(1, 2),
    2: Shape(1, 1),
    3: Shape(1, 2),
    4: Shape(1, 2),
    5: Shape(1, 2),
    6: Shape(1, 1, stub=2),
    7: Shape(3, 1, 3),
    8: Shape(2, 1, 2),
    9: Shape(2, 1),
    10: Shape(2, 1),
    11: Shape(2, 1, 3),
    12: Shape(2, 1, 3),
    13: Shape(2, 1, 3),
    14: Shape(3, 2, 1),
    15: Shape(2, 3, 12, stub=2, pairs=True),
    16: Shape(2, 3, 2, stub=2, pairs=True),
    17: Shape(1, 1),
    18: Shape(1, 1),
    19: Shape(2, 1),
    20: Shape(2, 1),
    21: Shape(1, 1, 3),
    22: Shape(2, 3),
    23: Shape(2, 3, 3),
    24: Shape(2, 1),
    25: Shape(1, 1, grouped=True),
    26: Shape(1, 1, grouped=True),
    27: Shape(1, 1),
    28: Shape(1, 1),
    29: Shape(1, 1, stub=2),
}
# department, workbook, its sheets: (name, tables on it one below the other, first cell)
WORKBOOKS: tuple[tuple[str, str, tuple[tuple[str, tuple[int, ...], tuple[int, int]], ...]], ...] = (
    (
        "业务中心",
        "综合统计分析",
        (
            ("读者活动", (1,), (1, 1)),
            ("窗口流通册次", (2,), (1, 1)),
            ("三年馆藏", (3,), (1, 1)),
            ("流通人次对照", (4,), (1, 1)),
            ("流通册次对照", (5,), (1, 1)),
        ),
    ),
    ("业务中心", "基本情况一览表", (("一览表", (6,), (1, 1)),)),
    ("业务中心", "流通与接待统计", (("流通册次", (7,), (1, 1)), ("总流通人次", (14,), (1, 1)))),
    ("业务中心", "馆藏统计", (("馆藏", (15,), (1, 1)), ("少儿馆馆藏", (16,), (1, 1)))),
    (
        "业务中心",
        "书刊宣传与用户培训",
        (("书刊宣传", (11,), (1, 1)), ("培训", (12,), (1, 1)), ("少儿培训", (13,), (1, 1))),
    ),
    ("业务中心", "信息服务统计", (("Sheet1", (22, 23), (1, 1)),)),
    ("业务中心", "采购经费", (("Sheet1", (24,), (3, 2)),)),
    ("业务中心", "科研", (("项目", (27,), (1, 1)), ("论文", (28,), (1, 1)))),
    (
        "全民阅读推广工作部",
        "全民阅读活动",
        (("讲座", (8,), (1, 1)), ("读书活动", (9,), (1, 1)), ("展览", (10,), (1, 1))),
    ),
    ("网络服务部", "资源在线服务", (("Sheet1", (17,), (1, 1)),)),
    ("网络服务部", "网上全民阅读活动", (("展览", (18,), (1, 1)), ("其他活动", (19,), (1, 1)), ("少儿", (20,), (1, 1)))),
    ("一卡通建设管理部", "分馆建设", (("2020年", (21,), (1, 1)),)),
    ("办公室", "宣传报道", (("网络媒体", (25,), (1, 1)), ("平面媒体", (26,), (1, 1)))),
    ("办公室", "人员构成", (("Sheet1", (29,), (3, 2)),)),
)
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def table_path(number: int) -> Path:
    """The file of a table by its number."""
    return next(TABLES.glob(f"{number:02d}-*.tsv"))


def table(number: int) -> Grid:
    """A table as printed: rows of equal width, blanks as ''."""
    rows = [line.split("\t") for line in table_path(number).read_text(encoding="utf-8").rstrip("\n").split("\n")]
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def typed(text: str) -> str | int | float:
    """A cell's text as a clerk's Excel would keep it: a number where it prints the same, else the text."""
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if str(number) == text:
            return number
    return text


def lay_out(sheet: Worksheet, grid: Grid, shape: Shape, top: int, left: int) -> int:
    """Put a printed table on a sheet with its upper left corner at (top, left); the row below it."""
    for at, row in enumerate(grid):
        for column, text in enumerate(row):
            place(sheet, top + at, left + column, text, as_text=at < shape.before + shape.header)
    body = range(shape.before, len(grid) - shape.footer)
    for at in body:
        for column in range(len(grid[0])):
            style(sheet.cell(top + at, left + column), header=at < shape.before + shape.header)
    for at in (*range(shape.before), *range(len(grid) - shape.footer, len(grid))):
        merge(sheet, (top + at, left, top + at, left + len(grid[0]) - 1))
        line(sheet.cell(top + at, left), title=at == 0)
    for box in (*header_boxes(grid, shape), *body_boxes(grid, shape)):
        merge(sheet, (top + box[0], left + box[1], top + box[2], left + box[3]))
    return top + len(grid)


def place(sheet: Worksheet, row: int, column: int, text: str, *, as_text: bool) -> None:
    """Write a cell; text stays text whatever it begins with."""
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.value = text if as_text else typed(text)
    if isinstance(cell.value, str):
        cell.data_type = "s"


def style(cell: Cell | MergedCell, *, header: bool) -> None:
    """A cell of the table: boxed, 宋体; words to the left, labels and figures centred."""
    cell.border = BOX
    cell.font = Font(name="宋体", size=11, bold=header)
    cell.alignment = LEFT if isinstance(cell.value, str) and len(cell.value) > 12 and not header else CENTRED


def line(cell: Cell | MergedCell, *, title: bool) -> None:
    """A title, or a line above or below a table."""
    cell.font = Font(name="宋体", size=16 if title else 11, bold=title)
    cell.alignment = CENTRED if title else LEFT


def merge(sheet: Worksheet, box: tuple[int, int, int, int]) -> None:
    """Merge a range of more than one cell."""
    if box[:2] != box[2:]:
        sheet.merge_cells(start_row=box[0], start_column=box[1], end_row=box[2], end_column=box[3])


def header_boxes(grid: Grid, shape: Shape) -> list[tuple[int, int, int, int]]:
    """The rectangles of the header's labels: right over blanks under the same label, then down over blanks."""
    rows = grid[shape.before : shape.before + shape.header]
    taken: set[tuple[int, int]] = set()
    boxes = []
    for level, row in enumerate(rows):
        for column, text in enumerate(row):
            if (level, column) in taken or not (text or (level == 0 and column == 0)):
                continue
            right = column
            while right + 1 < len(row) and not row[right + 1] and (level, right + 1) not in taken and text:
                if level and any(rows[above][right + 1] for above in range(level)):
                    break
                right += 1
            bottom = level
            while bottom + 1 < len(rows) and not any(rows[bottom + 1][column : right + 1]):
                bottom += 1
            taken |= {(r, c) for r in range(level, bottom + 1) for c in range(column, right + 1)}
            boxes.append((shape.before + level, column, shape.before + bottom, right))
    return boxes


def body_boxes(grid: Grid, shape: Shape) -> list[tuple[int, int, int, int]]:
    """Labels printed once for several rows, and the long totals of the holdings tables."""
    first, last = shape.before + shape.header, len(grid) - shape.footer
    boxes = []
    if shape.grouped or shape.pairs:
        starts = [at for at in range(first, last) if grid[at][0]] + [last]
        for start, end in itertools.pairwise(starts):
            is_pair = shape.grouped or (grid[start + 1 : end] and grid[start + 1][1])
            boxes += [(start, 0, end - 1, 0)] if is_pair and end - start > 1 else []
    if shape.pairs:
        totals = next(at for at in range(first, last) if grid[at][0] == "合计")
        boxes += [box for at in range(totals, last) for box in total_boxes(grid[at], at, shape.stub)]
    return boxes


def total_boxes(row: list[str], at: int, stub: int) -> list[tuple[int, int, int, int]]:
    """Each text of a row over the blanks that follow it."""
    texts = [column for column in range(stub, len(row)) if row[column]] + [len(row)]
    return [(at, column, at, following - 1) for column, following in itertools.pairwise(texts)]


def workbook_bytes(sheets: tuple[tuple[str, tuple[int, ...], tuple[int, int]], ...]) -> bytes:
    """A workbook with these sheets, as bytes without any clock in them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, numbers, (row, left) in sheets:
        sheet = book.create_sheet(name)
        top = row
        for shape, grid in ((SHAPES[number], table(number)) for number in numbers):
            top = lay_out(sheet, grid, shape, top, left) + 2
        set_widths(sheet)
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape"
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime.datetime(*EPOCH)
    return repacked(book)


def set_widths(sheet: Worksheet) -> None:
    """Column widths by the longest short text of each column."""
    for column in range(1, sheet.max_column + 1):
        texts = [str(sheet.cell(row, column).value or "") for row in range(2, sheet.max_row + 1)]
        longest = max((len(text) for text in texts if len(text) < 40), default=4)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest * 1.6, 8), 42)


def repacked(book: Workbook) -> bytes:
    """The saved workbook with fixed times in its archive."""
    saved, packed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "docProps/core.xml":
                start, end = content.index(b"<dcterms:modified"), content.index(b"</dcterms:modified>")
                start = content.index(b">", start) + 1  # the tag itself is written one way or the other
                stamp = b"2021-01-08T00:00:00Z"
                content = content[:start] + stamp + content[end:]
            target.writestr(zipfile.ZipInfo(part, EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_sample(root: Path) -> None:
    """Write the drop folder of 2020 under `root`."""
    for department, name, sheets in WORKBOOKS:
        path = root / "2020" / department / f"{name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook_bytes(sheets))


if __name__ == "__main__":
    write_sample(ROOT / "inputs")
