"""Which files a year's folder holds, and which only where they are asked for."""

import json
from collections.abc import Callable

import pytest
from guanbiao.outputs.files import Edition, files_of
from guanbiao.outputs.manifest import Input, inputs_of, manifest_json
from guanbiao.outputs.writers import Draft, Files, Html
from guanbiao.report.report import Report
from guanbiao.version import __version__
from msgspec.structs import replace

from tests.drawing import book, changed
from tests.small.filed import TALKS, year_with
from tests.stages import edition

PUBLIC = "公开"


@pytest.fixture(scope="module")
def own(wrong: Report) -> Edition:
    return edition(wrong)


def names(of: Edition) -> list[str]:
    """The files, without making those that have to be handed over; of these the pages that are written, by name."""
    handed: list[Draft] = []

    def hand(draft: Draft) -> Callable[[], Files]:
        handed.append(draft)
        return lambda: {f"handed {len(handed)}": b""} if draft is handed[0] else {}

    made = [name for name, _ in files_of(of, hand) if not name.startswith("handed")]
    return [*made, *(each.path for each in handed if isinstance(each, Html))]


def test_what_is_written_in_any_case(own: Edition) -> None:
    found = names(own)
    assert found[:6] == [
        *("云溪市图书馆2020年度统计总表.xlsx", "findings.json", "relations.csv", "facts.parquet", "manifest.json", "run.log"),
    ]  # fmt: skip
    assert not [name for name in found if PUBLIC in name or name == "claims.csv"]
    pages = [name for name in found if name.endswith(".html")]
    assert "核对报告.html" in pages
    departments = {each.name for each in own.report.catalogue.departments}
    assert {name.split("/")[1] for name in pages if name.startswith("通知/")} <= departments
    assert len([name for name in pages if name.startswith("通知/")]) > 1


def test_what_may_be_published_is_written_where_it_is_asked_for(own: Edition) -> None:
    before, after = names(own), names(replace(own, public=True))
    added = [name for name in after if name not in before]
    assert sorted(added) == sorted((f"{PUBLIC}/核对报告.html", f"{PUBLIC}/{before[0]}"))
    assert [name for name in after if name in before] == before


def test_contacts_stand_in_findings_where_they_are_asked_for() -> None:
    phone = "13800138000"
    of = edition(year_with(changed(TALKS, (2, 4, f"问李四{phone}"))))

    def said(own: Edition) -> str:
        return next(content for name, content in files_of(own, lambda _: dict) if name == "findings.json").decode()

    assert phone not in said(of)
    assert phone in said(replace(of, full=True))


def test_drafts_are_handed_over_before_anything_is_made_and_asked_for_last(own: Edition) -> None:
    order: list[str] = []

    def hand(draft: Draft) -> Callable[[], Files]:
        order.append("handed")
        return lambda: order.append("made") or {}  # type: ignore[func-returns-value]

    stream = files_of(own, hand)
    assert set(order) == {"handed"}
    count = len(order)
    assert next(stream)[0].endswith(".xlsx")
    assert order == ["handed"] * count
    list(stream)
    assert order == ["handed"] * count + ["made"] * count


def test_the_manifest_says_what_went_in_and_what_is_kept() -> None:
    books = [book(TALKS, file="李四13800138000.xlsx"), book(TALKS, file="办公室/b.xlsx")]
    inputs = inputs_of(books)
    assert [each.sha256 for each in inputs] == [each.sha256 for each in books]
    assert inputs[1].file == "办公室/b.xlsx"
    assert "13800138000" not in inputs[0].file
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    said = manifest_json(2020, (Input("a.xlsx", "h"),), {"facts.parquet": b""})
    assert said.endswith(b"\n")
    assert json.loads(said) == {
        "program": "guanbiao",
        "version": __version__,
        "period": 2020,
        "inputs": [{"file": "a.xlsx", "sha256": "h"}],
        "kept": [{"file": "facts.parquet", "sha256": empty}],
    }
    assert json.loads(manifest_json(2020, ()))["kept"] == []
