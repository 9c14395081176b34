"""Load a catalogue: the shipped one, or another library's from a folder, a file or a module.

A folder, or the folder a file lies in, is imported as a package under a name of its own. Hence declarations import each
other by relative imports, wherever they lie, and two catalogues can be loaded side by side. A mistake in a declaration
is an error that knows file, line and word; its message is one sentence for the user."""

import builtins
import hashlib
import importlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import FrameType, ModuleType

from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue, SpecError
from guanbiao.words.letters import TEMPLATES
from guanbiao.words.screen import fault_sentence

_MISTAKES = (SpecError, AttributeError, ImportError, LookupError, NameError, SyntaxError, TypeError, ValueError)
_QUOTED = re.compile(r"['`]([^'`]+)['`]")
_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
_MODULE = "catalogue"  # the module of a folder that declares CATALOGUE, where the folder itself does not


class CatalogueError(Exception):
    """A catalogue that cannot be used, and why: `kind` is a key of `words.screen.FAULTS`, `file` and `line` say where,
    `word` what is wrong there, `said` what Python or the declaration says of it, `meant` what was likely meant."""

    def __init__(
        self, kind: str, file: str = "", line: int = 0, word: str = "", said: str = "", meant: str = ""
    ) -> None:
        super().__init__(fault_sentence(kind, file, line, word, said, meant))
        self.kind, self.file, self.line, self.word = kind, file, line, word


def load_catalogue(source: str | Path = "") -> Catalogue:
    """The catalogue that a folder, a .py file or a dotted module declares under the name CATALOGUE; '' is the shipped
    one. A folder declares it in its `__init__.py` or in its `catalogue.py`. What changed since it was last loaded
    from a folder or a file is seen.

    Raises CatalogueError where there is none, or where a declaration is wrong."""
    path = Path(source) if source else shipped()
    if path.exists():
        folder = path if path.is_dir() else path.parent
        inner = "" if path.is_dir() else path.stem
        with _mistakes_told(folder.resolve()):
            module = _imported(folder.resolve(), inner)
    elif _DOTTED.fullmatch(str(source)):
        module = _named(str(source))
    else:
        raise CatalogueError("absent", word=str(source))
    found = getattr(module, "CATALOGUE", None)
    if not isinstance(found, Catalogue):
        raise CatalogueError("none", str(source))
    own = Path(module.__file__ or "").resolve().parent / TEMPLATES
    return replace(found, templates=str(own)) if module.__file__ and own.is_dir() and not found.templates else found


def shipped() -> Path:
    """The folder of the catalogue that comes with the program: in the package where it is installed, else in the
    checkout."""
    installed = Path(__file__).parent / "schemas"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "schemas"


def _imported(folder: Path, inner: str) -> ModuleType:
    """The module `inner` of a folder ('': the one that declares the catalogue), the folder imported anew."""
    name = f"catalogue_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    for known in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
        del sys.modules[known]
    importlib.invalidate_caches()
    package = _package(name, folder)
    if not inner and (hasattr(package, "CATALOGUE") or not (folder / f"{_MODULE}.py").is_file()):
        return package
    return importlib.import_module(f"{name}.{inner or _MODULE}")


def _package(name: str, folder: Path) -> ModuleType:
    """A folder as a package of that name, with or without an `__init__.py`."""
    file = folder / "__init__.py"
    spec: ModuleSpec | None = ModuleSpec(name, None, is_package=True)
    if file.is_file():
        spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=[str(folder)])
    assert spec
    spec.submodule_search_locations = [str(folder)]
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    if spec.loader:
        spec.loader.exec_module(package)
    return package


def _named(dotted: str) -> ModuleType:
    """A module by its name, looked for in the current folder, too; of a package without a catalogue, the module of it
    that declares one."""
    if str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))
    try:
        found = importlib.util.find_spec(dotted)
    except ModuleNotFoundError:
        found = None
    if found is None or not (found.origin or found.submodule_search_locations):
        raise CatalogueError("absent", word=dotted)
    places = [Path(each) for each in found.submodule_search_locations or ()]
    with _mistakes_told(places[0] if places else Path(str(found.origin)).parent):
        module = importlib.import_module(dotted)
        if not hasattr(module, "CATALOGUE") and any((place / f"{_MODULE}.py").is_file() for place in places):
            module = importlib.import_module(f"{dotted}.{_MODULE}")
    return module


@contextmanager
def _mistakes_told(folder: Path) -> Iterator[None]:
    """Whatever a wrong declaration raises becomes a CatalogueError. Paths are shown from the folder's own name on."""
    try:
        yield
    except _MISTAKES as mistake:
        raise _fault(mistake, folder) from mistake


def _fault(mistake: BaseException, folder: Path) -> CatalogueError:
    frame, line = _last_frame(mistake, folder)
    file = frame.f_code.co_filename if frame else str(folder)
    if isinstance(mistake, SyntaxError):
        shown = _shown(str(mistake.filename or file), folder)
        return CatalogueError("syntax", shown, mistake.lineno or 0, (mistake.text or "").strip(), mistake.msg)
    kind, word, known = _word(mistake, frame)
    meant = next(iter(get_close_matches(word.rpartition(".")[2], list(known), 1)), "")
    return CatalogueError(kind, _shown(file, folder), line, word, str(mistake), meant)


def _shown(file: str, folder: Path) -> str:
    path = Path(file)
    return path.relative_to(folder.parent).as_posix() if path.is_relative_to(folder.parent) else file


def _last_frame(mistake: BaseException, folder: Path) -> tuple[FrameType | None, int]:
    """The last frame of a traceback that stands in a file of the folder, and its line there."""
    frame, line, at = None, 0, mistake.__traceback__
    while at is not None:
        if Path(at.tb_frame.f_code.co_filename).is_relative_to(folder):
            frame, line = at.tb_frame, at.tb_lineno
        at = at.tb_next
    return frame, line


def _word(mistake: BaseException, frame: FrameType | None) -> tuple[str, str, Iterable[str]]:
    """What kind of mistake it is, the word that is wrong, and the words that are known in its place."""
    found: tuple[str, str, Iterable[str]] = "contradiction", "", ()
    match mistake:
        case ModuleNotFoundError():
            found = "module", _own_name(str(mistake.name)), _beside(frame)
        case ImportError():
            found = "name", _quoted(mistake), dir(sys.modules.get(str(mistake.name)))
        case NameError():
            found = "name", str(mistake.name), [*(frame.f_globals if frame else ()), *dir(builtins)]
        case AttributeError():
            found = "name", str(mistake.name), dir(mistake.obj)
        case KeyError():
            found = "name", str(mistake.args[0]), ()
        case TypeError() if _quoted(mistake):
            found = "argument", _quoted(mistake), ()
    return found


def _own_name(module: str) -> str:
    """A module's name without that of the package which a folder was imported as."""
    return re.sub(r"^catalogue_[0-9a-f]{12}\.", "", module)


def _beside(frame: FrameType | None) -> list[str]:
    """The modules that lie beside the file of a frame."""
    return [each.stem for each in Path(frame.f_code.co_filename).parent.iterdir()] if frame else []


def _quoted(mistake: BaseException) -> str:
    """The first word in quotation marks of what Python says."""
    found = _QUOTED.search(str(mistake))
    return found[1] if found else ""
