"""What was worked out of a text is remembered, since texts repeat from sheet to sheet; and forgotten by whoever goes
through texts without end, so that memory does not grow with them."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ref

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

Found = TypeVar("Found")
_KEPT: "list[ref[_lru_cache_wrapper[Any]]]" = []  # a list: threads add to it while another goes through a copy


def remembered(most: int) -> "Callable[[Callable[..., Found]], _lru_cache_wrapper[Found]]":
    """Have a function remember what it made of so many texts, those asked for last, until all is forgotten."""

    def remembering(function: Callable[..., Found]) -> "_lru_cache_wrapper[Found]":
        kept = lru_cache(most)(function)
        _KEPT.append(ref(kept, _KEPT.remove))
        return kept

    return remembering


def forget() -> None:
    """Forget what was remembered of texts; it is worked out again when it is asked for."""
    for each in tuple(_KEPT):
        if kept := each():
            kept.cache_clear()
