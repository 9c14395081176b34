"""The command line: commands, options, help."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from guanbiao import __version__
from guanbiao.commands import examine, hand_out, keep_watch, work
from guanbiao.exits import DONE, NOT_DONE
from guanbiao.forms.catalogue import Catalogue, SpecError
from guanbiao.processes.helper import Submit
from guanbiao.settings import Settings
from guanbiao.words import findings as phrase

ROOT = Path(__file__).resolve().parents[2]
YEARS = range(1900, 3000)


def main(module: str, submit: Submit) -> int:
    """Run the program with the catalogue that `module` declares; its exit code. Raises ImportError where a package is
    missing."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return int(_app(importlib.import_module(module).CATALOGUE, submit)(standalone_mode=False))
    except SpecError as problem:
        print(phrase.BAD_DECLARATION.format(problem=problem), file=sys.stderr)
    except TyperException:
        print(phrase.WRONG_USAGE.format(typed=" ".join(sys.argv[1:])), file=sys.stderr)
    return NOT_DONE


def _app(catalogue: Catalogue, submit: Submit) -> typer.Typer:
    """The program: the job itself, and its other commands."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, subcommand_metavar=phrase.COMMANDS_METAVAR)
    look = {"options_metavar": phrase.OPTIONS_METAVAR, "add_help_option": False}
    app.callback(help=phrase.HELP, invoke_without_command=True, **look)(_command(catalogue, submit))  # type: ignore[arg-type]
    for name, said, command in (
        ("forms", phrase.HELP_FORMS, _forms(catalogue)),
        ("watch", phrase.HELP_WATCH, _watch(catalogue, submit)),
        ("doctor", phrase.HELP_DOCTOR, _doctor()),
    ):
        app.command(name, help=said, rich_help_panel=phrase.COMMANDS_PANEL, **look)(command)  # type: ignore[arg-type]
    return app


def _option(
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
        rich_help_panel=phrase.OPTIONS_PANEL,
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
        print(context.get_help())
        raise typer.Exit(DONE)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"guanbiao {__version__}")
        raise typer.Exit(DONE)


def _command(catalogue: Catalogue, submit: Submit) -> Callable[..., None]:
    def command(
        context: typer.Context,
        inputs: Annotated[Path, _option(help=phrase.HELP_INPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "inputs",
        outputs: Annotated[Path, _option(help=phrase.HELP_OUTPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "outputs",
        year: Annotated[int | None, _option(help=phrase.HELP_YEAR, takes=phrase.TAKES_YEAR, parser=_year)] = None,
        strict: Annotated[bool, _option("--strict", help=phrase.HELP_STRICT)] = False,
        quiet: Annotated[bool, _option("--quiet", help=phrase.HELP_QUIET)] = False,
        as_json: Annotated[bool, _option("--json", help=phrase.HELP_JSON)] = False,
        version: Annotated[bool, _option("--version", help=phrase.HELP_VERSION, callback=_show_version)] = False,
        help: Annotated[bool, _option("--help", "-h", help=phrase.HELP_HELP, callback=_show_help)] = False,
    ) -> None:
        if context.invoked_subcommand:
            return
        asked = Settings(inputs, outputs, year)
        raise typer.Exit(work(asked, catalogue, submit, strict=strict, quiet=quiet, as_json=as_json))

    return command


def _forms(catalogue: Catalogue) -> Callable[..., None]:
    def forms(
        outputs: Annotated[Path, _option(help=phrase.HELP_FORMS_OUTPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "outputs",
        year: Annotated[int | None, _option(help=phrase.HELP_FORMS_YEAR, takes=phrase.TAKES_YEAR, parser=_year)] = None,
        help: Annotated[bool, _option("--help", "-h", help=phrase.HELP_HELP, callback=_show_help)] = False,
    ) -> None:
        raise typer.Exit(hand_out(outputs, year, catalogue))

    return forms


def _watch(catalogue: Catalogue, submit: Submit) -> Callable[..., None]:
    def watch(
        inputs: Annotated[Path, _option(help=phrase.HELP_INPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "inputs",
        outputs: Annotated[Path, _option(help=phrase.HELP_OUTPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "outputs",
        year: Annotated[int | None, _option(help=phrase.HELP_YEAR, takes=phrase.TAKES_YEAR, parser=_year)] = None,
        every: Annotated[float, _option(help=phrase.HELP_EVERY, takes=phrase.TAKES_SECONDS)] = 30.0,
        help: Annotated[bool, _option("--help", "-h", help=phrase.HELP_HELP, callback=_show_help)] = False,
    ) -> None:
        raise typer.Exit(keep_watch(Settings(inputs, outputs, year), catalogue, submit, max(every, 1.0)))

    return watch


def _doctor() -> Callable[..., None]:
    def doctor(
        inputs: Annotated[Path, _option(help=phrase.HELP_INPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "inputs",
        outputs: Annotated[Path, _option(help=phrase.HELP_OUTPUTS, takes=phrase.TAKES_FOLDER)] = ROOT / "outputs",
        help: Annotated[bool, _option("--help", "-h", help=phrase.HELP_HELP, callback=_show_help)] = False,
    ) -> None:
        raise typer.Exit(examine(Settings(inputs, outputs)))

    return doctor
