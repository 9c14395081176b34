"""A helper of a test, and what it is asked; loads nothing else, for a process of its own does so too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from guanbiao.processes.helper import Helper, Submit


@contextmanager
def helper(*modules: str) -> Iterator[Submit]:
    """A helper for as long as the context lasts."""
    own = Helper(*modules)
    try:
        yield own.submit
    finally:
        own.close()


def there(submit: Submit, function: Callable[..., Any], *arguments: object) -> Any:
    """What a function returns that the helper has run, once it has come up or never will."""
    result = submit(function, *arguments)
    talking: Any = submit
    talking.__self__._thread.submit(int).result()  # whatever was asked for before is done
    return result()
