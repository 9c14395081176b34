"""When a cell of a report and one of a form say the same, though they are typed otherwise."""

import pytest
from guanbiao.facts.frames import CellLine
from guanbiao.prose.said import is_typed_otherwise, said, same
from guanbiao.text.figures import read_figure


def cell(raw: str | None, kind: str = "number") -> CellLine:
    reading = read_figure(raw or "")
    value = reading.quantities[0].value if reading.quantities else None
    state = str(reading.state) if kind == "number" else "text" if raw else "blank"
    return CellLine(0, 0, "row", "1", "1", "合计", kind, 0, 0, 4, 2, raw, None, state, value)


def agree(one: CellLine, other: CellLine, *, blank_is_none: bool = False) -> bool:
    texts = (said(each, 2020) for each in (one, other))
    return same(*texts, blank_is_none=blank_is_none) or is_typed_otherwise(one, other)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("1,234", "1234", "number"),
        ("180人", "180", "number"),
        ("7次 253人 5032学时", "7次253人5032学时", "number"),
        (None, "—", "number"),
        ("无", "", "number"),
        ("251 241", "251241", "number"),
        ("86%", "86.21%", "number"),
        ("1月20日——2月20日", "1月20日-2月20日", "date"),
        ("2020.1.5", "2020年1月5日", "date"),
        ("图书馆 “一楼”", "图书馆一楼", "text"),
        ("少儿（亲子）馆", "少儿(亲子)馆。", "text"),
        ("无", None, "text"),
    ],
)
def test_what_is_only_typed_otherwise_is_the_same(one: str | None, other: str | None, kind: str) -> None:
    assert agree(cell(one, kind), cell(other, kind))
    assert agree(cell(other, kind), cell(one, kind))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("1234", "1243", "number"),
        ("-20", "20", "number"),
        ("7次 253人", "7次 254人", "number"),
        ("86%", "87.21%", "number"),
        ("12", "12.3", "number"),
        ("0", None, "number"),
        ("待补", "20", "number"),
        ("1月2日", "1月3日", "date"),
        ("第25讲", "第26讲", "text"),
        ("1-3", "13", "text"),
    ],
)
def test_what_differs_is_not(one: str | None, other: str | None, kind: str) -> None:
    assert not agree(cell(one, kind), cell(other, kind))


def test_a_nought_is_a_blank_where_that_means_none() -> None:
    assert agree(cell("0"), cell(None), blank_is_none=True)
    assert not agree(cell("0"), cell("7"), blank_is_none=True)
