"""One source gives one table, whichever format it is saved in: the sample forms through LibreOffice and back. Of formats
with sheets all forms lie in one workbook, which LibreOffice saves in half the time of 29."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterable
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
FILTERS = {
    "xls": "xls",
    "ods": "ods",
    "xlsm": "xlsm:Calc MS Excel 2007 VBA XML",
    "html": "html:HTML (StarCalc)",
}
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
TEXTS = {"csv in UTF-8": ("utf-8", ","), "csv in GB 18030": ("gb18030", ","), "tsv in UTF-16": ("utf-16", "\t")}


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


def saved(files: Iterable[Path], family: str, place: Path) -> dict[str, bytes]:
    """Files as LibreOffice saves them."""
    if OFFICE is None:
        pytest.skip("needs LibreOffice")
    profile = f"-env:UserInstallation=file://{place}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", family, "--outdir", str(place / "out")]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=600)
    return contents(place / "out")


@pytest.mark.parametrize("name", FILTERS)
def test_the_sample_forms_saved_by_libreoffice(name: str, expected: pl.DataFrame, tmp_path: Path) -> None:
    forms = tuple((f"{number:02d}", (number,), (1, 1)) for number in lay_out.SHAPES)
    (tmp_path / "all.xlsx").write_bytes(lay_out.workbook_bytes(forms))
    found = saved([tmp_path / "all.xlsx"], FILTERS[name], tmp_path)
    if name == "xls":  # WPS writes the same stream under its own name
        found = {file.replace(".xls", ".et"): content for file, content in found.items()}
    assert tables(found).equals(expected)


@pytest.fixture(scope="module")
def separate(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The sample forms as the text files that LibreOffice makes of them."""
    found = saved(sorted(source.iterdir()), CSV, tmp_path_factory.mktemp("separate"))
    return {name: content.decode() for name, content in found.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_as_text_in_any_encoding(name: str, separate: dict[str, str], expected: pl.DataFrame) -> None:
    encoding, mark = TEXTS[name]
    assert tables({file: delimited(text, mark).encode(encoding) for file, text in separate.items()}).equals(expected)


def delimited(text: str, mark: str) -> str:
    """A text of comma-separated values with another mark between them."""
    written = io.StringIO()
    csv.writer(written, delimiter=mark, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return text if mark == "," else written.getvalue()


def plain(number: int) -> list[list[str | float | None]]:
    """A table as rows of plain values."""
    return [[lay_out.typed(text) if text else None for text in row] for row in lay_out.table(number)]


@pytest.mark.parametrize("writer", [strict, xlsb, xml_2003, html], ids=lambda writer: str(writer.__name__))
def test_the_printed_tables_in_formats_written_by_hand(writer: object) -> None:
    as_text = {f"{number}.csv": separated(plain(number)).encode() for number in lay_out.SHAPES}
    by_hand = {f"{number}.csv": writer(plain(number)) for number in lay_out.SHAPES}  # type: ignore[operator]
    assert tables(by_hand).equals(tables(as_text))
