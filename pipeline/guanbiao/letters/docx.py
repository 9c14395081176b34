"""Letters as .docx files, from Word templates: those in `templates/`, or a library's own under the same names. The same
drafts give the same bytes: no clock.

A template is a letter as it is printed, with fields in braces: `{{部门}}`, `{%p if 进展 %}`. It is taken apart once and
its parts that hold fields are compiled; a letter is these parts rendered, and all others as they are. What is filled in
is escaped, a template can call nothing, and one that cannot be used is known before a letter is written by it."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from guanbiao.letters.drafts import Letter
from guanbiao.model.exports import PROGRAM
from guanbiao.words.letters import SAMPLE, Field

TEMPLATES = Path(__file__).resolve().parent / "templates"
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_DOCUMENT = "word/document.xml"
_MOST = 64 * 2**20  # bytes of a template, unpacked: one with a picture has some
_THEN = (2000, 1, 1, 0, 0, 0)  # a file without a clock: the same day every day
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold, and line breaks
_WIDE = str.maketrans("｛｝", "{}")  # as an input method for Chinese makes them
_WIDE_OPENS, _WIDE_CLOSES = re.compile(r"(?<=\{)((?:<[^>]*>)*)％"), re.compile(r"％(?=(?:<[^>]*>)*\})")
_PARAGRAPH, _TAGS, _LEFT = re.compile(r"<w:p(?=[ >])"), re.compile(r"<[^>]+>"), re.compile(r"\{\{|\}\}|\{%|%\}")
_SHOWN = 40  # characters of a paragraph that a fault quotes
_BROKEN = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, NotImplementedError, OSError, RuntimeError)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM, _FIRST = "docProps/custom.xml", 2  # the part with properties of one's own, and the number of the first
_PROPERTIES = f'<Properties xmlns="{_OFFICE}/custom-properties"/>'
_MARK = (  # ECMA-376-1, 22.3: by this property a letter is known again, whatever its template says (recognise/ours)
    f'<property xmlns="{_OFFICE}/custom-properties" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="%d" '
    f'name="{PROGRAM}"><vt:lpwstr xmlns:vt="{_OFFICE}/docPropsVTypes">letter</vt:lpwstr></property>'
)
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = (
    f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{_CUSTOM}" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_RELATION = (
    f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{PROGRAM}" Target="{_CUSTOM}" '
    f'Type="{_OFFICE}/relationships/custom-properties"/>'
)
Parts = Mapping[str, bytes | Template]


class TemplateFault(Exception):
    """A template that cannot be used: `why` as a code, for which `words.letters` has the sentence, and the `word` that
    is wrong in it, or the paragraph."""

    def __init__(self, why: str, word: str = "") -> None:
        super().__init__(why)
        self.why, self.word = why, word


def write_letter(letter: Letter) -> bytes:
    """A letter as the bytes of a .docx file, by the library's own template where there is one that can be used."""
    own = Path(letter.folder) / letter.template
    if letter.folder and own.is_file():
        try:
            return _written(template_of(own), letter.fields)
        except TemplateFault:
            pass  # told as a finding (letters/own_templates)
    return _written(template_of(TEMPLATES / letter.template), letter.fields)


def template_of(path: Path) -> Parts:
    """The parts of a template, ready to be filled in. Raises TemplateFault where it cannot be used."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise TemplateFault("unreadable") from problem
    return _compiled(content)


@lru_cache(maxsize=8)
def _compiled(content: bytes) -> Parts:
    """A template tried out with all fields filled in."""
    raw = _unpacked(content)
    parts = {name: _filled(part) if _FILLED.fullmatch(name) else part for name, part in raw.items()}
    for part in _rendered(parts, SAMPLE).values():
        if left := next((each for each in _paragraphs(part.decode("utf-8", "ignore")) if _LEFT.search(each)), ""):
            raise TemplateFault("unclosed", left[:_SHOWN])
    return parts


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a document, its own mark among them. Raises TemplateFault."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST:
                raise TemplateFault("unreadable")
            parts = {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}
        if _DOCUMENT not in parts:
            raise TemplateFault("unreadable")
        return _marked(parts)
    except (*_UNREADABLE, SyntaxError, ValueError) as problem:
        raise TemplateFault("unreadable") from problem


def _marked(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with the property by which a letter is known again."""
    if _CUSTOM not in parts:
        parts[_TYPES] = _with(parts[_TYPES], _TYPE)
        parts[_RELATIONS] = _with(parts[_RELATIONS], _RELATION)
    held = parts.get(_CUSTOM, _PROPERTIES.encode())
    return parts | {_CUSTOM: _with(held, _MARK % (_FIRST + len(parse_xml(held))))}


def _with(part: bytes, element: str) -> bytes:
    root = parse_xml(part)
    root.append(parse_xml(element))
    return serialize_part_xml(root)


def _filled(part: bytes) -> Template:
    """A part as what fills it in. Raises TemplateFault."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    source = ""
    try:
        source = _source(part)
        strange = sorted(meta.find_undeclared_variables(environment.parse(source)) - SAMPLE.keys())
        if strange:
            raise TemplateFault("unknown", strange[0])
        return environment.from_string(source)
    except TemplateSyntaxError as problem:
        lines = _paragraphs(source)
        raise TemplateFault("syntax", lines[min(problem.lineno, len(lines)) - 1][:_SHOWN]) from problem
    except SyntaxError as problem:
        raise TemplateFault("unreadable") from problem


def _source(part: bytes) -> str:
    """A part as a template of Jinja, a paragraph a line: fields that Word has cut into several runs are whole again."""
    document = DocxTemplate("")
    xml = document.xml_to_string(parse_xml(part)).translate(_WIDE)
    return _PARAGRAPH.sub("\n<w:p", str(document.patch_xml(_WIDE_CLOSES.sub("%", _WIDE_OPENS.sub(r"\1%", xml)))))


def _paragraphs(xml: str) -> list[str]:
    """The texts of a part, paragraph by paragraph: a line each."""
    return [_TAGS.sub("", each) for each in _PARAGRAPH.sub("\n<w:p", xml.replace("\n", "")).split("\n")]


def _rendered(parts: Parts, fields: Mapping[str, Field]) -> dict[str, bytes]:
    """The parts of a letter that hold fields, these filled in. Raises TemplateFault."""
    known = {name: _clean(value) for name, value in fields.items()}
    rendered = {}
    for name, part in parts.items():
        if isinstance(part, Template):
            try:
                text = part.render(known).replace("\n<w:p", "<w:p")
                parse_xml(text)
            except _BROKEN as problem:
                raise TemplateFault("value") from problem
            rendered[name] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()
    return rendered


def _clean(value: Field) -> Field:
    if isinstance(value, str):
        return _CONTROL.sub(" ", value)
    if isinstance(value, int):
        return value
    return tuple({name: _CONTROL.sub(" ", text) for name, text in each.items()} for each in value)


def _written(parts: Parts, fields: Mapping[str, Field]) -> bytes:
    """The file: its parts in the order of the template. Raises TemplateFault."""
    rendered, still = _rendered(parts, fields), io.BytesIO()
    with zipfile.ZipFile(still, "w") as target:
        for name, part in parts.items():
            content = part if isinstance(part, bytes) else rendered[name]
            target.writestr(zipfile.ZipInfo(name, _THEN), content, zipfile.ZIP_DEFLATED, compresslevel=1)
    return still.getvalue()
