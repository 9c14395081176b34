"""Serial numbers of a list in several ranges may begin anew in each, and nowhere else."""

from collections.abc import Sequence

from guanbiao.model.books import Sheet
from guanbiao.text.cells import Value

from tests.drawing import book, codes, printed, report

ROWS = [list(row) for row in printed(8).rows]
TOP = next(at for at, row in enumerate(ROWS) if row[0] == "序号") + 1
HEAD, BODY = ROWS[:TOP], ROWS[TOP:]
AGAIN: list[list[Value]] = [[f"{HEAD[0][0]}（续表）"], *HEAD[1:]]


def anew(rows: Sequence[list[Value]], *, start: int = 1) -> list[list[Value]]:
    return [[at, *row[1:]] if isinstance(row[0], int) else row for at, row in enumerate(rows, start)]


def test_numbers_that_begin_anew_with_a_part_are_in_order() -> None:
    second = anew(BODY[20:])
    on_sheets = (Sheet("一", [*HEAD, *BODY[:20]]), Sheet("二", [*AGAIN, *second]))
    for sheets in (on_sheets, (Sheet("一", [*HEAD, *BODY[:20], *AGAIN, *second]),)):
        done = report(book(*sheets))
        assert "form_in_parts" in codes(done.findings)
        assert "serial_order" not in codes(done.findings)


def test_numbers_that_begin_anew_within_a_part_or_jump_are_asked_about() -> None:
    for second in (anew(BODY[20:], start=5), [*BODY[20:30], *anew(BODY[30:])]):
        done = report(book(Sheet("一", [*HEAD, *BODY[:20]]), Sheet("二", [*AGAIN, *second])))
        assert "serial_order" in codes(done.findings)
    assert "serial_order" in codes(report(book(Sheet("一", [*HEAD, *BODY[:20], *anew(BODY[20:])]))).findings)
