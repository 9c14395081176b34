"""The page and its parts as HTML. What was typed in a form can be anything: all of it goes through the templates'
escaping, and what is about persons is masked."""

from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from guanbiao.intake.limits import FILE_BYTES, MEGABYTE
from guanbiao.serve.answers import MOST_NAME, MOST_TEXT
from guanbiao.serve.desk import Desk
from guanbiao.serve.guard import Rules
from guanbiao.serve.seen import Seen, next_step
from guanbiao.serve.viewer import Access, Asking, Viewer
from guanbiao.text.personal import masked
from guanbiao.words import page as words
from guanbiao.words.office import OFFICE_WORDS, deed

_TEMPLATES = Path(__file__).resolve().parent / "templates"
PARTS = ("head", "next", "drops", "results")
_MOST = 12  # problems that are listed before the others are unfolded


class News(Struct, frozen=True):
    """What the script of an open page is told: which page it is of, the state of the job in words, the step that it is
    at, and by numbers whether drops, forms among them, or results are others."""

    page: str
    state: str
    said: str
    step: int
    drops: int
    forms: int
    results: int


class Pages:
    """The page as it is written for somebody."""

    def __init__(self, desk: Desk, rules: Rules, access: Access) -> None:
        self._desk, self._rules, self._access, self._page = desk, rules, access, token_hex(8)

    def news(self, viewer: Viewer) -> News:
        """What holds now; which file is read is told to who compiles alone."""
        state = self._desk.runs.state
        file, looks = "" if viewer.department else state.step.file, self._desk.looks
        said, step = words.state_text(state.name, state.step.said, file, state.step.done, state.step.every, state.at)
        return News(self._page, state.name, said, step, looks.version, looks.forms, state.published)

    def whole(self, asking: Asking) -> str:
        """The whole page."""
        return _written("page.html", self._facts(asking))

    def part(self, name: str, asking: Asking) -> str | None:
        """A part of it; None where there is none of that name."""
        return _written(f"{name}.html", self._facts(asking)) if name in PARTS else None

    def problem(self, id: str, asking: Asking, *, whole: bool) -> str | None:
        """A problem with its cells, as a page of its own (`whole`) or as a part; None where there is no such."""
        place, viewer = self._desk.place(asking), asking.viewer
        shown = self._desk.seen(place, viewer)
        trouble = next((each for each in shown.troubles if each.id == id), None) if shown else None
        if trouble is None:
            return None
        drawn, left = self._desk.drawn(place, trouble, viewer)
        facts = {"trouble": trouble, "pictures": drawn, "left": left, "query": _query(shown), "viewer": viewer}
        asked = self._desk.questions.on(trouble, place, viewer)
        facts |= {"questions": asked, "token": self._rules.token(viewer), "most": (MOST_TEXT, MOST_NAME)}
        return _written("alone.html" if whole else "problem.html", facts)

    def journal(self) -> str:
        """What was changed, by whom and when."""
        deeds = [deed(each.at, each.who, each.did, each.what, each.address) for each in self._desk.journal.last()]
        return _written("journal.html", {"deeds": deeds})

    def _facts(self, asking: Asking) -> dict[str, object]:
        desk, state, viewer = self._desk, self._desk.runs.state, asking.viewer
        every, place = desk.places(viewer), desk.place(asking)
        shown = desk.seen(place, viewer)
        news, drops = self.news(viewer), desk.looks.seen_by(viewer.department)
        return {
            "viewer": viewer,
            "token": self._rules.token(viewer),
            "news": news,
            "state": state,
            "state_text": news.said,
            "step": news.step,
            "steps": words.STEP_COUNT,
            "shown": shown,
            "query": _query(shown),
            "years": sorted({each.year for each in every}, reverse=True),
            "libraries": [each.library for each in every if shown and each.year == shown.year],
            "shelf": desk.shelf(place, viewer),
            "entrances": {} if viewer.department else self._access.links(asking.address),
            "drops": drops,
            "busy_drops": sum(each.looking for each in drops),
            "ill_drops": sum(not each.looking and not each.well for each in drops),
            "firsts": _firsts(shown),
            "next": next_step(shown, state.name, state.said, viewer),
            "inputs": "" if viewer.department else masked(str(desk.settings.inputs)),
            "most": _MOST,
            "largest": FILE_BYTES,
            "too_large": words.WORDS.too_large.format(most=FILE_BYTES // MEGABYTE),
        }


def said_alone(sentence: str, *, back: bool = True) -> str:
    """A page that says one thing, and leads back where there is somewhere to go."""
    return _written("said.html", {"said": sentence, "back": back})


def _firsts(shown: Seen | None) -> dict[str, str]:
    """By form the id of the first problem with its figures."""
    found: dict[str, str] = {}
    for trouble in shown.troubles if shown else ():
        for form in trouble.forms:
            found.setdefault(form, trouble.id)
    return found


def _query(shown: Seen | None) -> str:
    """What asks for this year and library again."""
    return urlencode({"year": shown.year, "library": shown.library}) if shown else ""


def _written(name: str, facts: dict[str, object]) -> str:
    return _environment().get_template(name).render(facts, words=words.WORDS, office=OFFICE_WORDS)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(_TEMPLATES, encoding="utf-8")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=False)
