"""What is said of a function that failed in another process, and of a cluster that fails."""

from msgspec import Struct


class Failed(Struct, frozen=True):
    """That a function failed as often as it was tried, and how it ended the last time."""

    trace: str


class ClusterError(Exception):
    """A cluster that cannot be used: nobody answers, or, where it `is_there`, no worker is of this program."""

    def __init__(self, address: str, *, is_there: bool) -> None:
        super().__init__(address)
        self.is_there = is_there
