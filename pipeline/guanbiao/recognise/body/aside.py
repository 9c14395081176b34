"""Rows of figures that are no data of their own: sums of a page and sums carried over, what is part of a row above
(其中), and what says something of the others (月平均, 同比, 去年同期). A label that the form itself declares goes
before all of these."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from guanbiao.forms.rows import OF_PAGES, OF_WHICH, PAGE_SUM, REMARKS, STATISTIC
from guanbiao.model.filings import Mark
from guanbiao.recognise.body.rows import Cells, said
from guanbiao.text.labels import plain

_PAGE = re.compile(PAGE_SUM)
_PART = re.compile(rf"^[(\[]?{OF_WHICH}")
_STATISTIC = re.compile(STATISTIC)
_AROUND = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$|[%:：]+$")  # a unit behind a label
_LONGEST = 16  # characters of a label that says something of other rows
Aside = Literal["page", "part", "statistic"]


def is_page_sum(text: str) -> bool:
    """Whether a label is that of the sum of a page, or of a sum carried from page to page.

    >>> [is_page_sum(text) for text in ("本页合计", "过次页", "（承前页）", "本页小计：25人次", "合计", "主页设计")]
    [True, True, True, True, False, False]
    """
    return any(each in text for each in OF_PAGES) and _PAGE.match(plain(text)) is not None


def is_part(text: str) -> bool:
    """Whether a label says that its row is a part of one above.

    >>> is_part("其中：少儿"), is_part("（其中 网上）"), is_part("少儿")
    (True, True, False)
    """
    return OF_WHICH in text and _PART.match(plain(text)) is not None


def is_statistic(text: str) -> bool:
    """Whether a label says that its row says something of others, and is no data: an average, a comparison, a share.

    >>> [is_statistic(text) for text in ("月平均", "同比增长（%）", "去年同期", "比2019年增减", "平均书价研究", "合计")]
    [True, True, True, True, False, False]
    """
    label = plain(text)
    if len(label) > _LONGEST:
        return False
    bare = _AROUND.sub("", _AROUND.sub("", label))
    return bare in REMARKS or _STATISTIC.match(bare) is not None


def is_remark_row(cells: Cells) -> bool:
    """Whether a row is a remark on the table: words behind 备注, and no number."""
    text = cells[0][1]
    is_called = len(cells) > 1 and isinstance(text, str) and plain(text).rstrip(":") in REMARKS
    return is_called and all(isinstance(value, str) for _, value in cells)


def aside_kind(labels: Sequence[str]) -> Aside | None:
    """What kind of row these first labels make that is no data of its own; None for none."""
    if any(map(is_page_sum, labels)):
        return "page"
    if any(map(is_part, labels)):
        return "part"
    return "statistic" if any(map(is_statistic, labels)) else None


def aside_marks(kind: Aside, rows: Sequence[tuple[int, Cells]]) -> Iterator[Mark]:
    """A mark for each row of a kind, with all that it says."""
    return (Mark(kind, said(cells), False, 1, (row, cells[0][0]), says=said(cells)) for row, cells in rows)
