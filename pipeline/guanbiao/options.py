"""The options and arguments that commands share, as typer takes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from guanbiao.exits import DONE, UNSAID
from guanbiao.screen import show
from guanbiao.version import __version__
from guanbiao.words import screen

YEARS = range(1900, 3000)
EVERY = 30.0  # seconds between scans of a watched folder


def option(
    *names: str,
    help: str,
    callback: Callable[..., None] | None = None,
    takes: str = "",
    parser: Callable[[str], object] | None = None,
) -> Any:
    """An option under the one Chinese heading of the help; `takes` names what it takes, `parser` reads it."""
    return typer.Option(
        *names,
        help=help,
        rich_help_panel=screen.OPTIONS_PANEL,
        callback=callback,
        is_eager=callback is not None,
        show_default=False,
        metavar=takes,
        parser=parser,
        readable=False,  # whether a folder can be read is told by the command, in its own words
    )


def _year(typed: str) -> int:
    """A year that forms can be of. Raises ValueError, which is a wrong usage."""
    if int(typed) not in YEARS:
        raise ValueError(typed)
    return int(typed)


def _show_help(context: typer.Context, wanted: bool) -> None:
    if wanted:
        try:
            show(context.get_help())
        except OSError:  # where it is shown in colours, that is done on the way
            raise SystemExit(UNSAID) from None
        raise typer.Exit(DONE)


def show_version(wanted: bool) -> None:
    """Show which version this is, and end."""
    if wanted:
        show(f"guanbiao {__version__}")
        raise typer.Exit(DONE)


def argument(help: str, takes: str) -> Any:
    """An argument under the one Chinese heading of the help."""
    return typer.Argument(
        help=help, metavar=takes, rich_help_panel=screen.ARGUMENTS_PANEL, show_default=False, readable=False
    )


FILE = argument(screen.HELP_EXPLAIN_FILE, screen.TAKES_FILE)
LEARNED = argument(screen.HELP_LEARN_FILE, screen.TAKES_FILE)
NEW = argument(screen.HELP_NEW_FOLDER, screen.TAKES_FOLDER)
Inputs = Annotated[Path | None, option("--inputs", help=screen.HELP_INPUTS, takes=screen.TAKES_FOLDER)]
Outputs = Annotated[Path | None, option("--outputs", help=screen.HELP_OUTPUTS, takes=screen.TAKES_FOLDER)]
Year = Annotated[int | None, option("--year", help=screen.HELP_YEAR, takes=screen.TAKES_YEAR, parser=_year)]
Declared = Annotated[str | None, option("--catalogue", help=screen.HELP_CATALOGUE, takes=screen.TAKES_CATALOGUE)]
Public = Annotated[bool | None, option("--public", help=screen.HELP_PUBLIC)]
Contacts = Annotated[bool | None, option("--with-contacts", help=screen.HELP_WITH_CONTACTS)]
All = Annotated[bool | None, option("--all", help=screen.HELP_ALL)]
Cluster = Annotated[str | None, option("--cluster", help=screen.HELP_CLUSTER, takes=screen.TAKES_ADDRESS)]
Help = Annotated[bool, option("--help", "-h", help=screen.HELP_HELP, callback=_show_help)]
Library = Annotated[str, option("--library", help=screen.HELP_LIBRARY, takes=screen.TAKES_LIBRARY)]
Into = Annotated[Path | None, option("--into", help=screen.HELP_INTO, takes=screen.TAKES_FOLDER)]
BlanksIn = Annotated[Path | None, option("--outputs", help=screen.HELP_FORMS_OUTPUTS, takes=screen.TAKES_FOLDER)]
BlanksOf = Annotated[int | None, option("--year", help=screen.HELP_FORMS_YEAR, takes=screen.TAKES_YEAR, parser=_year)]
BlanksFor = Annotated[str, option("--library", help=screen.HELP_FORMS_LIBRARY, takes=screen.TAKES_LIBRARY)]
