"""The chapter as a .docx file, by the shipped template or a library's own. The same chapter gives the same bytes."""

from pathlib import Path

from guanbiao.chapter.body import body_of
from guanbiao.chapter.charts import chart_parts
from guanbiao.chapter.drafts import Chapter
from guanbiao.chapter.parts import paper_of, related, styles_of
from guanbiao.documents.samples import CHAPTER
from guanbiao.documents.template import TemplateFault, WordTemplate, template_of, written
from guanbiao.words.chapter import CHAPTER_TEMPLATE

TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_chapter(chapter: Chapter) -> bytes:
    """The chapter as the bytes of a .docx file, by the library's own template where there is one that can be used."""
    shipped = template_of(TEMPLATES / CHAPTER_TEMPLATE, CHAPTER)
    own = Path(chapter.folder) / CHAPTER_TEMPLATE
    if chapter.folder and own.is_file():
        try:
            return _written(chapter, template_of(own, CHAPTER), shipped)
        except TemplateFault:
            pass  # told as a finding (letters/own_templates)
    return _written(chapter, shipped, shipped)


def _written(chapter: Chapter, template: WordTemplate, shipped: WordTemplate) -> bytes:
    names, styles = styles_of(template, shipped)
    paper = paper_of(template)
    body = body_of(chapter.blocks, names, paper)
    others = {"word/styles.xml": styles, **related(template, len(body.charts)), **chart_parts(body.charts)}
    return written(template, chapter.fields, body.xml, others, paper.across.properties if body.is_across else "")
