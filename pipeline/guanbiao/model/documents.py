"""What a text document holds beside its tables: paragraphs of running text."""

from msgspec import Struct


class Paragraph(Struct, frozen=True):
    """A paragraph of a text document as it is shown. `number`: its position from 1 among all paragraphs of the body
    outside of tables, empty ones too; `headings` those that it stands below, the outermost first; `level`: of a heading
    its own level from 1 on, 0 for running text. `asides` are the ranges of its characters that are struck out or
    hidden, which say nothing: `told` is the text without them. `has_boxes`: figures stand in text boxes that hang on
    it, which are no part of the text."""

    number: int
    text: str
    headings: tuple[str, ...] = ()
    level: int = 0
    asides: tuple[tuple[int, int], ...] = ()
    has_boxes: bool = False

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
