"""Files of the same content count once."""

from guanbiao.model.books import Book, FileStatus
from guanbiao.recognise.files import without_copies
from guanbiao.words.findings import Phrases
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import book
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small


def test_the_same_content_twice_counts_once_and_the_other_is_named() -> None:
    one, other = book(LOANS, file="甲.xlsx", modified=5), book(LOANS, file="乙.xlsx", modified=9)
    one = Book("甲.xlsx", other.sha256, 5, FileStatus.READ, sheets=other.sheets)
    done = small(one, other)
    assert [(each.file, each.status.value) for each in done.books] == [("乙.xlsx", "read"), ("甲.xlsx", "ignored")]
    assert [filing.book.file for filing in done.filings] == ["乙.xlsx"]
    (found,) = [each for each in done.findings if each.rule == "file_ignored"]
    assert "与 乙.xlsx 内容完全相同" in Phrases(SMALL, 2020).message(found)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=12))
def test_of_every_content_exactly_the_newest_copy_is_kept(files: list[tuple[int, int]]) -> None:
    sheets = (LOANS,)
    books = [
        Book(f"{at:02d}.xlsx", str(content), modified, FileStatus.READ, sheets=sheets)
        for at, (content, modified) in enumerate(files)
    ]
    kept = [each for each in without_copies(books, [frozenset(("云溪市图书馆",))] * len(books)) if each.sheets]
    newest = {each.sha256: each.file for each in sorted(books, key=lambda each: (each.modified, each.file))}
    assert {each.sha256: each.file for each in kept} == newest
