"""The command line: commands, options, help."""

import io
import sys
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import replace
from typer.core import TyperGroup
from typer.exceptions import TyperException

from guanbiao.asked import Asked, Program
from guanbiao.catalogues import CatalogueError
from guanbiao.commands import (
    examine,
    explain_file,
    hand_out,
    have_watched,
    keep_watch,
    learn_forms,
    start_catalogue,
    work,
)
from guanbiao.exits import DONE, NOT_DONE, UNSAID
from guanbiao.processes.helper import Submit
from guanbiao.screen import say, show
from guanbiao.version import __version__
from guanbiao.words import screen
from guanbiao.words import service as service_words

YEARS = range(1900, 3000)
EVERY = 30.0  # seconds between scans of a watched folder


class NoSuchCommand(Exception):
    """A word where a command should stand that is none."""


class _Commands(TyperGroup):
    """The program's commands; one that does not exist is an error of its own."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names. Raises NoSuchCommand."""
        if not args[0].startswith("-") and args[0] not in self.commands:
            raise NoSuchCommand(args[0], get_close_matches(args[0], self.commands, 1))
        return super().resolve_command(ctx, args)


def main(home: Path | None, submit: Submit, note: Callable[[Path], None] = lambda _: None) -> int:
    """Run the program; its exit code. `home` is a checkout, or None for the current folder and the shipped catalogue;
    `note` is told of the folder for outputs once it is known. Raises ImportError where a package is missing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    program = Program(home or Path.cwd(), _catalogue_in(home) if home else "", submit, note)
    try:
        return int(_app(program)(standalone_mode=False))
    except CatalogueError as problem:
        say(str(problem), to=sys.stderr)
    except NoSuchCommand as wrong:
        typed, meant = wrong.args
        say(screen.usage_sentence(screen.NO_SUCH_COMMAND, typed, "".join(meant)), to=sys.stderr)
    except TyperException as wrong_usage:
        say(_misused(wrong_usage), to=sys.stderr)
    return NOT_DONE


def _catalogue_in(home: Path) -> Path | str:
    """The catalogue of a home; the shipped one where it has none."""
    own = home / "schemas"
    return own if own.is_dir() else ""


def _misused(problem: TyperException) -> str:
    """What is wrong with the options, in one sentence; for one that does not exist, the likeliest that does."""
    typed, context = getattr(problem, "option_name", ""), getattr(problem, "ctx", None)
    known = [name for each in context.command.params for name in each.opts] if context else []
    if not hasattr(problem, "possibilities") or not known:
        return screen.WRONG_USAGE.format(typed=" ".join(sys.argv[1:]))
    return screen.usage_sentence(screen.NO_SUCH_OPTION, typed, "".join(get_close_matches(typed, known, 1)))


def _app(program: Program) -> typer.Typer:
    """The program: the job itself, and its other commands."""
    app = typer.Typer(
        cls=_Commands,
        add_completion=False,
        pretty_exceptions_enable=False,
        subcommand_metavar=screen.COMMANDS_METAVAR,
    )
    look = {"options_metavar": screen.OPTIONS_METAVAR, "add_help_option": False}
    app.callback(help=screen.HELP, invoke_without_command=True, **look)(_command(program))  # type: ignore[arg-type]
    for name, said, command in (
        ("forms", screen.HELP_FORMS, _forms(program)),
        ("watch", screen.HELP_WATCH, _watch(program)),
        ("explain", screen.HELP_EXPLAIN, _explain(program)),
        ("doctor", screen.HELP_DOCTOR, _doctor(program)),
        ("new", screen.HELP_NEW, _new()),
        ("learn", screen.HELP_LEARN, _learn(program)),
        ("service", service_words.HELP, _service(program)),
    ):
        app.command(name, help=said, rich_help_panel=screen.COMMANDS_PANEL, **look)(command)  # type: ignore[arg-type]
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


def _show_version(wanted: bool) -> None:
    if wanted:
        show(f"guanbiao {__version__}")
        raise typer.Exit(DONE)


def _argument(help: str, takes: str) -> Any:
    """An argument under the one Chinese heading of the help."""
    return typer.Argument(
        help=help, metavar=takes, rich_help_panel=screen.ARGUMENTS_PANEL, show_default=False, readable=False
    )


_FILE = _argument(screen.HELP_EXPLAIN_FILE, screen.TAKES_FILE)
_LEARNED = _argument(screen.HELP_LEARN_FILE, screen.TAKES_FILE)
_NEW = _argument(screen.HELP_NEW_FOLDER, screen.TAKES_FOLDER)
_Inputs = Annotated[Path | None, _option("--inputs", help=screen.HELP_INPUTS, takes=screen.TAKES_FOLDER)]
_Outputs = Annotated[Path | None, _option("--outputs", help=screen.HELP_OUTPUTS, takes=screen.TAKES_FOLDER)]
_Year = Annotated[int | None, _option("--year", help=screen.HELP_YEAR, takes=screen.TAKES_YEAR, parser=_year)]
_Declared = Annotated[str | None, _option("--catalogue", help=screen.HELP_CATALOGUE, takes=screen.TAKES_CATALOGUE)]
_Public = Annotated[bool | None, _option("--public", help=screen.HELP_PUBLIC)]
_Contacts = Annotated[bool | None, _option("--with-contacts", help=screen.HELP_WITH_CONTACTS)]
_All = Annotated[bool | None, _option("--all", help=screen.HELP_ALL)]
_Cluster = Annotated[str | None, _option("--cluster", help=screen.HELP_CLUSTER, takes=screen.TAKES_ADDRESS)]
_Help = Annotated[bool, _option("--help", "-h", help=screen.HELP_HELP, callback=_show_help)]
_Library = Annotated[str, _option("--library", help=screen.HELP_LIBRARY, takes=screen.TAKES_LIBRARY)]
_Into = Annotated[Path | None, _option("--into", help=screen.HELP_INTO, takes=screen.TAKES_FOLDER)]
_BlanksIn = Annotated[Path | None, _option("--outputs", help=screen.HELP_FORMS_OUTPUTS, takes=screen.TAKES_FOLDER)]
_BlanksOf = Annotated[int | None, _option("--year", help=screen.HELP_FORMS_YEAR, takes=screen.TAKES_YEAR, parser=_year)]


def _command(program: Program) -> Callable[..., None]:
    def command(
        context: typer.Context,
        inputs: _Inputs = None,
        outputs: _Outputs = None,
        year: _Year = None,
        catalogue: _Declared = None,
        public: _Public = None,
        with_contacts: _Contacts = None,
        redo: _All = None,
        cluster: _Cluster = None,
        strict: Annotated[bool, _option("--strict", help=screen.HELP_STRICT)] = False,
        quiet: Annotated[bool, _option("--quiet", help=screen.HELP_QUIET)] = False,
        as_json: Annotated[bool, _option("--json", help=screen.HELP_JSON)] = False,
        prove: Annotated[bool, _option("--prove", help=screen.HELP_PROVE)] = False,
        version: Annotated[bool, _option("--version", help=screen.HELP_VERSION, callback=_show_version)] = False,
        help: _Help = False,
    ) -> None:
        context.obj = asked = Asked(inputs, outputs, year, catalogue, public, with_contacts, redo, cluster)
        if context.invoked_subcommand:
            return
        settings, declared = replace(asked.settings(program), prove=prove), asked.declared(program)
        code = work(settings, declared, program.submit, strict=strict, quiet=quiet, as_json=as_json)
        raise typer.Exit(code)

    return command


def _forms(program: Program) -> Callable[..., None]:
    def forms(
        context: typer.Context,
        outputs: _BlanksIn = None,
        year: _BlanksOf = None,
        catalogue: _Declared = None,
        help: _Help = False,
    ) -> None:
        asked = Asked(outputs=outputs, year=year, catalogue=catalogue).after(context.obj)
        raise typer.Exit(hand_out(asked.settings(program), asked.declared(program)))

    return forms


def _watch(program: Program) -> Callable[..., None]:
    def watch(
        context: typer.Context,
        inputs: _Inputs = None,
        outputs: _Outputs = None,
        year: _Year = None,
        catalogue: _Declared = None,
        public: _Public = None,
        with_contacts: _Contacts = None,
        redo: _All = None,
        cluster: _Cluster = None,
        every: Annotated[float, _option(help=screen.HELP_EVERY, takes=screen.TAKES_SECONDS)] = EVERY,
        help: _Help = False,
    ) -> None:
        asked = Asked(inputs, outputs, year, catalogue, public, with_contacts, redo, cluster).after(context.obj)
        settings, declared = asked.settings(program), asked.declared(program)
        raise typer.Exit(keep_watch(settings, declared, program.submit, max(every, 1.0)))

    return watch


def _explain(program: Program) -> Callable[..., None]:
    def explain(
        context: typer.Context,
        file: Annotated[Path, _FILE],
        inputs: _Inputs = None,
        year: _Year = None,
        catalogue: _Declared = None,
        help: _Help = False,
    ) -> None:
        asked = Asked(inputs=inputs, year=year, catalogue=catalogue).after(context.obj)
        raise typer.Exit(explain_file(file, asked.settings(program), asked.declared(program)))

    return explain


def _doctor(program: Program) -> Callable[..., None]:
    def doctor(context: typer.Context, inputs: _Inputs = None, outputs: _Outputs = None, help: _Help = False) -> None:
        raise typer.Exit(examine(Asked(inputs, outputs).after(context.obj).settings(program)))

    return doctor


def _new() -> Callable[..., None]:
    def new(folder: Annotated[Path, _NEW], library: _Library = "", help: _Help = False) -> None:
        raise typer.Exit(start_catalogue(folder, library))

    return new


def _learn(program: Program) -> Callable[..., None]:
    def learn(
        context: typer.Context,
        file: Annotated[Path, _LEARNED],
        into: _Into = None,
        library: _Library = "",
        help: _Help = False,
    ) -> None:
        own = str(into) if into and into.exists() else None
        raise typer.Exit(learn_forms(file, into, library, Asked(catalogue=own).after(context.obj).declared(program)))

    return learn


def _service(program: Program) -> Callable[..., None]:
    def service(
        context: typer.Context,
        inputs: _Inputs = None,
        outputs: _Outputs = None,
        year: _Year = None,
        catalogue: _Declared = None,
        public: _Public = None,
        with_contacts: _Contacts = None,
        every: Annotated[float, _option(help=screen.HELP_EVERY, takes=screen.TAKES_SECONDS)] = EVERY,
        yes: Annotated[bool, _option("--yes", help=service_words.HELP_YES)] = False,
        remove: Annotated[bool, _option("--remove", help=service_words.HELP_REMOVE)] = False,
        help: _Help = False,
    ) -> None:
        asked = Asked(inputs, outputs, year, catalogue, public, with_contacts).after(context.obj)
        settings = asked.settings(program)
        raise typer.Exit(have_watched(settings, asked.catalogue or "", every, do=yes, remove=remove))

    return service
