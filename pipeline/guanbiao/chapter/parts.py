"""The parts of a template that the chapter needs to know: its styles by their names, and how its pages lie."""

from collections.abc import Iterable, Mapping
from copy import deepcopy

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from guanbiao.chapter.body import Lying, Paper
from guanbiao.chapter.charts import BOOK_TYPE, CHART_TYPE, relation
from guanbiao.documents.template import DOCUMENT, TYPES, WordTemplate, with_element
from guanbiao.words.chapter import STYLES

_STYLES, _RELATIONS = "word/styles.xml", "word/_rels/document.xml.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_TWIPS = 20  # a point
_SIDES = ("w:left", "w:right"), ("w:top", "w:bottom")
_PLAIN = (  # A4, for a template that does not say
    '<w:sectPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1361" w:right="1304" w:bottom="1247" w:left="1304" w:header="737" w:footer="680" w:gutter="0"/>'
    "</w:sectPr>"
)


def styles_of(template: WordTemplate, shipped: WordTemplate) -> tuple[Mapping[str, str], bytes]:
    """The ids of the styles that the chapter is written with, by their names, and the template's part with them: what
    it lacks is the shipped template's."""
    root = parse_xml(template.raw.get(_STYLES) or shipped.raw[_STYLES])
    ids = _ids(root)
    for name, style in _by_name(parse_xml(shipped.raw[_STYLES])).items():
        if name not in ids and name in map(str.casefold, STYLES):
            root.append(deepcopy(style))
    ids = _ids(root)
    return {name: ids[name.casefold()] for name in STYLES}, serialize_part_xml(root)


def _by_name(root: Iterable[BaseOxmlElement]) -> dict[str, BaseOxmlElement]:
    """The styles of a part by their names, which Word takes for the same in capitals and small letters."""
    named = ((each.find(qn("w:name")), each) for each in root if each.tag == qn("w:style"))
    return {name.get(qn("w:val"), "").casefold(): each for name, each in named if name is not None}


def _ids(root: Iterable[BaseOxmlElement]) -> dict[str, str]:
    return {name: style.get(qn("w:styleId"), "") for name, style in _by_name(root).items()}


def paper_of(template: WordTemplate) -> Paper:
    """How the pages of a template lie: its own last section, upright, and the same across."""
    body = parse_xml(template.raw[DOCUMENT])[0]
    section = body.find(qn("w:sectPr"))
    if section is None:
        section = parse_xml(_PLAIN)
    return Paper(_lying(section, is_across=False), _lying(section, is_across=True))


def _lying(section: BaseOxmlElement, *, is_across: bool) -> Lying:
    """A section whose pages lie upright or across."""
    own = deepcopy(section)
    size, margins = own.find(qn("w:pgSz")), own.find(qn("w:pgMar"))
    if size is None or margins is None:
        own, plain = parse_xml(_PLAIN), own
        for each in plain.findall(qn("w:headerReference")) + plain.findall(qn("w:footerReference")):
            own.insert(0, each)
        size, margins = own.find(qn("w:pgSz")), own.find(qn("w:pgMar"))
    short, long = sorted(int(size.get(qn(name), "0")) for name in ("w:w", "w:h"))
    wide, high = (long, short) if is_across else (short, long)
    size.set(qn("w:w"), str(wide))
    size.set(qn("w:h"), str(high))
    size.set(qn("w:orient"), "landscape" if is_across else "portrait")
    taken = [sum(int(margins.get(qn(name), "0")) for name in sides) for sides in _SIDES]
    properties = serialize_part_xml(own).decode().partition("?>")[2].strip()
    return Lying(properties, (wide - taken[0]) / _TWIPS, (high - taken[1]) / _TWIPS)


def related(template: WordTemplate, charts: int) -> dict[str, bytes]:
    """The parts of a template that say which others there are, with so many charts among these."""
    numbers = range(1, charts + 1)
    leads = (
        f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{relation(each)}" Type="{_CHART}" '
        f'Target="charts/chart{each}.xml"/>'
        for each in numbers
    )
    kinds = [
        f'<Override xmlns="{_PACKAGE}/content-types" PartName="/word/charts/chart{each}.xml" '
        f'ContentType="{CHART_TYPE}"/>'
        for each in numbers
    ]
    books = f'<Default xmlns="{_PACKAGE}/content-types" Extension="xlsx" ContentType="{BOOK_TYPE}"/>'
    held = template.raw[TYPES]
    return {
        _RELATIONS: with_element(template.raw[_RELATIONS], *leads),
        TYPES: with_element(held, *([] if b'"xlsx"' in held else [books]), *kinds),
    }
