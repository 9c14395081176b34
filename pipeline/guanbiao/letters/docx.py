"""Letters as .docx files, from Word templates: those in `templates/`, or a library's own under the same names. The same
drafts give the same bytes: no clock."""

from pathlib import Path

from guanbiao.documents.samples import LETTER
from guanbiao.documents.template import TemplateFault, template_of, written
from guanbiao.letters.drafts import Letter

TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_letter(letter: Letter) -> bytes:
    """A letter as the bytes of a .docx file, by the library's own template where there is one that can be used."""
    own = Path(letter.folder) / letter.template
    if letter.folder and own.is_file():
        try:
            return written(template_of(own, LETTER), letter.fields)
        except TemplateFault:
            pass  # told as a finding (letters/own_templates)
    return written(template_of(TEMPLATES / letter.template, LETTER), letter.fields)
