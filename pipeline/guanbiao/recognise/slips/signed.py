"""Who signed for all that is written on a slip."""

import re
from collections.abc import Iterable, Iterator, Sequence

from guanbiao.model.slips import Written
from guanbiao.recognise.slips.cells import Cell, term_at, text_of
from guanbiao.recognise.slips.known import norm
from guanbiao.words.slips import SIGNED, in_a_line, is_signature

_SIGNING = re.compile(rf"\s*{SIGNED[:-1]}\s*[:：]?")


def signed(file: str, sheet: str, left: Sequence[Cell]) -> Iterator[Written]:
    """Who signed for all that is written, on a row of its own; what is no name or date is words of no problem."""
    texts = [(cell, _behind(cell)) for cell in left]
    who = in_a_line(text for _, text in texts)
    yield Written(None, "", "", term_at(file, sheet, "", [who]), who, anew=False)
    for cell, text in texts:
        if not is_signature(text):
            yield Written(None, "", "", term_at(file, sheet, cell.address, [text]), cells=(text,))


def _behind(cell: Cell) -> str:
    """What stands in a cell, but for the words that ask to sign."""
    return text_of(cell.value) if not _asks_to_sign(cell) else _SIGNING.sub("", text_of(cell.value), 1).strip()


def _asks_to_sign(cell: Cell) -> bool:
    return cell.norm.startswith(norm(SIGNED))


def is_signed(cells: Iterable[Cell]) -> bool:
    """Whether a row is the one on which those who answer sign."""
    return any(map(_asks_to_sign, cells))
