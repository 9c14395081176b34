"""What a slip was issued with travels in its hidden sheet and in its properties, whole or not at all."""

import random

import pytest
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.slips import Case, Copy, Issued, Line, SlipKind
from guanbiao.recognise.slips.record import in_cells, in_properties, issued_as
from msgspec.structs import replace

COPIES = (Copy("借阅", "a.xlsx", "借阅", {"B3": 12.0, "C3": "约3"}),)
ISSUED = Issued(
    SlipKind.SLIP, "云溪市图书馆", 2020, "借阅部", (Line(4, ("不符", "B3"), (Case("F1", "k"),)),), ("表头",), COPIES
)
BARE = replace(ISSUED, copies=(replace(COPIES[0], cells={}),))


def slip(cells: list[str], properties: dict[str, str]) -> Book:
    sheets = (Sheet("别的", [["核对单"]]), Sheet("_guanbiao", [[text] for text in cells]))
    return replace(Book("核对单.xlsx", "", 0.0, FileStatus.READ, "", sheets), properties=properties)


def long(lines: int) -> Issued:
    """Of so many lines that do not compress."""
    dice = random.Random(1)
    texts = ["".join(map(chr, (dice.randrange(0x4E00, 0x9FA0) for _ in range(60)))) for _ in range(lines)]
    return replace(BARE, lines=tuple(Line(at, (text,), ()) for at, text in enumerate(texts)))


def test_it_is_read_from_either_and_the_sheet_holds_more() -> None:
    cells, properties = in_cells(ISSUED), in_properties(ISSUED)
    assert issued_as(slip(cells, {})) == issued_as(slip(cells, properties)) == ISSUED
    assert issued_as(slip([], properties)) == BARE
    assert issued_as(slip([], {})) is None


@pytest.mark.parametrize("lines", [20, 60])
def test_pieces_are_put_together_in_their_order(lines: int) -> None:
    properties = in_properties(long(lines))
    assert 10 < len(properties) <= 200
    assert max(map(len, properties.values())) <= 250
    turned = dict(sorted(properties.items(), reverse=True)) | {"作者": "某人"}
    assert issued_as(slip([], turned)) == long(lines)
    assert issued_as(slip([], dict(list(properties.items())[1:]))) is None


def test_more_than_properties_hold_stands_in_the_sheet_alone() -> None:
    much = long(400)
    assert in_properties(much) == {}
    cells = in_cells(much)
    assert len(cells) > 2
    assert max(map(len, cells)) <= 32_767
    assert issued_as(slip(cells, {})) == much


@pytest.mark.parametrize("damaged", ["", "不是", "AAAA", "=" * 9])
def test_a_record_that_was_damaged_is_none_and_the_other_one_counts(damaged: str) -> None:
    mark, text = in_cells(ISSUED)
    assert issued_as(slip([mark, damaged], {})) is None
    assert issued_as(slip([mark, text[:-8]], {})) is None
    assert issued_as(slip([mark, f"{text[:8]}！{text[8:]}"], {})) is None
    assert issued_as(slip([mark, f"{text[:8]}!{text[8:]}"], {})) is None
    assert issued_as(slip([mark, damaged], in_properties(ISSUED))) == BARE
