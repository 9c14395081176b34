"""Lines of slips found again by what stands on a row, whatever program wrote it and wherever it stands now."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from guanbiao.model.slips import Line
from guanbiao.text.cells import Value
from guanbiao.text.labels import fold

NUMBERED = re.compile(r"^\d{1,3}(?:\.\d{1,3})?、")  # the number of a line
NUMBER_LEFT = re.compile(rf"{NUMBERED.pattern}|(?<!\d)\d{{1,3}}(?:\.\d{{1,3}})?、$")  # where words stand before a line
LONG = 8  # characters: a sentence that is gone on with is longer
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_DIGITS = re.compile(r"\d+")
_LEAST = 2  # texts of a line that a row must hold to be taken for it by its place


def norm(value: Value) -> str:
    """A value as it is compared: figures by their value, texts folded and without the number of their line.

    >>> norm("438,711") == norm(438711.0), norm("3、合计 不符") == norm("12、合计不符")
    (True, True)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{float(value):.10g}"
    text = NUMBERED.sub("", fold(str(value)))
    return f"{float(text.replace(',', '')):.10g}" if _FIGURE.fullmatch(text) else text


class Lines:
    """Lines of slips, found again by the texts on a row."""

    def __init__(
        self, lines: Iterable[Line], *, as_placed: bool = True, filed: Collection[frozenset[str]] = ()
    ) -> None:
        self._words: dict[str, list[Line]] = defaultdict(list)
        self._places: dict[tuple[str, ...], list[Line]] = defaultdict(list)
        self._rows: dict[int, Line] = {}
        self._filed = filed
        for line in lines:
            shown = [norm(text) for text in line.shown]
            self._words[shown[0]].append(line)
            self._places[tuple(shown[1:])].append(line)
            if as_placed:
                self._rows[line.at] = line

    def line_of(self, texts: Set[str], at: int = -1, *, by_place: bool = True) -> Line | None:
        """The line that a row with these texts is of: by its sentence, by its place and figures, else by the row it
        stands at, or the one of several at a place that is of all that the others are of. A row with the sentences or
        the places of several is of none."""
        if told := self._told(texts):
            best = max(told, key=lambda line: len(texts & shown_on(line)))
            is_one = all(each.shown[0] == best.shown[0] or {*each.cases} & {*best.cases} for each in told)
            return best if is_one else None
        if not by_place:
            return None
        bare = list(self._bare(texts))
        if len({*map(place_of, bare)}) > 1:
            return None
        called = [own for key, own in self._places.items() if key and key[0] in texts]
        placed = [own for own in called if all(norm(part) in texts for part in own[0].shown[1:])]
        ways = [each[0] for each in (placed, called) if len(each) == 1]
        found = next((own[0] for own in ways if len(own) == 1), None) or self._standing(texts, at)
        whole = covering([line for line in bare if {*map(norm, filter(None, line.shown[2:4]))} <= texts])
        return found or whole if self._rows else whole or found

    def at_place(self, place: str) -> Line | None:
        """The line of the only problem at a place."""
        return covering(list(self._bare({norm(place)})))

    def _standing(self, texts: Set[str], at: int) -> Line | None:
        standing = self._rows.get(at)
        return standing if standing and len(shown_on(standing) & texts) >= _LEAST else None

    def _told(self, texts: Set[str]) -> list[Line]:
        """The lines whose sentence stands on a row, or was written on."""
        ordered = sorted(texts)
        exact = [line for text in ordered for line in self._words.get(text, ())]
        return exact or [line for text in ordered for line in self._gone_on(text)]

    def _bare(self, texts: Set[str]) -> Iterator[Line]:
        """The lines at a place that a row names, be it the first of several."""
        every = (line for lines in self._places.values() for line in lines)
        return (line for line in every if place_of(line) and place_of(line) in texts)

    def remains(self, rows: Mapping[int, Set[str]]) -> set[int]:
        """The rows that hold nothing but texts of a line, or of a row of an attached form; a single short word, which
        may be anybody's, where it stands next to such a row."""
        found = {at for at, texts in rows.items() if self._is_of_line(texts) or self._is_filed(texts)}
        short = [at for at, texts in rows.items() if texts in self._filed]
        for at in (*short, *reversed(short)):
            if not found.isdisjoint((at - 1, at + 1)):
                found.add(at)
        return found

    def _is_of_line(self, texts: Set[str]) -> bool:
        return any(texts <= shown_on(own) for lines in self._words.values() for own in lines)

    def _is_filed(self, texts: Set[str]) -> bool:
        return texts in self._filed and (len(texts) > 1 or any(len(text) >= LONG for text in texts))

    def _gone_on(self, text: str) -> list[Line]:
        """The lines whose sentence somebody wrote on, or put something before."""
        own = (key for key in self._words if len(key) >= LONG and key in text)
        return self._words[longest] if (longest := max(own, key=len, default="")) else []

    def like(self, texts: Iterable[str]) -> Line | None:
        """The line whose sentence says the same of other figures."""
        bare = {_DIGITS.sub("", text) for text in texts if len(text) >= LONG}
        found = [own for key, lines in self._words.items() if _DIGITS.sub("", key) in bare for own in lines]
        return found[0] if len(found) == 1 else None


def shown_on(line: Line) -> set[str]:
    """The texts of a line as they are compared."""
    return {norm(text) for text in line.shown if text}


def place_of(line: Line) -> str:
    """The place that a line names, of several the first, as it is compared; '' where it names none."""
    return norm(line.shown[1].partition(" ")[0]) if len(line.shown) > 1 and line.shown[1] else ""


def covering(lines: Sequence[Line]) -> Line | None:
    """Of some lines the one that is of all that the others are of; None where there is none."""
    whole = max(lines, key=lambda line: len(line.cases), default=None)
    return whole if whole and all({*line.cases} <= {*whole.cases} for line in lines) else None
