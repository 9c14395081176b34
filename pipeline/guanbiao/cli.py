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
from guanbiao.exits import NOT_DONE
from guanbiao.options import (
    EVERY,
    FILE,
    LEARNED,
    NEW,
    All,
    BlanksFor,
    BlanksIn,
    BlanksOf,
    Cluster,
    Contacts,
    Declared,
    Help,
    Inputs,
    Into,
    Library,
    Outputs,
    Public,
    Year,
    option,
    show_version,
)
from guanbiao.paging import serve_page, show_links
from guanbiao.processes.helper import Submit
from guanbiao.screen import say
from guanbiao.words import office, screen
from guanbiao.words import service as service_words


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
        ("serve", screen.HELP_SERVE, _serve(program)),
        ("links", office.HELP_LINKS, _links(program)),
        ("service", service_words.HELP, _service(program)),
    ):
        app.command(name, help=said, rich_help_panel=screen.COMMANDS_PANEL, **look)(command)  # type: ignore[arg-type]
    return app


def _command(program: Program) -> Callable[..., None]:
    def command(
        context: typer.Context,
        inputs: Inputs = None,
        outputs: Outputs = None,
        year: Year = None,
        catalogue: Declared = None,
        public: Public = None,
        with_contacts: Contacts = None,
        redo: All = None,
        cluster: Cluster = None,
        strict: Annotated[bool, option("--strict", help=screen.HELP_STRICT)] = False,
        quiet: Annotated[bool, option("--quiet", help=screen.HELP_QUIET)] = False,
        as_json: Annotated[bool, option("--json", help=screen.HELP_JSON)] = False,
        prove: Annotated[bool, option("--prove", help=screen.HELP_PROVE)] = False,
        version: Annotated[bool, option("--version", help=screen.HELP_VERSION, callback=show_version)] = False,
        help: Help = False,
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
        outputs: BlanksIn = None,
        year: BlanksOf = None,
        library: BlanksFor = "",
        catalogue: Declared = None,
        help: Help = False,
    ) -> None:
        asked = Asked(outputs=outputs, year=year, catalogue=catalogue).after(context.obj)
        raise typer.Exit(hand_out(asked.settings(program), asked.declared(program), library))

    return forms


def _watch(program: Program) -> Callable[..., None]:
    def watch(
        context: typer.Context,
        inputs: Inputs = None,
        outputs: Outputs = None,
        year: Year = None,
        catalogue: Declared = None,
        public: Public = None,
        with_contacts: Contacts = None,
        redo: All = None,
        cluster: Cluster = None,
        every: Annotated[float, option(help=screen.HELP_EVERY, takes=screen.TAKES_SECONDS)] = EVERY,
        help: Help = False,
    ) -> None:
        asked = Asked(inputs, outputs, year, catalogue, public, with_contacts, redo, cluster).after(context.obj)
        settings, declared = asked.settings(program), asked.declared(program)
        raise typer.Exit(keep_watch(settings, declared, program.submit, max(every, 1.0)))

    return watch


def _explain(program: Program) -> Callable[..., None]:
    def explain(
        context: typer.Context,
        file: Annotated[Path, FILE],
        inputs: Inputs = None,
        year: Year = None,
        catalogue: Declared = None,
        help: Help = False,
    ) -> None:
        asked = Asked(inputs=inputs, year=year, catalogue=catalogue).after(context.obj)
        raise typer.Exit(explain_file(file, asked.settings(program), asked.declared(program)))

    return explain


def _doctor(program: Program) -> Callable[..., None]:
    def doctor(context: typer.Context, inputs: Inputs = None, outputs: Outputs = None, help: Help = False) -> None:
        raise typer.Exit(examine(Asked(inputs, outputs).after(context.obj).settings(program)))

    return doctor


def _new() -> Callable[..., None]:
    def new(folder: Annotated[Path, NEW], library: Library = "", help: Help = False) -> None:
        raise typer.Exit(start_catalogue(folder, library))

    return new


def _learn(program: Program) -> Callable[..., None]:
    def learn(
        context: typer.Context,
        file: Annotated[Path, LEARNED],
        into: Into = None,
        library: Library = "",
        help: Help = False,
    ) -> None:
        own = str(into) if into and into.exists() else None
        raise typer.Exit(learn_forms(file, into, library, Asked(catalogue=own).after(context.obj).declared(program)))

    return learn


def _service(program: Program) -> Callable[..., None]:
    def service(
        context: typer.Context,
        inputs: Inputs = None,
        outputs: Outputs = None,
        year: Year = None,
        catalogue: Declared = None,
        public: Public = None,
        with_contacts: Contacts = None,
        every: Annotated[float, option(help=screen.HELP_EVERY, takes=screen.TAKES_SECONDS)] = EVERY,
        yes: Annotated[bool, option("--yes", help=service_words.HELP_YES)] = False,
        remove: Annotated[bool, option("--remove", help=service_words.HELP_REMOVE)] = False,
        help: Help = False,
    ) -> None:
        asked = Asked(inputs, outputs, year, catalogue, public, with_contacts).after(context.obj)
        settings = asked.settings(program)
        raise typer.Exit(have_watched(settings, asked.catalogue or "", every, do=yes, remove=remove))

    return service


def _serve(program: Program) -> Callable[..., None]:
    def serve(
        context: typer.Context,
        inputs: Inputs = None,
        outputs: Outputs = None,
        year: Year = None,
        catalogue: Declared = None,
        public: Public = None,
        with_contacts: Contacts = None,
        host: Annotated[str, option("--host", help=screen.HELP_HOST, takes=screen.TAKES_ADDRESS)] = "127.0.0.1",
        port: Annotated[int, option("--port", help=screen.HELP_PORT, takes=screen.TAKES_PORT)] = 0,
        no_browser: Annotated[bool, option("--no-browser", help=screen.HELP_NO_BROWSER)] = False,
        help: Help = False,
    ) -> None:
        asked = Asked(inputs, outputs, year, catalogue, public, with_contacts).after(context.obj)
        settings, declared = asked.settings(program), asked.declared(program)
        place = asked.catalogue or str(program.catalogue)
        raise typer.Exit(serve_page(settings, declared, place, host, port, browser=not no_browser))

    return serve


def _links(program: Program) -> Callable[..., None]:
    def links(
        context: typer.Context,
        outputs: Outputs = None,
        catalogue: Declared = None,
        host: Annotated[str, option("--host", help=office.HELP_LINK_HOST, takes=screen.TAKES_ADDRESS)] = "",
        port: Annotated[int, option("--port", help=office.HELP_LINK_PORT, takes=screen.TAKES_PORT)] = 0,
        renew: Annotated[
            list[str] | None, option("--renew", help=office.HELP_RENEW, takes=office.TAKES_DEPARTMENT)
        ] = None,
        help: Help = False,
    ) -> None:
        asked = Asked(outputs=outputs, catalogue=catalogue).after(context.obj)
        settings, declared = asked.settings(program), asked.declared(program)
        raise typer.Exit(show_links(settings, declared, host, port, renew or []))

    return links
