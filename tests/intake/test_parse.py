"""Bytes become sheets, or a reason that has a sentence."""

from contextlib import suppress

from guanbiao.intake.kinds import FileKind, kind_of
from guanbiao.intake.limits import Refused
from guanbiao.intake.parse import parse
from guanbiao.model.books import FileStatus
from guanbiao.words.files import reason_text
from hypothesis import given
from hypothesis import strategies as st


@given(st.binary(max_size=400))
def test_any_bytes_are_of_some_kind_or_refused(data: bytes) -> None:
    with suppress(Refused):
        assert kind_of(data or b"a") in FileKind
    found = parse(data)
    assert found.status is FileStatus.READ or reason_text(found.reason, found.detail)
