"""How the parts of an Open XML package hang together: the workbook, its sheets, the relationships of a part."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import unquote
from xml.etree import ElementTree

from msgspec import Struct

from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import Refused

Made = TypeVar("Made")
_ALIKE = 16_384  # bytes up to which a piece of XML that many workbooks share is kept with what it says
_OTHER_BOOK = re.compile(rb"<(?:\w+:)?externalReference\s[^>]*?:id\s*=\s*[\"']([^\"']+)")
_MAIN, _USUAL = "xl/workbook.xml", b'officeDocument" Target="xl/workbook.xml"'


def shared(read: Callable[..., Made]) -> Callable[..., Made]:
    """The same function, which keeps what it made of pieces that many workbooks share: small ones. Whoever calls it
    leaves as it is what it gets."""
    kept = lru_cache(maxsize=512)(read)

    def known(content: bytes, *more: str) -> Made:
        return (kept if len(content) <= _ALIKE else read)(content, *more)

    return known


class Part(Struct, frozen=True):
    """A sheet of a workbook: its name, the part that holds it, and whether it is hidden."""

    name: str
    path: str
    hidden: bool


def main_part(archive: Archive) -> str:
    """The path of the workbook's own part, as the relations of the package say (ECMA-376-2); '' for a package that
    holds no workbook."""
    if _USUAL in archive.read("_rels/.rels") and _MAIN in archive.names:
        return _MAIN
    links = relations(archive, "")
    named = next((target for kind, target in links.values() if kind == "officeDocument"), "")
    return named or next((name for name in archive.names if name.lower() in (_MAIN, "xl/workbook.bin")), "")


def sheet_parts(archive: Archive, main: str) -> list[Part]:
    """The worksheets in their order, of the workbook's part `main`. Raises Refused where two are called alike: engines
    know them by name."""
    links, book = relations(archive, main), archive.read(main)
    found = []
    for name, link, hidden in _listed(book):
        kind, path = links.get(link, ("", ""))
        if kind == "worksheet":
            found.append(Part(name, path, hidden))
    if len({part.name for part in found}) < len(found):
        raise Refused("parts_twice")
    return found


@shared
def _listed(book: bytes) -> tuple[tuple[str, str, bool], ...]:
    """The sheets that a workbook's part lists: name, id of the relationship, whether it is hidden."""
    return tuple(
        (
            element.get("name", ""),
            next((value for key, value in element.items() if key.endswith("}id")), ""),
            element.get("state", "visible") != "visible",
        )
        for element in ElementTree.fromstring(book).iter()
        if _local(element.tag) == "sheet"
    )


def other_books(archive: Archive, main: str) -> list[str]:
    """The files of other workbooks that formulas refer to as [1], [2] … (ECMA-376-1, 18.2.8); '' for one that cannot
    be told."""
    links = relations(archive, main)
    paths = [links.get(link.decode(), ("", ""))[1] for link in _OTHER_BOOK.findall(archive.read(main))]
    try:
        return [_file(next((target for _, target in relations(archive, path).values()), "")) for path in paths]
    except ElementTree.ParseError:
        return []


def _file(target: str) -> str:
    """The name of a file from the address of a link to it."""
    name = re.split(r"[/\\]", unquote(target))[-1]
    return "" if set(name) & set("'\"[]") else name


def is_1904(archive: Archive, main: str) -> bool:
    """Whether the workbook counts its days from 1904 (ECMA-376-1, 18.2.28)."""
    setting = re.search(rb"date1904\s*=\s*[\"'](\w+)", archive.read(main))
    return bool(setting) and setting[1] in (b"1", b"true")  # type: ignore[index]


def relations(archive: Archive, path: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part, by id: the last word of the type, and the target's path in the package."""
    folder, _, name = path.rpartition("/")
    links = archive.read(f"{folder}/_rels/{name}.rels".lstrip("/"))
    return dict(_relations(links, path))


@shared
def _relations(links: bytes, path: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part from their own part, which is the same in most workbooks of one program."""
    place = PurePosixPath(path)
    found = {}
    for element in ElementTree.fromstring(links) if links else ():
        target = element.get("Target", "")
        full = target.lstrip("/") if target.startswith("/") else _joined(place.parent if path else None, target)
        found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], full)
    return found


def _joined(folder: PurePosixPath | None, target: str) -> str:
    steps = list(folder.parts) if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
