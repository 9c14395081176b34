"""Whose form it is: what is another library's is none of ours."""

import pytest
from guanbiao.recognise.libraries import library_in
from guanbiao.recognise.recognise import recognise
from guanbiao.recognise.titles import names_of
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS

NAMES, OURS = names_of(SMALL), "云溪市图书馆借阅册次统计表（2020年）"


@pytest.mark.parametrize(
    ("text", "library"),
    [
        (OURS, ""),
        ("云溪图书馆2020年借阅册次统计表", ""),
        ("省云溪市图书馆2020年借阅册次统计表", ""),
        ("本馆2020年借阅册次统计表", ""),
        ("市图书馆2020年借阅册次统计表", ""),
        ("少儿图书馆2020年借阅册次统计表", ""),
        ("2020年借阅册次统计表", ""),
        ("河口县图书馆2020年借阅册次统计表", "河口县图书馆"),
        ("附件3：河口县图书馆 2020 年度借阅册次统计表", "河口县图书馆"),
    ],
)
def test_a_title_begins_with_the_name_of_its_library(text: str, library: str) -> None:
    assert library_in(text, NAMES) == library


def test_no_declared_title_is_another_librarys() -> None:
    names = names_of(CATALOGUE)
    assert {library_in(form.title, names) for form in CATALOGUE.forms} == {""}


def test_a_form_of_another_library_never_counts_nor_displaces_one() -> None:
    theirs = replace(book(changed(LOANS, (0, 0, OURS.replace("云溪市", "河口县"))), file="b.xlsx"), modified=9.0)
    found = recognise([book(LOANS, file="a.xlsx"), theirs], SMALL)
    assert [each.book.file for each in found.filings] == ["a.xlsx"]
    (said,) = [each for each in found.findings if each.rule == "form_other_library"]
    assert (said.form, said.first.file, said.level.value) == ("loans", "b.xlsx", "mandatory")
    assert {each.status.value for each in found.books} == {"read"}


@pytest.mark.parametrize("file", ["河口县图书馆/报表.xlsx", "报表 河口县图书馆.xlsx", "a.xlsx"])
def test_a_title_that_names_nobody_is_of_the_library_that_its_file_says(file: str) -> None:
    bare = changed(BUDGET, (0, 0, "2020年经费统计表"))
    theirs = changed(LOANS, (0, 0, OURS.replace("云溪市", "河口县")))
    sheets = (theirs, bare) if file == "a.xlsx" else (bare,)
    found = recognise([book(*sheets, file=file)], SMALL)
    assert found.filings == ()
    assert {each.rule for each in found.findings} >= {"form_other_library"}
    named = recognise([book(BUDGET, file=file)], SMALL)
    assert [each.form for each in named.filings] == ["budget"]  # its own title goes before
