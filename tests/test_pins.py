"""requirements.txt: what was tried, for installs that must be the same. `.ci/versions pin` writes it."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PINNED = (ROOT / "requirements.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
WANTED = [Requirement(each) for each in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["page"])]


def test_every_package_is_pinned_with_hashes_and_without_an_address() -> None:
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in PINNED.splitlines() if not line.startswith("#")))
    assert len(blocks) > len(WANTED)
    assert [
        each
        for each in blocks
        if not re.fullmatch(r"\S+==\S+( ; [^\n]+?)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+", each)
    ] == []
    assert "://" not in PINNED


def test_what_is_asked_for_directly_is_pinned_within_its_bounds() -> None:
    found = dict(re.findall(r"^(\S+)==(\S+)", PINNED, re.M))
    outside = [each for each in WANTED if not each.specifier.contains(found[canonicalize_name(each.name)])]
    assert len(WANTED) > 10
    assert outside == []
