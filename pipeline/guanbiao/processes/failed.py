"""What is said of a function that failed in another process."""

from msgspec import Struct


class Failed(Struct, frozen=True):
    """That a function failed as often as it was tried, and how it ended the last time."""

    trace: str
