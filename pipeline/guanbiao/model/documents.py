"""What a text document holds beside its tables: paragraphs of running text."""

from msgspec import Struct


class Paragraph(Struct, frozen=True):
    """A paragraph of a text document as it is shown. `number`: its position from 1 among all paragraphs of the body
    outside of tables, empty ones too; `headings` those that it stands below, the outermost first; `level`: of a heading
    its own level from 1 on, 0 for running text."""

    number: int
    text: str
    headings: tuple[str, ...] = ()
    level: int = 0
