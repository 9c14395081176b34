"""The properties of a document that are ours come back from every family of files, and cost nothing where they are not
whole."""

import struct
from collections.abc import Mapping

import pytest
from guanbiao.intake.formats.properties import ole_properties
from guanbiao.intake.parse import parse
from guanbiao.intake.read import book_of
from guanbiao.intake.snapshot import Dropped
from guanbiao.intake.wire import packed, unpacked
from guanbiao.pages.page import Page, Placed
from guanbiao.pages.xlsx import write_workbook
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.hostile.build import biff, compound, ods_parts, parts, sheet_data, zipped

OURS = {"guanbiao.slip": "2020 业务中心 <&>", "guanbiao.key": ""}
PAGE = Page("甲", (Placed(0, 0, 1, "body"),), (9.0,))


def workbook(properties: Mapping[str, str]) -> bytes:
    return write_workbook((PAGE,), "题", properties)


def document(properties: Mapping[str, str]) -> bytes:
    """An OpenDocument sheet with properties."""
    held = "".join(
        f'<meta:user-defined meta:name="{name}">{text.replace("&", "&amp;").replace("<", "&lt;")}</meta:user-defined>'
        for name, text in properties.items()
    )
    meta = f'<m xmlns:meta="m"><meta:generator>guanbiao</meta:generator>{held}</m>'
    return zipped({**ods_parts([[1]]), "meta.xml": meta})


def stream(properties: Mapping[str, str], page: int = 65001, kind: int = 0x1E) -> bytes:
    """A stream of user-defined properties as [MS-OLEPS] lays it out, its texts in a code page."""
    unit, coding = (2, "utf-16-le") if page == 1200 else (1, {65001: "utf-8", 936: "gbk"}[page])
    names, held = struct.pack("<I", len(properties)), struct.pack("<IHxx", 2, page)
    places = [(1, 0)]
    for at, (name, text) in enumerate(properties.items(), 2):
        said = f"{name}\0".encode(coding)
        names += struct.pack("<II", at, len(said) // unit) + said + (b"\0" * (-len(said) % 4) if unit == 2 else b"")
        value = f"{text}\0".encode("utf-16-le" if kind == 0x1F else coding)
        places.append((at, len(held)))
        held += struct.pack("<II", kind, len(value) // (2 if kind == 0x1F else 1)) + value + b"\0" * (-len(value) % 4)
    base = 8 + 8 * (len(places) + 1)
    listed = [(0, base), *((number, base + len(names) + at) for number, at in places)]
    section = b"".join(struct.pack("<II", *each) for each in listed) + names + held
    head = b"\xfe\xff\0\0" + bytes(20) + struct.pack("<I", 1) + bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
    return head + struct.pack("<III", 48, 8 + len(section), len(listed)) + section


def old(properties: Mapping[str, str]) -> bytes:
    """An old workbook with properties."""
    return compound({"Book": biff([[1]], 5), "\x05DocumentSummaryInformation": stream(properties)})


@pytest.mark.parametrize("write", [workbook, document, old], ids=lambda write: str(write.__name__))
def test_properties_of_ours_come_back(write: object) -> None:
    found = parse(write({"Author": "guanbiao", **OURS, "甲": "乙"}))  # type: ignore[operator]
    assert (found.status.value, found.properties) == ("read", OURS)
    assert parse(write({"甲": "guanbiao"})).properties == {}  # type: ignore[operator]


def test_abook_of_has_them() -> None:
    dropped = Dropped("a.xlsx")
    assert book_of(dropped, unpacked(packed(parse(workbook(OURS))))).properties == OURS


@pytest.mark.parametrize(("page", "kind"), [(65001, 0x1E), (936, 0x1E), (1200, 0x1E), (936, 0x1F), (1200, 0x1F)])
def test_old_ones_in_every_code_page(page: int, kind: int) -> None:
    assert ole_properties(stream(OURS, page, kind)) == OURS
    assert ole_properties(stream(OURS, page, 3)) == {}


@pytest.mark.parametrize("write", [workbook, document, old], ids=lambda write: str(write.__name__))
def test_no_more_and_no_longer_than_anybody_writes(write: object) -> None:
    many = {f"guanbiao.{at}": "x" * 255 for at in range(300)} if write is not old else {"guanbiao.1": "x" * 900}
    found = parse(write(many)).properties  # type: ignore[operator]
    assert len(found) == min(len(many), 200)
    assert max(map(len, found.values())) <= 300


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_cost_nothing(noise: bytes, cut: int) -> None:
    whole = stream(OURS)
    assert ole_properties(noise) == {}
    for broken in (whole[:cut] + noise + whole[cut + len(noise) :], whole[:cut]):
        assert all(name.startswith("guanbiao") for name in ole_properties(broken))
    base = parts(sheet_data([[1]]))
    found = parse(zipped({**base, "docProps/custom.xml": b"<p><property name='guanbiao'>" + noise}))
    assert found.status.value == "read" or found.reason == "doctype"
