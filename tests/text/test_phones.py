"""Telephone numbers, masked."""

import pytest
from guanbiao.text.personal import hidden, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人 13800000000。", "联系人 138****0000。"),
        ("电话：5550000", "电话：55****00"),
        ("0412-5550000转8", "0412-55****00转8"),
        ("累计填报 438711，应为 413653", "累计填报 438711，应为 413653"),
        ("2020.01.10", "2020.01.10"),
        ("合计 12345678 册", "合计 12345678 册"),
        ("a13800000000f", "a13800000000f"),
    ],
)
def test_telephone_numbers_are_masked_and_figures_are_not(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(masked(text)) == shown


def test_a_telephone_column_shows_two_digits() -> None:
    assert hidden("0412-5550000") == "****-*****00"
