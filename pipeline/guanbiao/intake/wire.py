"""What a reader process is told and what it answers, as nouns and as JSON.

JSON, not pickle: whatever a hostile file makes of such a process, its parent only ever reads data from it, and only
data of these types."""

from collections.abc import Mapping

from msgspec import Struct, json

from guanbiao.intake.signs import Signs
from guanbiao.model.books import FileStatus, Note, Sheet
from guanbiao.model.documents import Paragraph
from guanbiao.text.cells import Value


class Parsed(Struct, frozen=True):
    """How reading a file ended: its sheets, or the reason why there are none, as a code with the detail that the
    sentence about it needs, notes about the whole file, the properties in it that are ours, and the running text of an
    annual report."""

    status: FileStatus
    reason: str = ""
    detail: Mapping[str, Value] = {}
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Note, ...] = ()
    properties: Mapping[str, str] = {}
    paragraphs: tuple[Paragraph, ...] = ()


packed = json.Encoder().encode  # a Parsed as bytes
SIGNS = b"{"  # how the message of signs begins; a request is a list
signs_packed = json.Encoder().encode  # Signs as bytes
signs_unpacked = json.Decoder(Signs).decode
unpacked = json.Decoder(Parsed).decode  # raises msgspec.DecodeError for anything that is no Parsed
