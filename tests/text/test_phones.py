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
        ("电话 1234567 次", "电话 1234567 次"),
        ("２０２０年 １３８ 0000 0000", "２０２０年 １３８****0000"),
        ("11010519491231002X", "110****2X"),
        ("110105194912310021", "110105194912310021"),  # the check digit is wrong
        ("4111 1111 1111 1111", "4111****11"),
        ("4111111111111112", "4111111111111112"),
        ("reader@library.example", "r****@library.example"),
    ],
)
def test_telephone_numbers_are_masked_and_figures_are_not(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(masked(text)) == shown


def test_a_telephone_column_shows_two_digits() -> None:
    assert hidden("0412-5550000") == "****-*****00"
