"""Figures that a text states again: each is compared with so many others, however long the text is."""

import pytest
from guanbiao.model.documents import Paragraph
from guanbiao.prose import repeated
from guanbiao.report.report import Report

from tests.prose.test_2020 import held


def test_each_figure_is_compared_with_so_many_others(explained: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    alike = repeated._alike
    monkeypatch.setattr(repeated, "MOST_COMPARED", 5)
    monkeypatch.setattr(repeated, "_alike", lambda own, other: compared.append(1) or alike(own, other))
    counts = []
    for size in (20, 40):
        compared.clear()
        held(explained, [Paragraph(at, f"某处另有书刊{100 + at}种待分编。") for at in range(size)])
        counts.append(len(compared))
    assert 0 < counts[0] <= 20 * 10
    assert counts[1] - counts[0] <= 20 * 10
