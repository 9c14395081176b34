"""What cells are called."""

from guanbiao.text.cells import a1


def test_addresses() -> None:
    assert [a1(0, 0), a1(4, 25), a1(4, 26), a1(1048575, 16383)] == ["A1", "Z5", "AA5", "XFD1048576"]
