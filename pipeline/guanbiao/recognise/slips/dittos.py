"""Answers that say only that they are those of the row above: 同上, 原因同上, 〃. They are those words, and what stands
there behind them in brackets: `同上（七月闭馆）`."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.slips import Written
from guanbiao.words.questions import is_ditto


def with_dittos(written: Sequence[Written]) -> list[Written]:
    """What is written on a sheet, row by row; what says the same of its question as the row above does of another says
    so in words. A figure that corrects one question corrects no other, and what stands on no row is nobody's."""
    return list(_said(written))


def _said(written: Sequence[Written]) -> Iterator[Written]:
    above: Written | None = None
    for each in written:
        is_same = each.anew and is_ditto(each.text)
        if each.line and each.text and not is_same:
            above = each
        yield _as(each, above) if each.line and is_same and above else each


def _as(written: Written, above: Written) -> Written:
    if above.has_figure or above.line is written.line:
        return written
    return replace(written, text=f"{written.text}（{above.text}）", action=written.action or above.action)
