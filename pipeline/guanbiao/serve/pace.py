"""How often one may ask: enough for whoever works with the page, too seldom for whoever tries links or floods it."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

_WRONG, _CHANGES, _ASKS = RateLimitItemPerMinute(20), RateLimitItemPerMinute(240), RateLimitItemPerMinute(3000)
WAIT = 15  # seconds that who asked too often is told to wait


class Pace:
    """What was asked in the last minute: wrong links by address, changes and looks by address and department."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def note_wrong(self, address: str) -> None:
        """Count somebody whom no link lets in."""
        self._limiter.hit(_WRONG, address)

    def is_suspect(self, address: str) -> bool:
        """Whether too many came from an address whom no link let in."""
        return not self._limiter.test(_WRONG, address)

    def is_free(self, address: str, department: str, *, changes: bool) -> bool:
        """Whether one more look, or change, is taken; it is counted."""
        return self._limiter.hit(_CHANGES if changes else _ASKS, address, department)
