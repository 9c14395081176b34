"""OpenDocument texts, built for tests."""

import io
import zipfile
from collections.abc import Sequence

from tests.reports import TITLE

NAMES = ("office", "text", "table", "style", "drawing")
MIME = "application/vnd.oasis.opendocument.text"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACES = " ".join(
    f'xmlns:{name.replace("drawing", "draw")}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES
)
STYLES = (
    '<style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"/>'
    '<style:style style:name="标题_20_2" style:family="paragraph"/>'
)
LOOKS = (
    '<style:style style:name="P1" style:parent-style-name="Heading_20_1"/>'
    '<style:style style:name="P2" style:parent-style-name="标题_20_2"/>'
    '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T3" style:parent-style-name="T1">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
)


def content_of(*body: str) -> str:
    """The part that holds the text of a report whose title and two headings stand before some XML."""
    opening = f"<text:p>{TITLE}</text:p>" + "".join(
        f'<text:h text:outline-level="{level}">{text}</text:h>' for level, text in ((1, "概况"), (2, "服务"))
    )
    text = f"<office:body><office:text>{opening}{''.join(body)}</office:text></office:body>"
    looks = f"<office:automatic-styles>{LOOKS}</office:automatic-styles>"
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"{_XML}<office:document-content {_SPACES} {dublin}>{looks}{text}</office:document-content>"


def packed(content: str, *more: tuple[str, str], mime: str = MIME) -> bytes:
    """A package of these parts, in their order."""
    styles = f"{_XML}<office:document-styles {_SPACES}><office:styles>{STYLES}</office:styles></office:document-styles>"
    parts: Sequence[tuple[str, str]] = (("mimetype", mime), ("content.xml", content), ("styles.xml", styles), *more)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


def open_text(*body: str) -> bytes:
    """An .odt that goes on with some XML behind its title and two headings."""
    return packed(content_of(*body), ("settings.xml", "<x/>"))
