"""Packets as files: the slip, the letter that it is enclosed in, and a draft of a mail with both. The same drafts give
the same bytes: no clock."""

import io
from collections.abc import Iterable
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from msgspec import Struct

from guanbiao.letters.docx import write_letter
from guanbiao.letters.drafts import Answerable, Packet
from guanbiao.model.exports import MAIL_BOUNDARY
from guanbiao.pages.xlsx import write_workbook

_DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 998  # characters of a line of a mail (RFC 5322, 2.1.1)


class Enclosed(Struct, frozen=True):
    """A file in a mail: its name, its kind (a subtype of application/), its bytes."""

    name: str
    kind: str
    content: bytes


class _Policy(EmailPolicy):
    """How the headers of a mail are written: one that names a kind of file is never parted, since that kind is one
    word, longer than a line is wished, of which Python 3.15 makes something that no mail program knows."""

    def fold_binary(self, name: str, value: str) -> bytes:
        policy = SMTP.clone(max_line_length=_LONGEST) if name.lower() == "content-type" else SMTP
        return policy.fold_binary(name, value)


def write_packet(packet: Packet) -> dict[str, bytes]:
    """The files of a packet by their paths: the slip, the letter, the mail that encloses both."""
    slip_name, letter_name, mail_name = packet.names
    slip = Enclosed(slip_name, _XLSX, write_workbook(packet.pages, packet.subject, packet.properties))
    letter = Enclosed(letter_name, _DOCX, write_letter(packet.letter))
    files = {slip.name: slip.content, letter.name: letter.content, mail_name: write_mail(packet, (slip, letter))}
    return {f"{packet.folder}/{name}": content for name, content in files.items()}


def write_answerable(answerable: Answerable) -> dict[str, bytes]:
    """A workbook to answer in, by its path."""
    return {answerable.path: write_workbook(answerable.pages, answerable.title, answerable.properties)}


def write_mail(packet: Packet, enclosed: Iterable[Enclosed]) -> bytes:
    """A draft that mail programs open ready to send (X-Unsent); to nobody where no address is declared."""
    mail = EmailMessage(policy=_Policy(linesep=SMTP.linesep))
    mail["Subject"] = packet.subject
    if packet.address:
        mail["To"] = packet.address
    mail["X-Unsent"] = "1"
    mail.set_content(packet.text)
    for each in enclosed:
        mail.add_attachment(each.content, maintype="application", subtype=each.kind, filename=each.name)
    mail.set_boundary(MAIL_BOUNDARY)
    buffer = io.BytesIO()
    BytesGenerator(buffer).flatten(mail)
    return buffer.getvalue()
