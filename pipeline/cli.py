"""The command line: options, progress, lines for people, exit codes."""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from pipeline import __version__, phrase
from pipeline.model import FindingStatus
from pipeline.phrase import Phrases
from pipeline.read import reading
from pipeline.settings import NothingToDo, Settings
from pipeline.spec import Catalogue, Level, SpecError
from pipeline.workspace import Busy, OutputsError, working_in

if TYPE_CHECKING:
    from pipeline.flow import Published

DONE, OPEN_FINDINGS, NOT_DONE = 0, 1, 2
ROOT = Path(__file__).resolve().parent.parent


def main(module: str) -> None:
    """Run the program with the catalogue that `module` declares and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        catalogue: Catalogue = importlib.import_module(module).CATALOGUE
    except SpecError as problem:
        print(phrase.BAD_DECLARATION.format(problem=problem), file=sys.stderr)
        sys.exit(NOT_DONE)
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, subcommand_metavar=phrase.COMMANDS_METAVAR)
    app.callback(
        help=phrase.HELP, options_metavar=phrase.OPTIONS_METAVAR, add_help_option=False, invoke_without_command=True
    )(_command(catalogue))
    app.command(
        "forms",
        help=phrase.HELP_FORMS,
        options_metavar=phrase.OPTIONS_METAVAR,
        add_help_option=False,
        rich_help_panel=phrase.COMMANDS_PANEL,
    )(_forms(catalogue))
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException:
        print(phrase.WRONG_USAGE.format(typed=" ".join(sys.argv[1:])), file=sys.stderr)
        sys.exit(NOT_DONE)


def _option(*names: str, help: str, callback: Callable[..., None] | None = None) -> Any:
    """An option under the one Chinese heading of the help."""
    eager = callback is not None
    return typer.Option(*names, help=help, rich_help_panel=phrase.OPTIONS_PANEL, callback=callback, is_eager=eager)


def _show_help(context: typer.Context, wanted: bool) -> None:
    if wanted:
        print(context.get_help())
        raise typer.Exit(DONE)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"guanbiao {__version__}")
        raise typer.Exit(DONE)


def _command(catalogue: Catalogue) -> Callable[..., None]:
    def command(
        context: typer.Context,
        inputs: Annotated[Path, _option(help=phrase.HELP_INPUTS)] = ROOT / "inputs",
        outputs: Annotated[Path, _option(help=phrase.HELP_OUTPUTS)] = ROOT / "outputs",
        year: Annotated[int | None, _option(help=phrase.HELP_YEAR)] = None,
        strict: Annotated[bool, _option("--strict", help=phrase.HELP_STRICT)] = False,
        quiet: Annotated[bool, _option("--quiet", help=phrase.HELP_QUIET)] = False,
        as_json: Annotated[bool, _option("--json", help=phrase.HELP_JSON)] = False,
        version: Annotated[bool, _option("--version", help=phrase.HELP_VERSION, callback=_show_version)] = False,
        help: Annotated[bool, _option("--help", "-h", help=phrase.HELP_HELP, callback=_show_help)] = False,
    ) -> None:
        if context.invoked_subcommand:
            return
        raise typer.Exit(work(Settings(inputs, outputs, year), catalogue, strict=strict, quiet=quiet, as_json=as_json))

    return command


def _forms(catalogue: Catalogue) -> Callable[..., None]:
    def forms(
        outputs: Annotated[Path, _option(help=phrase.HELP_FORMS_OUTPUTS)] = ROOT / "outputs",
        year: Annotated[int | None, _option(help=phrase.HELP_FORMS_YEAR)] = None,
        help: Annotated[bool, _option("--help", "-h", help=phrase.HELP_HELP, callback=_show_help)] = False,
    ) -> None:
        raise typer.Exit(hand_out(outputs, year, catalogue))

    return forms


def hand_out(outputs: Path, year: int | None, catalogue: Catalogue) -> int:
    """Write the blank forms of a year and say where; the exit code."""
    from pipeline.flow import write_blanks

    try:
        folder = write_blanks(outputs, year, catalogue)
    except (NothingToDo, OutputsError, Busy) as problem:
        return not_done(problem)
    print(phrase.BLANKS_DONE.format(year=folder.name[:4], count=len(catalogue.forms), folder=folder))
    return DONE


def work(settings: Settings, catalogue: Catalogue, *, strict: bool, quiet: bool, as_json: bool) -> int:
    """Run the job and tell of it; the exit code."""
    progress = Progress(enabled=sys.stderr.isatty() and not quiet)
    try:
        done = run(settings, catalogue, progress.tell)
    except (NothingToDo, OutputsError, Busy) as problem:
        progress.end()
        return not_done(problem)
    progress.end()
    for line in _lines(done, quiet=quiet, as_json=as_json):
        print(line)
    for each in done:
        if each.folder.name != str(each.report.year):
            print(phrase.VERSIONED.format(year=each.report.year, folder=each.folder), file=sys.stderr)
    is_open = any(
        finding.level is Level.MANDATORY and finding.status is not FindingStatus.EXPLAINED
        for each in done
        for finding in each.report.findings
    )
    return OPEN_FINDINGS if strict and is_open else DONE


def run(settings: Settings, catalogue: Catalogue, tell: Callable[[str], None]) -> "list[Published]":
    """Run the job. The libraries of the later stages, half a second of start-up, are loaded while the files are read.

    Raises NothingToDo, OutputsError, and Busy where another run works in the same outputs folder."""
    if not settings.inputs.is_dir():
        raise NothingToDo(phrase.NO_INPUTS.format(folder=settings.inputs))
    with working_in(settings.outputs) as workspace:
        tell(phrase.READING)
        with reading(settings.inputs, workspace.fresh("snapshot")) as books:
            from pipeline import flow

            return flow.run(books.result(), workspace, settings, catalogue, tell)


def not_done(problem: NothingToDo | OutputsError | Busy) -> int:
    """Say in one sentence why the job could not be done; the exit code."""
    if isinstance(problem, OutputsError):
        said = phrase.NO_OUTPUTS.format(folder=problem, reason=phrase.os_reason(problem.__cause__))
    else:
        said = phrase.BUSY.format(folder=problem) if isinstance(problem, Busy) else str(problem)
    print(said, file=sys.stderr)
    return NOT_DONE


def _lines(done: "list[Published]", *, quiet: bool, as_json: bool) -> list[str]:
    if as_json:
        return [json.dumps([_summary(each) for each in done], ensure_ascii=False, indent=1)]
    lines: list[str] = []
    for each in done:
        report = each.report
        phrases = Phrases(report.catalogue, report.year)
        if not quiet:
            lines += [phrases.line(finding) for finding in report.findings]
        counts = Counter(finding.level for finding in report.findings)
        filed, forms = len(report.counted), len(report.catalogue.forms)
        mandatory, query = counts[Level.MANDATORY], counts[Level.QUERY]
        lines.append(phrase.summary_line(report.year, filed, forms, mandatory, query, str(each.folder)))
    return lines


def _summary(done: "Published") -> dict[str, object]:
    report = done.report
    phrases = Phrases(report.catalogue, report.year)
    counts = Counter(finding.level for finding in report.findings)
    return {
        "period": report.year,
        "outputs": str(done.folder),
        "filed": len(report.counted),
        "forms": len(report.catalogue.forms),
        "by_level": {level.value: counts[level] for level in Level},
        "findings": [
            {"id": each.id, "rule": each.rule, "level": each.level.value, "message": phrases.message(each)}
            for each in report.findings
        ],
    }


class Progress:
    """One line on the terminal that says what is being done; silent when redirected."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled

    def tell(self, text: str) -> None:
        """Show what is being done now."""
        if self.enabled:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.enabled:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
