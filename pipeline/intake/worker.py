"""A reader process: paths come in, one a line; books go out as JSON, each behind its length.

JSON, not pickle: whatever a hostile file makes of this process, its parent only ever reads data from it."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.books import FileStatus, Note, Sheet
from pipeline.intake.limits import MEMORY_BYTES
from pipeline.intake.parse import Parsed, parse

LENGTH = 8


def main() -> None:
    """Serve until the input ends. Nothing a parser prints reaches anybody."""
    replies = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    _limit_memory()
    serve(sys.stdin.buffer, replies)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Say that all is loaded, by a length of none; then answer every request in its turn."""
    replies.write(bytes(LENGTH))
    replies.flush()
    for line in iter(requests.readline, b""):
        path, cautious = json.loads(line)
        reply = json.dumps(packed(parse(Path(path).read_bytes(), cautious=cautious)), separators=(",", ":")).encode()
        replies.write(len(reply).to_bytes(LENGTH, "big") + reply)
        replies.flush()


def _limit_memory() -> None:
    """Ask the system for the limit, where it has one; elsewhere the parent watches."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


def packed(parsed: Parsed) -> dict[str, Any]:
    """A parsed file as JSON holds it."""
    return {
        "status": parsed.status.value,
        "reason": parsed.reason,
        "detail": dict(parsed.detail),
        "notes": [_note(note) for note in parsed.notes],
        "sheets": [
            [
                sheet.name,
                sheet.rows,
                sheet.merges,
                list(sheet.formulas),
                list(sheet.widths.items()),
                [_note(note) for note in sheet.notes],
            ]
            for sheet in parsed.sheets
        ],
    }


def _note(note: Note) -> list[object]:
    return [note.code, note.cell, note.raw, note.shown, note.expected]


def unpacked(held: Mapping[str, Any]) -> Parsed:
    """A parsed file from JSON."""
    return Parsed(
        FileStatus(held["status"]),
        held["reason"],
        held["detail"],
        tuple(
            Sheet(
                name,
                rows,
                tuple(map(tuple, merges)),
                frozenset(map(tuple, formulas)),
                dict(widths),
                tuple(Note(*note) for note in notes),
            )
            for name, rows, merges, formulas, widths, notes in held["sheets"]
        ),
        tuple(Note(*note) for note in held["notes"]),
    )


if __name__ == "__main__":
    main()
