"""Pieces of a Word document as WordprocessingML (ECMA-376-1, 17): runs and paragraphs."""

from html import escape

from guanbiao.documents.template import clean

# A paragraph of one point: between a table and what cannot follow one, and at the end of a section.
TINY = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
    "{}</w:pPr></w:p>"
)


def run(text: str, properties: str = "") -> str:
    """A text in a run, its lines below each other; nothing for no text."""
    if not text:
        return ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(
        escape(clean(line), quote=False) for line in text.split("\n")
    )
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def paragraph(text: str, style: str, more: str = "") -> str:
    """A text as a paragraph in a style, by its id."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run(text)}</w:p>'
