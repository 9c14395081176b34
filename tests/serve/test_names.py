"""Names that a browser sends, whatever stands in them."""

from pathlib import PurePosixPath, PureWindowsPath

from guanbiao.serve.names import safe_parts, versioned
from hypothesis import given
from hypothesis import strategies as st

HARD = st.text(st.sampled_from('./\\:*?"<>| \u3000\x00\x1f\u202e~$aé表con.xlsx１'), max_size=60)


@given(HARD | st.text(max_size=400))
def test_a_safe_name_stays_below_its_folder_on_every_system(name: str) -> None:
    parts = safe_parts(name)
    assert parts
    assert len(parts) <= 7
    for part in parts:
        assert 0 < len(part.encode()) <= 181  # a name of a device is given a sign before it
        assert part.isprintable()
        assert not set(part) & set('<>:"/\\|?*')
        assert part == part.strip(". ")
        assert PurePosixPath(part).parts == PureWindowsPath(part).parts == (part,)
    assert safe_parts("/".join(parts)) == parts
    assert PureWindowsPath("x", *parts).parts[0] == "x"


@given(HARD, st.integers(2, 99))
def test_versions_are_names_of_their_own_of_the_same_kind(name: str, version: int) -> None:
    leaf = safe_parts(name)[-1]
    further = versioned(leaf, version)
    assert further != leaf
    assert versioned(leaf, 1) == leaf
    assert PurePosixPath(further).suffix == PurePosixPath(leaf).suffix
