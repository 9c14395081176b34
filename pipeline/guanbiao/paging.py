"""The commands of the page, whose libraries only some install: serving it, and telling the links of an office."""

import sys
from collections.abc import Callable, Sequence

from guanbiao.exits import NOT_DONE
from guanbiao.forms.catalogue import Catalogue
from guanbiao.screen import say
from guanbiao.settings import Settings
from guanbiao.words import screen

_OF_THE_PAGE = ("starlette", "uvicorn", "anyio", "python_multipart", "limits")  # what `guanbiao[page]` installs


def serve_page(settings: Settings, catalogue: Catalogue, declared: str, host: str, port: int, *, browser: bool) -> int:
    """Serve the page until Ctrl-C; the exit code. `declared` is what the catalogue is loaded from."""

    def serve() -> int:
        from guanbiao.serve.server import serve

        return serve(settings, catalogue, declared, host, port, browser=browser)

    return _with_the_page(serve)


def show_links(settings: Settings, catalogue: Catalogue, host: str, port: int, renew: Sequence[str]) -> int:
    """Say by which links an office opens the page; the exit code."""

    def tell() -> int:
        from guanbiao.serve.links import tell_links

        return tell_links(settings, catalogue, host, port, renew)

    return _with_the_page(tell)


def _with_the_page(do: Callable[[], int]) -> int:
    """Do what takes the libraries of the page; the exit code where they are not installed."""
    try:
        return do()
    except ImportError as problem:
        if (problem.name or "").partition(".")[0] not in _OF_THE_PAGE:
            raise
        say(screen.NO_PAGE_EXTRA, to=sys.stderr)
        return NOT_DONE
