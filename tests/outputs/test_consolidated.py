"""The files of 汇总 and the dataset behind them: written twice the same, each sum found again by its parts."""

from pathlib import Path

import msgspec
import polars as pl
import pytest
from guanbiao.consolidate.returns import LibraryReturn
from guanbiao.flow.summed import Met, return_of
from guanbiao.forms.levels import Level
from guanbiao.outputs.consolidated import consolidated_files
from guanbiao.outputs.contract_libraries import LIBRARIES, LibrariesFile, libraries_schema
from guanbiao.outputs.dataset import DATASET, dataset_bytes, put_into, scan_dataset
from guanbiao.outputs.tables import published_facts
from guanbiao.report.report import Report
from guanbiao.report.shown import shown_of
from guanbiao.words.findings import Phrases

from tests.conftest import ROOT
from tests.consolidate.libraries import AWAITED, FIRST, SECOND, THIRD, reports
from tests.small.catalogue import SMALL

SCHEMA = ROOT / "docs" / "libraries.schema.json"
ODD = "山南/50%=馆"  # a name that no folder can have


@pytest.fixture(scope="module")
def own() -> dict[str, Report]:
    return reports()


@pytest.fixture(scope="module")
def folder(own: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset as it is written, the third library under a name that no folder can have."""
    folder = tmp_path_factory.mktemp("outputs") / DATASET
    for name, report in own.items():
        known = ODD if name == THIRD else name
        draft = folder.parent / "draft"
        draft.write_bytes(dataset_bytes(report, published_facts(report)))
        put_into(folder, 2020, known, draft)
    return folder


@pytest.fixture(scope="module")
def returns(own: dict[str, Report]) -> list[LibraryReturn]:
    met: Met = {}
    found = [return_of(shown_of(each, Phrases(SMALL, 2020)), name, met) for name, each in own.items()]
    names = (FIRST, SECOND, ODD)
    named = [msgspec.structs.replace(each, library=name) for each, name in zip(found, names, strict=True)]
    return [*named, LibraryReturn(AWAITED)]


@pytest.fixture(scope="module")
def files(folder: Path, returns: list[LibraryReturn]) -> dict[str, bytes]:
    return dict(consolidated_files(2020, scan_dataset(folder), returns, SMALL))


def test_the_dataset_names_years_and_libraries(folder: Path) -> None:
    found = scan_dataset(folder).select("year", "library").unique().collect()
    assert set(found.iter_rows()) == {(2020, FIRST), (2020, SECOND), (2020, ODD)}


def test_the_same_facts_give_the_same_bytes(
    files: dict[str, bytes], folder: Path, returns: list[LibraryReturn]
) -> None:
    assert list(files) == ["云溪市2020年度汇总表.xlsx", "汇总报告.html", LIBRARIES]
    assert dict(consolidated_files(2020, scan_dataset(folder), returns, SMALL)) == files


def test_each_sum_is_the_sum_of_its_lines_in_the_dataset(files: dict[str, bytes], folder: Path) -> None:
    """As docs/architecture.md says, with nothing but the columns of libraries.json."""
    told = msgspec.json.decode(files[LIBRARIES], type=LibrariesFile)
    facts = scan_dataset(folder).filter(pl.col("role") != "entry", pl.col("year") == 2020)
    added = facts.group_by("form", "key", "column", "measure").agg(pl.col("value").sum().round(6)).collect()
    by_place = {line[:4]: line[4] for line in added.iter_rows()}
    stated = [each for each in told.sums if each.value is not None and each.unit != "%"]
    assert len(stated) > 50
    for each in stated:
        place = (each.form, each.key, each.column, each.measure)
        assert each.value == by_place.get(place, 0), place


def test_libraries_are_told_with_what_they_filed_and_state(files: dict[str, bytes]) -> None:
    told = msgspec.json.decode(files[LIBRARIES], type=LibrariesFile)
    assert [(each.library, each.filed, len(each.owed)) for each in told.libraries] == [
        (FIRST, 6, 0),
        (SECOND, 6, 0),
        (ODD, 4, 2),
        (AWAITED, 0, 6),
    ]
    assert [each.indicators.get("借阅册次") for each in told.libraries] == [55489, 110978, 350, None]
    assert told.totals == {"借阅册次": 55489 * 3 + 350}
    assert told.indicators["借阅册次"].missing == (AWAITED,)
    third = told.libraries[2]
    assert third.by_level.mandatory == sum(third.by_status[Level.MANDATORY].values()) > 0


def test_the_schema_is_what_the_structs_give() -> None:
    assert SCHEMA.read_bytes() == libraries_schema()


def test_the_report_asks_nothing_of_any_network_and_leads_to_each_library(files: dict[str, bytes]) -> None:
    page = files["汇总报告.html"].decode()
    assert "default-src 'none'" in page
    assert f'href="../{FIRST}/核对报告.html"' in page
    assert AWAITED in page
    assert "<script" not in page
