"""What there is to validate, and what comes of it, as plain data."""

import polars as pl
from msgspec import Struct

Failure = tuple[int, str]
Failures = tuple[list[list[Failure]], list[Failure]]


class Case(Struct, frozen=True):
    """A form's cells, one a line: `state` is its place and state (`人次=unreadable`), of which those `accepted` pass;
    `unsigned` and `share` hold figures at least 0 and at most 1, as far as the form declares such (`ranged`)."""

    frame: pl.DataFrame
    accepted: tuple[str, ...]
    ranged: tuple[str, ...]
