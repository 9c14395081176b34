"""What a text document holds beside its tables: paragraphs of running text."""

from msgspec import Struct


class InTable(Struct, frozen=True):
    """Where a paragraph stands that is none of the running text itself: in which of the tables that are read as sheets,
    from 1 on, in which of its cells, and what labels that there besides headings."""

    table: int
    cell: str
    labels: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True):
    """A paragraph of a text document as it is shown. `number`: its position from 1 among all paragraphs of the body
    outside of tables, empty ones too; `headings` those that it stands below, the outermost first; `level`: of a heading
    its own level from 1 on, 0 for running text. `asides` are the ranges of its characters that are struck out or
    hidden, which say nothing: `told` is the text without them. `has_boxes`: figures stand in text boxes or notes that
    hang on it, which are no part of the text. `order`: its position from 1 among all paragraphs of the document,
    wherever they stand (0: not known), `inside` the cell that it stands in. Paragraphs that stand in a table or in what
    else holds text have numbers behind those of the body."""

    number: int
    text: str
    headings: tuple[str, ...] = ()
    level: int = 0
    asides: tuple[tuple[int, int], ...] = ()
    has_boxes: bool = False
    order: int = 0
    inside: InTable | None = None

    @property
    def told(self) -> str:
        """What it says: the text with blanks in the place of what is struck out or hidden, as long as the text.

        >>> Paragraph(1, "借阅8090人次", asides=((2, 4),)).told
        '借阅  90人次'
        """
        text = self.text
        for start, end in self.asides:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text
