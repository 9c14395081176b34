"""Word templates: a document as it is printed, with fields in braces: `{{部门}}`, `{%p if 进展 %}`.

A template is taken apart once and its parts that hold fields are compiled; a document is these parts rendered, and all
others as they are. What is filled in is escaped, a template can call nothing, and one that cannot be used is known
before a document is written by it. A template may have a field for the body of the document: whole paragraphs and
tables, that take the place of the paragraph that this field stands in."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from guanbiao.model.exports import PROGRAM
from guanbiao.words.letters import Field

_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
DOCUMENT = "word/document.xml"
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
_MARK = (  # ECMA-376-1, 22.3: by this property it is known again, whatever its template says (recognise/ours)
    f'<property xmlns="{_OFFICE}/custom-properties" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="%d" '
    f'name="{PROGRAM}"><vt:lpwstr xmlns:vt="{_OFFICE}/docPropsVTypes">%s</vt:lpwstr></property>'
)
TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = (
    f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{_CUSTOM}" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_RELATION = (
    f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{PROGRAM}" Target="{_CUSTOM}" '
    f'Type="{_OFFICE}/relationships/custom-properties"/>'
)
_BODY = "guanbiao-body"
_TRIAL = f'<w:p id="{_BODY}"/>'  # the body that a template is tried by
Parts = Mapping[str, bytes | Template]


class Sample(Struct, frozen=True, eq=False):
    """What a kind of template is tried by: all its fields filled in, the name of the field that the body of the
    document takes the place of ('' for none), and the word by which such a document is known again ('' for none).
    `sealed`: it is known again as long as nobody has changed it, by the hash of its text behind that word."""

    fields: Mapping[str, Field]
    body: str = ""
    mark: str = ""
    sealed: bool = False


class WordTemplate(Struct, frozen=True, eq=False):
    """A template that can be used: its parts as they are, and ready to be filled in."""

    raw: Mapping[str, bytes]
    parts: Parts
    sample: Sample


class _Xml(str):
    """A text that is markup already."""

    def __html__(self) -> str:
        return str(self)


class TemplateFault(Exception):
    """A template that cannot be used: `why` as a code, for which `words.letters` has the sentence, and the `word` that
    is wrong in it, or the paragraph."""

    def __init__(self, why: str, word: str = "") -> None:
        super().__init__(why)
        self.why, self.word = why, word


def template_of(path: Path, sample: Sample) -> WordTemplate:
    """A template, ready to be filled in. Raises TemplateFault where it cannot be used."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise TemplateFault("unreadable") from problem
    return _compiled(content, sample)


@lru_cache(maxsize=8)
def _compiled(content: bytes, sample: Sample) -> WordTemplate:
    """A template tried out with all fields filled in."""
    raw = _unpacked(content, "" if sample.sealed else sample.mark)
    parts = {name: _filled(part, sample) if _FILLED.fullmatch(name) else part for name, part in raw.items()}
    tried = _rendered(parts, sample.fields, sample.body, _TRIAL)
    for part in tried.values():
        if left := next((each for each in _paragraphs(part.decode("utf-8", "ignore")) if _LEFT.search(each)), ""):
            raise TemplateFault("unclosed", left[:_SHOWN])
    if sample.body and not any(each.get("id") == _BODY for each in parse_xml(tried[DOCUMENT])[0]):
        raise TemplateFault("body", sample.body)
    return WordTemplate(raw, parts, sample)


def _unpacked(content: bytes, mark: str) -> dict[str, bytes]:
    """The parts of a document, its own mark among them. Raises TemplateFault."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST:
                raise TemplateFault("unreadable")
            parts = {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}
        if DOCUMENT not in parts:
            raise TemplateFault("unreadable")
        return _marked(parts, mark) if mark else parts
    except (*_UNREADABLE, SyntaxError, ValueError) as problem:
        raise TemplateFault("unreadable") from problem


def _marked(parts: dict[str, bytes], mark: str) -> dict[str, bytes]:
    """The parts with the property by which a document is known again."""
    if _CUSTOM not in parts:
        parts[TYPES] = with_element(parts[TYPES], _TYPE)
        parts[_RELATIONS] = with_element(parts[_RELATIONS], _RELATION)
    held = parts.get(_CUSTOM, _PROPERTIES.encode())
    return parts | {_CUSTOM: with_element(held, _MARK % (_FIRST + len(parse_xml(held)), mark))}


def with_element(part: bytes, *elements: str) -> bytes:
    """A part with more elements at the end of its root."""
    root = parse_xml(part)
    for each in elements:
        root.append(parse_xml(each))
    return serialize_part_xml(root)


def _filled(part: bytes, sample: Sample) -> Template:
    """A part as what fills it in. Raises TemplateFault."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    source = ""
    try:
        source = _source(part, sample.body)
        known = {*sample.fields, sample.body}
        strange = sorted(meta.find_undeclared_variables(environment.parse(source)) - known)
        if strange:
            raise TemplateFault("unknown", strange[0])
        return environment.from_string(source)
    except TemplateSyntaxError as problem:
        lines = _paragraphs(source)
        raise TemplateFault("syntax", lines[min(problem.lineno, len(lines)) - 1][:_SHOWN]) from problem
    except SyntaxError as problem:
        raise TemplateFault("unreadable") from problem


def _source(part: bytes, body: str) -> str:
    """A part as a template of Jinja, a paragraph a line: fields that Word has cut into several runs are whole again,
    and the field of the body stands in place of its paragraph."""
    document = DocxTemplate("")
    xml = document.xml_to_string(parse_xml(part)).translate(_WIDE)
    source = str(document.patch_xml(_WIDE_CLOSES.sub("%", _WIDE_OPENS.sub(r"\1%", xml))))
    if body:
        field = rf"<w:p(?=[ >])(?:(?!</?w:p[ >]).)*\{{\{{\s*{body}\s*\}}\}}.*?</w:p>"
        source = re.sub(field, f"{{{{ {body} }}}}", source, flags=re.DOTALL)
    return _PARAGRAPH.sub("\n<w:p", source)


def _paragraphs(xml: str) -> list[str]:
    """The texts of a part, paragraph by paragraph: a line each."""
    return [_TAGS.sub("", each) for each in _PARAGRAPH.sub("\n<w:p", xml.replace("\n", "")).split("\n")]


def _rendered(parts: Parts, fields: Mapping[str, Field], body: str, xml: str) -> dict[str, bytes]:
    """The parts of a document that hold fields, these filled in. Raises TemplateFault."""
    known = {name: _clean(value) for name, value in fields.items()} | {body: _Xml(xml)}
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
        return clean(value)
    if isinstance(value, int):
        return value
    return tuple({name: clean(text) for name, text in each.items()} for each in value)


def clean(text: str) -> str:
    """A text as XML can hold it, in one line."""
    return _CONTROL.sub(" ", text)


def written(
    template: WordTemplate,
    fields: Mapping[str, Field],
    xml: str = "",
    others: Mapping[str, bytes] = MappingProxyType({}),
    section: str = "",
) -> bytes:
    """The file: its parts in the order of the template, fields and body filled in; `others` are parts that take the
    place of the template's, or come behind them, `section` the properties that its last section has in place of its
    own. Raises TemplateFault."""
    rendered, still = _rendered(template.parts, fields, template.sample.body, xml), io.BytesIO()
    if section:
        head, _, tail = rendered[DOCUMENT].rpartition(b"<w:sectPr")
        rendered[DOCUMENT] = head + section.encode() + tail.partition(b"</w:sectPr>")[2]
    parts = {**template.raw, **rendered, **others}
    if template.sample.sealed:
        parts = _marked(parts, f"{template.sample.mark} {hashlib.sha256(parts[DOCUMENT]).hexdigest()}")
    with zipfile.ZipFile(still, "w") as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, _THEN), content, zipfile.ZIP_DEFLATED, compresslevel=1)
    return still.getvalue()
