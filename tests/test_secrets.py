"""What is about persons stands where it may and nowhere else: thirty of them planted, and every file looked through."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from html import unescape
from typing import cast

import polars as pl
import pytest
from docx import Document
from guanbiao.model.books import Book
from guanbiao.outputs.files import files_of
from guanbiao.outputs.tables import published_facts
from guanbiao.pages.layout import sheet_name
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.text.personal import masked
from guanbiao.text.phones import is_phone
from guanbiao.words.chapter import CHAPTER_FILE
from guanbiao.words.report import PUBLIC, REPORT_FILE
from guanbiao.words.slips import SLIP_FILE
from msgspec.structs import replace
from openpyxl import load_workbook

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed
from tests.stages import edition, gather, reports_of, with_causes

NAME, WHEN, STOCK, MEANS, HEAD, CONTACT, PHONE, NOTE = 1, 4, 5, 6, 7, 8, 9, 10  # columns of the branches
CONTACTS = ("欧阳试", "司徒测")  # names in columns that are declared to be about persons
NUMBERS = {  # all of them numbers that nobody has, and the digits or letters by which each is known again
    "13800001101": "13800001101",
    "138-0000-1102": "13800001102",
    "138 0000 1103": "13800001103",
    "+86 138 0000 1104": "13800001104",
    "+8613800001105": "13800001105",
    "0086-138-0000-1106": "13800001106",
    "（+86）13800001107": "13800001107",
    "１３８００００１１０８": "13800001108",
    "138.0000.1109": "13800001109",
    "138－0000－1110": "13800001110",
    "1380000 1111": "13800001111",
    "138 000 01112": "13800001112",
    "0412-5551201": "5551201",
    "0412 5551202": "5551202",
    "(0412)5551203": "5551203",
    "（0412）555-1204": "5551204",
    "04125551205": "5551205",
    "010-55551206": "55551206",
    "+86-412-5551207": "5551207",
    "0412—5551208转801": "5551208",
    "0412-5551209-802": "5551209",
    "电话：5551210": "5551210",
    "电话（办） 555-1211、5551212": "5551212",
    "Tel: 5551213": "5551213",
    "reader.one@library.example": "reader.one",
    "Reader_Two＠library.example": "Reader_Two",
}


def right(body: str, *, card: bool) -> str:
    """A number with its right check digit: of a bank card, or of an identity card."""
    if card:
        return body + str(-sum(sum(divmod(int(each) * (2 - at % 2), 10)) for at, each in enumerate(body[::-1])) % 10)
    weighted = sum(int(each) * 2 ** (17 - at) for at, each in enumerate(body))
    return body + "10X98765432"[weighted % 11]


def secrets() -> list[tuple[str, str]]:
    """What is planted, and by what it is known again; those with a check digit get the right one."""
    citizens = [right(body, card=False) for body in ("11010519491231001", "11010519491231003")]
    cards = [right(body, card=True) for body in ("622202000000000001", "621700000000002")]
    spaced = f"{citizens[1][:6]} {citizens[1][6:14]} {citizens[1][14:]}", " ".join(re.findall("....", cards[1]))
    return [
        *NUMBERS.items(),
        (citizens[0], citizens[0]),
        (spaced[0], citizens[1]),
        (cards[0], cards[0]),
        (spaced[1], cards[1]),
    ]


SECRETS = secrets()


SECRETS = secrets()
TEXTS = [secret for secret, _ in SECRETS]
SIGNS = {*(sign for _, sign in SECRETS), *CONTACTS}


def books() -> tuple[Book, ...]:
    """A register, a table of figures and a stray file that hold all of them, in every kind of place."""
    branches = printed(21)
    places: list[tuple[int, int, Value]] = [(2 + at, NOTE, text) for at, text in enumerate(TEXTS[:10])]
    places += [(2 + at, MEANS, f"请联系 {text}。") for at, text in enumerate(TEXTS[10:20])]
    places += [(2 + at, WHEN, f"待定，{text}") for at, text in enumerate(TEXTS[20:])]
    places += [(at, NAME, f"测试分馆 {TEXTS[0]}") for at in (12, 13)]
    places += [(14, STOCK, f"约 180，问 {TEXTS[24]}"), (15, HEAD, CONTACTS[0]), (16, CONTACT, CONTACTS[1])]
    places += [(17, PHONE, 13800001101), (18, PHONE, "1380000110")]
    places += [(len(branches.rows) - 2, 0, f"制表人：官 曼 {TEXTS[1]}"), (len(branches.rows), 0, f"备注：{TEXTS[2]}")]
    remarks = {"C4": f"改为 {TEXTS[3]}"}
    register = replace(changed(branches, *places), name=f"分馆 {TEXTS[0]}", remarks=remarks)
    figures = printed(7)
    figures = changed(figures, (5, 2, f"约 1 万，问 {TEXTS[4]}"), (1, 2, f"成人 {TEXTS[5]}"), (4, 0, f"2月 {TEXTS[6]}"))
    stray = replace(figures, rows=[[TEXTS[7], 1]], name=TEXTS[8])
    kept = book(register, file=f"{TEXTS[11]}/分馆 {TEXTS[12]}.xlsx"), book(figures, file=f"流通 {TEXTS[28]}.xlsx")
    return *kept, book(stray, file=f"杂 {TEXTS[9]}.xlsx")


@pytest.fixture(scope="module")
def report() -> Report:
    (found,) = reports_of(gather(recognise(books(), CATALOGUE), CATALOGUE), [2020], CATALOGUE)
    return with_causes(found)


@pytest.fixture(scope="module")
def files(report: Report) -> dict[str, bytes]:
    return dict(files_of(replace(edition(report), public=True)))


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a file with where they stand in it, those of what is packed or enclosed in it part by part."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (
                (f"{name}!{each}", archive.read(each).decode("utf-8", "replace")) for each in archive.namelist()
            )
    elif name.endswith(".parquet"):
        yield name, "\n".join(map(str, pl.read_parquet(io.BytesIO(content)).iter_rows()))
    elif name.endswith(".eml"):
        for part in BytesParser(policy=policy.default).parsebytes(content).walk():
            if not part.is_multipart():
                yield from texts(f"{name}/{part.get_filename()}", cast(bytes, part.get_payload(decode=True)))
    else:
        yield name, content.decode("utf-8", "replace")


def told(text: str) -> set[str]:
    """By what is known again of all that was planted, what a text tells, however it is spelt."""
    folded = unicodedata.normalize("NFKC", unescape(text))
    joined = re.sub(r"(?<=\d)[ .()\-—]+(?=[\dXx])", "", folded)
    return {sign for sign in SIGNS if sign in joined}


def test_thirty_are_planted_and_read(report: Report) -> None:
    assert len(SIGNS) >= 30
    assert told("\n".join(map(str, published_facts(report).iter_rows()))) >= SIGNS - {"13800001108", "13800001110"}
    assert all(masked(text) != text for text in TEXTS)


def test_they_are_nowhere_but_in_slips_and_official_forms(files: dict[str, bytes]) -> None:
    looked = [(where, told(text)) for name, content in files.items() for where, text in texts(name, content)]
    assert {name.rpartition(".")[2] for name in files} >= {
        "xlsx",
        "docx",
        "eml",
        "parquet",
        "json",
        "csv",
        "html",
        "log",
    }
    (book_of_all,) = [name for name in files if name.endswith("总表.xlsx") and not name.startswith(PUBLIC)]
    may = (f"{book_of_all}!xl/sharedStrings.xml", f"{CHAPTER_FILE}!word/document.xml")  # looked into in what follows
    slips = [where for where, found in looked if found and SLIP_FILE in where]
    assert slips
    assert not [(where, found) for where, found in looked if found and where not in (*slips, *may)]


def test_a_slip_holds_those_of_its_own_department(files: dict[str, bytes]) -> None:
    (own,) = [name for name in files if name.endswith(SLIP_FILE) and "一卡通" in name]
    others = [name for name in files if name.endswith(SLIP_FILE) and name != own]
    assert others
    assert {*CONTACTS} <= told("".join(text for _, text in texts(own, files[own])))
    for name in others:
        found = told("".join(text for _, text in texts(name, files[name])))
        assert found <= {sign for secret, sign in SECRETS if secret in TEXTS[4:7]}


def test_in_the_workbook_they_stand_in_the_official_forms_alone(files: dict[str, bytes]) -> None:
    (name,) = [name for name in files if name.endswith("总表.xlsx") and not name.startswith(PUBLIC)]
    official = {sheet_name(form) for form in CATALOGUE.forms}
    found = set()
    for page in load_workbook(io.BytesIO(files[name])):
        cells = [cell for row in page.iter_rows() for cell in row]
        values = told("\n".join(str(cell.value) for cell in cells if cell.value is not None))
        assert page.title in official or not values, page.title
        assert not told("\n".join(cell.comment.text for cell in cells if cell.comment)), page.title
        found |= values
    assert {*CONTACTS} <= found
    assert len(found) > 20


def test_in_the_chapter_they_stand_in_the_official_forms_alone(files: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(files[CHAPTER_FILE]))
    around = ("表前", "表注")  # lines of the forms
    prose = [each.text for each in document.paragraphs if each.style and each.style.name not in around]
    assert prose
    assert not told("\n".join(prose))
    (name,) = [name for name in files if name.endswith("总表.xlsx") and not name.startswith(PUBLIC)]
    told_by_workbook = told("".join(text for _, text in texts(name, files[name])))
    found = told("".join(text for _, text in texts(CHAPTER_FILE, files[CHAPTER_FILE])))
    assert {*CONTACTS} <= found <= told_by_workbook


def test_what_may_be_published_is_the_whole_workbook_and_report(files: dict[str, bytes]) -> None:
    (name,) = [name for name in files if name.endswith("总表.xlsx") and not name.startswith(PUBLIC)]
    assert {each for each in files if each.startswith(PUBLIC)} == {f"{PUBLIC}/{name}", f"{PUBLIC}/{REPORT_FILE}"}
    whole, public = (load_workbook(io.BytesIO(files[each])) for each in (name, f"{PUBLIC}/{name}"))
    assert public.sheetnames == whole.sheetnames
    shown = "".join(text for _, text in texts(name, files[f"{PUBLIC}/{name}"]))
    assert "欧**" in shown
    assert "138****1101" in shown


def test_programs_get_them_where_they_are_asked_for(report: Report) -> None:
    asked = replace(edition(report), facts=published_facts(report), full=True)
    files = dict(files_of(asked))
    assert {*CONTACTS, "13800001101"} <= told(next(text for _, text in texts("facts.parquet", files["facts.parquet"])))
    assert told(files["findings.json"].decode())
    assert not told(files[REPORT_FILE].decode())
    assert not told(files["run.log"].decode())


def test_right_spellings_of_telephone_numbers_are_right() -> None:
    assert [text for text in TEXTS[:24] if not is_phone(text)] == []
    assert not any(map(is_phone, (*TEXTS[24:28], "1380000110", "138000011011", "见附件")))
