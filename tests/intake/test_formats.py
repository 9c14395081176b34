"""One source gives one table, whichever format it is saved in: the sample forms through LibreOffice and back."""

import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest
from guanbiao.facts.extract import extract
from guanbiao.recognise.recognise import recognise

from schemas.catalogue import CATALOGUE
from tests import lay_out
from tests.drawing import read_bytes
from tests.intake.hostile.build import html, separated, strict, xlsb, xml_2003

OFFICE = shutil.which("soffice")
PLACE = ["form", "block", "role", "row", "column", "seq"]
CSV = "Text - txt - csv (StarCalc)"
FILTERS = {
    "xls": "xls",
    "ods": "ods",
    "xlsm": "xlsm:Calc MS Excel 2007 VBA XML",
    "html": "html:HTML (StarCalc)",
    "csv in UTF-8": f"csv:{CSV}:44,34,76,1,,0,false,true,false",
    "csv in GB 18030": f"csv:{CSV}:44,34,GB18030,1,,0,false,true,false",
    "tsv in UTF-16": f"csv:{CSV}:9,34,UTF-16,1,,0,false,true,false",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    for number in lay_out.SHAPES:
        (folder / f"{number:02d}.xlsx").write_bytes(lay_out.workbook_bytes((("Sheet1", (number,), (1, 1)),)))
    return folder


def tables(contents: dict[str, bytes]) -> pl.DataFrame:
    """Every cell of every form: its place, its state and its figure."""
    books = [read_bytes(content, name) for name, content in sorted(contents.items())]
    assert {book.status.value for book in books} == {"read"}
    filings = recognise(books, CATALOGUE).filings
    numbers = pl.DataFrame(
        {"filing": range(len(filings)), "form": [each.form for each in filings]},
        schema={"filing": pl.Int32, "form": pl.String},
    )
    cells = extract(filings, CATALOGUE).cells.join(numbers, on="filing")
    return cells.select(*PLACE, "state", "value").sort(PLACE)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def expected(source: Path) -> pl.DataFrame:
    found = tables(contents(source))
    assert found["form"].n_unique() == len(lay_out.SHAPES)
    return found


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", FILTERS)
def test_the_sample_forms_saved_by_libreoffice(name: str, source: Path, expected: pl.DataFrame, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", FILTERS[name], "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, sorted(source.iterdir()))], check=True, capture_output=True, timeout=600)
    saved = contents(tmp_path / "out")
    if name == "xls":  # WPS writes the same stream under its own name
        saved = {file.replace(".xls", ".et"): content for file, content in saved.items()}
    assert tables(saved).equals(expected)


def plain(number: int) -> list[list[str | float | None]]:
    """A table as rows of plain values."""
    return [[lay_out.typed(text) if text else None for text in row] for row in lay_out.table(number)]


@pytest.mark.parametrize("writer", [strict, xlsb, xml_2003, html], ids=lambda writer: str(writer.__name__))
def test_the_printed_tables_in_formats_written_by_hand(writer: object) -> None:
    as_text = {f"{number}.csv": separated(plain(number)).encode() for number in lay_out.SHAPES}
    by_hand = {f"{number}.csv": writer(plain(number)) for number in lay_out.SHAPES}  # type: ignore[operator]
    assert tables(by_hand).equals(tables(as_text))
