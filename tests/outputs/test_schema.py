"""The JSON Schema of findings.json (docs/findings.schema.json): it is what the contract's Structs give, and a year's
findings.json is what it says. Where an entry is meant to change, write the file anew from `findings_schema()`."""

import json
from typing import Any

import msgspec
import pytest
from guanbiao.outputs.contract import FindingsFile
from guanbiao.outputs.findings import findings_file, findings_json, findings_schema
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT

SCHEMA = ROOT / "docs" / "findings.schema.json"


@pytest.fixture(scope="module")
def content(explained: Report) -> bytes:
    return findings_json(findings_file(explained, Phrases(CATALOGUE, 2020)))


def test_the_schema_is_what_the_structs_give() -> None:
    assert SCHEMA.read_bytes() == findings_schema()


def test_a_years_findings_are_what_the_schema_says(content: bytes) -> None:
    read = msgspec.json.decode(content, type=FindingsFile)
    assert findings_json(read) == content  # every key is declared, in its place, and of its type


@pytest.mark.parametrize("spoilt", [b'"contract": "1"', b'"contract": 1.5', b'"kontrakt": 1'])
def test_what_is_not_as_declared_is_told(content: bytes, spoilt: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(content.replace(b'"contract": 1', spoilt), type=FindingsFile)


def test_every_entry_is_described() -> None:
    schema: dict[str, Any] = json.loads(SCHEMA.read_bytes())
    entries = {name: each for name, each in schema["$defs"].items() if "enum" not in each}
    assert {"FindingsFile", "FindingEntry", "TermEntry", "CauseEntry", "ChangeEntry"} <= entries.keys()
    assert all(entry.get("description") for entry in entries.values())


def test_only_a_measure_may_be_left_out() -> None:
    schema: dict[str, Any] = json.loads(SCHEMA.read_bytes())
    entries = [each for each in schema["$defs"].values() if "properties" in each]
    assert {name for each in entries for name in each["properties"].keys() - set(each["required"])} == {"measure"}
