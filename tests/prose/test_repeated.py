"""Figures that a text states again: each is compared with so many others, however long the text is."""

import pytest
from guanbiao.model.claims import Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose import repeated
from guanbiao.report.report import Report

from tests.prose.test_2020 import held


def test_each_figure_is_compared_with_so_many_others(explained: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[object, object]] = []
    alike = repeated._alike

    def counted(own: repeated._Worded, other: repeated._Worded) -> tuple[Verdict | None, float]:
        compared.append((own, other))
        return alike(own, other)

    monkeypatch.setattr(repeated, "MOST_COMPARED", 5)
    monkeypatch.setattr(repeated, "_alike", counted)
    counts = []
    for size in (20, 40):
        compared.clear()
        held(explained, [Paragraph(at, f"第{at}项：整理书架{100 + at}个。") for at in range(size)])
        counts.append(len(compared))
    assert 0 < counts[0] <= 20 * 10
    assert counts[1] - counts[0] <= 20 * 10
