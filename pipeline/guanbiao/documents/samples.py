"""The kinds of documents that are written from templates, and what their templates are tried by."""

from guanbiao.documents.template import Sample
from guanbiao.words import chapter, letters

LETTER = Sample(letters.SAMPLE, mark="letter")  # by which letters are known again
CHAPTER = Sample(chapter.SAMPLE, chapter.BODY, "chapter", sealed=True)  # changed by somebody, it is a report
SAMPLES = {**dict.fromkeys(letters.TEMPLATE_FILES, LETTER), chapter.CHAPTER_TEMPLATE: CHAPTER}  # by the template's name
