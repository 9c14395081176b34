"""Pages as others than those who filed may see them: what is about persons is masked."""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from guanbiao.pages.page import Origin, Page, Placed
from guanbiao.text.personal import hidden, masked


def reserved(page: Page, own: Collection[Origin] = ()) -> Page:
    """A page with what is known by its form masked wherever it stands, and all that was filed at the places `own`."""
    return replace(page, cells=tuple(_cells(page, own)))


def _cells(page: Page, own: Collection[Origin]) -> Iterator[Placed]:
    for cell in page.cells:
        value, comment = cell.value, masked(cell.comment) if cell.comment else ""
        if cell.origin in own and value is not None:
            value = hidden(str(value))
        elif isinstance(value, str):
            value = masked(value)
        is_same = value == cell.value and comment == cell.comment
        yield cell if is_same else replace(cell, value=value, comment=comment)


def with_reserved_comments(page: Page) -> Page:
    """A page whose cells stay as filed, with what is known by its form masked in its comments."""
    if not any(cell.comment for cell in page.cells):
        return page
    return replace(page, cells=tuple(replace(cell, comment=masked(cell.comment)) for cell in page.cells))
