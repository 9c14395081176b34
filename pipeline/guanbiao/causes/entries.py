"""Entries of lists as people know them: what they are called, where their texts stand, and which of them stand in two
lists."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.causes.evidence import Scene
from guanbiao.forms.form import Form
from guanbiao.model.filings import Filing
from guanbiao.text.cells import Position, text_of
from guanbiao.text.labels import squeeze

LEAST_NAME = 4  # characters of a text that tells one event from others
MOST_ALIKE = 3  # entries that one is held against: a series of events has some more
LONGEST_NAME = 24  # characters of an entry's name that a sentence quotes


def name_of(scene: Scene, node: int) -> str:
    """An entry by its number and what it is called: its longest text."""
    line = scene.network.nodes[node].line
    name = _longest(scene, node)
    short = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    return " ".join(dict.fromkeys(part for part in (line.label or "", short) if part))


def elsewhere(scene: Scene) -> Mapping[int, str]:
    """The figures of entries that stand in a list of another form too, under the same name: that form."""
    alike: dict[tuple[str, float], list[int]] = defaultdict(list)
    for at, node in enumerate(scene.network.nodes):
        if node.line.row is None and len(name := _longest(scene, at)) >= LEAST_NAME:
            alike[name, node.value].append(at)
    return dict(_in_two(scene, alike))


def _in_two(scene: Scene, alike: Mapping[tuple[str, float], list[int]]) -> Iterator[tuple[int, str]]:
    nodes = scene.network.nodes
    for found in alike.values():
        for at in found:
            other = next((nodes[each].line.form for each in found if nodes[each].line.form != nodes[at].line.form), "")
            if other:
                yield at, other


def likeness(scene: Scene, node: int, others: Sequence[int]) -> float:
    """How like an entry is to those of others that it is most like, by pairs of characters of their names: 0 to 1."""
    own = _pairs(_longest(scene, node))
    shared = sorted((_shared(own, _pairs(_longest(scene, other))) for other in others), reverse=True)[:MOST_ALIKE]
    return sum(shared) / MOST_ALIKE


def _shared(own: frozenset[str], other: frozenset[str]) -> float:
    return len(own & other) / max(1, len(own | other))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _longest(scene: Scene, node: int) -> str:
    line = scene.network.nodes[node].line
    texts = (squeeze(text_of(cell)) for cell in scene.filings[line.filing].sheet.rows[line.at_row])
    return max(texts, key=len, default="")


def place_of_text(filing: Filing, form: Form, row: int, column: str) -> Position:
    """Where the text of a column stands for the entry in a row of the sheet: in the row, or where it was merged."""
    for block in filing.blocks:
        leaf = next((at for at, each in enumerate(form.blocks[block.index].leaves) if each.key == column), -1)
        found = next((each for each in block.rows if each.at == row), None)
        if leaf in block.columns and found:
            given = next((each.at for each in found.given if each.leaf == leaf), None)
            return given or (row, block.columns[leaf])
    return row, 0
