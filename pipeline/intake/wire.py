"""What a reader process answers, as a noun and as JSON.

JSON, not pickle: whatever a hostile file makes of such a process, its parent only ever reads data from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.books import FileStatus, Note, Sheet, Value


@dataclass(frozen=True, slots=True)
class Parsed:
    """How a file ended: its sheets, or the reason why there are none."""

    status: FileStatus
    reason: str = ""
    detail: Mapping[str, Value] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Note, ...] = ()


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
