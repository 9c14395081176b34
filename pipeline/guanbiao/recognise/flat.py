"""Headers of several levels that are printed in fewer: all labels of a column in one cell, or without the one label
that stands above all.

            A        B          C           D                 A        B        C
      2     月份     册次                   合计         2     月份     成人册次 册次（少儿）   合计
      3              成人       少儿                     3     1        10
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.books import Sheet
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.header import Header, Target, find_header
from guanbiao.recognise.lines import USUAL, Words, is_line
from guanbiao.text.cells import Range, Value
from guanbiao.text.headings import LOOSE, column_label


def in_fewer_rows(
    sheet: Sheet, area: Range, wanted: Target, labels: Sequence[str], words: Words | None
) -> Iterator[Header]:
    """What looks most like the header, printed in fewer rows than declared, below no label that is none of its own."""
    for found in _found(sheet, area, wanted, labels, words):
        above = filled(sheet, found.top - 1, area) if found.top > area[0] else []
        own = {label.partition("/")[0] for label in wanted.paths}
        if is_line(above, words or USUAL) or all(column_label(str(value)) in own for _, value in above):
            yield found


def _found(sheet: Sheet, area: Range, wanted: Target, labels: Sequence[str], words: Words | None) -> Iterator[Header]:
    rest = _without_shared(wanted)
    found = find_header(sheet, area, rest, labels, words) if rest and rest.depth > 1 else None
    if found:
        yield found
    known = glued(wanted)
    written = [_spelled(row, known) for row in sheet.rows[area[0] : area[2] + 1]]
    if any(own is not row for own, row in zip(written, sheet.rows[area[0] : area[2] + 1], strict=True)):
        rows = [*sheet.rows[: area[0]], *written, *sheet.rows[area[2] + 1 :]]
        paths = tuple(map(column_label, wanted.paths))
        level = frozenset((*paths, *filter(None, wanted.stub)))
        flat = replace(wanted, paths=paths, levels=(level,))
        found = find_header(replace(sheet, rows=rows), area, flat, labels, words)
        if found:
            yield found


def _without_shared(wanted: Target) -> Target | None:
    """A header without its first level, where one label there stands above all of its columns; else None."""
    heads = {path.partition("/")[0] for path in wanted.paths}
    if len(heads) > 1 or wanted.depth == 1 or not all("/" in path for path in wanted.paths):
        return None
    paths = tuple(path.partition("/")[2] for path in wanted.paths)
    first, *others = wanted.levels[1:]
    levels = (first | frozenset(filter(None, wanted.stub)), *others)
    return replace(wanted, paths=paths, levels=levels)


def glued(wanted: Target) -> dict[str, str]:
    """The path of each column by all of its labels run together, in either order; none that several columns have."""
    rest = _without_shared(wanted)
    ways: dict[str, set[str]] = {}
    for at, path in enumerate(wanted.paths):
        for each in (path, *((rest.paths[at],) if rest else ())):
            levels = each.split("/")
            for way in (levels, levels[::-1]) if len(levels) > 1 else ():
                ways.setdefault("".join(way).translate(LOOSE), set()).add(path)
    return {way: paths.pop() for way, paths in ways.items() if len(paths) == 1}


def _spelled(row: Sequence[Value], known: dict[str, str]) -> Sequence[Value]:
    """A row with paths for labels that are run together, where it has several of them; else the row itself."""
    said = {at: column_label(text).translate(LOOSE) for at, text in enumerate(row) if isinstance(text, str)}
    meant = {at: known[label] for at, label in said.items() if label in known}
    if len(meant) < 2:
        return row
    return [meant.get(at, value) for at, value in enumerate(row)]
