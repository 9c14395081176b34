"""What a command was asked, as typed, and what it is given besides."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.catalogues import load_catalogue
from guanbiao.forms.catalogue import Catalogue
from guanbiao.processes.helper import Submit
from guanbiao.settings import Settings


class Program(Struct, frozen=True):
    """What every command is given: where the default folders lie, the default catalogue, who runs functions, and who is
    told of the folder for outputs once it is known."""

    home: Path
    catalogue: Path | str
    submit: Submit
    note: Callable[[Path], None]


class Asked(Struct, frozen=True):
    """The options that several commands have, as typed; None is not typed."""

    inputs: Path | None = None
    outputs: Path | None = None
    year: int | None = None
    catalogue: str | None = None
    public: bool | None = None
    with_contacts: bool | None = None
    redo: bool | None = None
    cluster: str | None = None

    def after(self, before: object) -> "Asked":
        """What was typed behind the command, else what was typed `before` it."""
        typed = {name: each for name in self.__struct_fields__ if (each := getattr(self, name)) is not None}
        first = before if isinstance(before, Asked) else Asked()
        return Asked(**{name: getattr(first, name) for name in self.__struct_fields__} | typed)

    def settings(self, program: Program) -> Settings:
        """What the run is asked to do; folders that were not named are those of the program's home."""
        home = program.home
        found = Settings(self.inputs or home / "inputs", self.outputs or home / "outputs", self.year)
        program.note(found.outputs)
        asked = {"public": bool(self.public), "with_contacts": bool(self.with_contacts)}
        return replace(found, redo=bool(self.redo), cluster=self.cluster or "", **asked)

    def declared(self, program: Program) -> Catalogue:
        """The catalogue. Raises CatalogueError."""
        return load_catalogue(self.catalogue or program.catalogue)
