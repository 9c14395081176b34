"""Labels of columns as they are compared, and all that one may be found by."""

import re
from functools import lru_cache

from guanbiao.text.labels import fold_heading
from guanbiao.text.units import bare_label

LOOSE = str.maketrans("", "", "/()-—–·_:、,.|")  # what may stand between labels that are run together in a cell
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=8192)
def column_label(text: str) -> str:
    """A label of a column as it is compared; its unit is in parentheses where it stands behind a slash.

    >>> column_label("成人外借 / 册次"), column_label("月份/借阅量")
    ('成人外借(册次)', '月份/借阅量')
    """
    folded = fold_heading(text)
    head, slash, unit = folded.rpartition("/")
    stated = f"{head}({unit})"
    return stated if slash and head and bare_label(stated)[1] else folded


@lru_cache(maxsize=65536)
def found_by(text: str, units: tuple[str, ...] = ()) -> frozenset[str]:
    """All that a text in a header may be found by, whatever year it names: itself, its last label, both without their
    units, all of it run together.

    >>> sorted(found_by("2020年册次/成人（册）"))
    ['****年册次/成人', '****年册次/成人(册)', '****年册次成人册', '成人', '成人(册)']
    """
    label = _YEAR.sub("****", column_label(text))
    last = label.rpartition("/")[2]
    return frozenset((label, last, bare_label(label, units)[0], bare_label(last, units)[0], label.translate(LOOSE)))
