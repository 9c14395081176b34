"""The header of a table on a page: a tree of labels, each merged over the columns below it and down to the figures."""

from collections.abc import Iterator

from guanbiao.forms.catalogue import Block, Card, Column, Grid, Group, Register
from guanbiao.pages.page import Placed
from guanbiao.text.years import for_year


def header_depth(block: Block) -> int:
    """How many rows the header of a block takes."""
    if isinstance(block, Card):
        return int(bool(block.heading))
    return max(len(leaf.path) for leaf in block.leaves)


def header(block: Grid | Register, year: int, top: int) -> Iterator[Placed]:
    """The labels of a block from the row `top` on, those of its stub first."""
    bottom = top + header_depth(block) - 1
    for at, label in enumerate(block.stub):
        if label or not at:
            wide = at + 1 if block.stub[at + 1 : at + 2] == ("",) else at
            yield Placed(top, at, for_year(label, year), "head", bottom, wide)
    at = len(block.stub)
    for column in block.columns:
        yield from _head(column, year, top, bottom, at)
        at += _breadth(column)


def _head(column: Column | Group, year: int, top: int, bottom: int, at: int) -> Iterator[Placed]:
    label = for_year(column.label, year)
    if isinstance(column, Column):
        yield Placed(top, at, label, "head", bottom, at)
        return
    yield Placed(top, at, label, "head", top, at + _breadth(column) - 1)
    for inner in column.columns:
        yield from _head(inner, year, top + 1, bottom, at)
        at += _breadth(inner)


def _breadth(column: Column | Group) -> int:
    return 1 if isinstance(column, Column) else sum(_breadth(inner) for inner in column.columns)
