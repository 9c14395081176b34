"""What the files of a year's folder are made from."""

from collections.abc import Sequence

import pytest
from guanbiao.forms.prose import Prose
from guanbiao.model.causes import Cause
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs import files
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, STAFF, year_with
from tests.stages import edition, with_causes

TWO_SLIPS = changed(LOANS, (5, 2, 1828)), changed(STAFF, (3, 2, "93.6%"))


@pytest.mark.parametrize("status", FindingStatus)
def test_the_chapter_is_drafted_with_what_nobody_settled_as_in_dispute(
    status: FindingStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = with_causes(year_with(*TWO_SLIPS))
    answered, other = done.causes
    findings = tuple(replace(each, status=status) if each.cause == answered.id else each for each in done.findings)
    disputed: list[str] = []

    def drafted(_: Prose, _filed: object, causes: Sequence[Cause]) -> tuple[()]:
        disputed.extend(each.id for each in causes)
        return ()

    monkeypatch.setattr(files, "drafted", drafted)
    told = edition(replace(done, findings=findings, catalogue=replace(SMALL, prose=Prose())))
    assert told.drafted == ()
    is_settled = status in (FindingStatus.EXPLAINED, FindingStatus.PENDING)
    assert disputed == ([other.id] if is_settled else [answered.id, other.id])
