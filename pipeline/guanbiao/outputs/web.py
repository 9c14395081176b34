"""Write the report as a web page: one file, opens by a double click, asks nothing of any network, prints on A4.

A form can hold any text: all of it goes through the template's escaping, and the page's policy lets nothing load."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from guanbiao.text.phones import masked

TEMPLATES = Path(__file__).resolve().parent / "templates"


class _ItemsFirst(Environment):
    """Looks for `each.name` among items before attributes: all that the page is made from are mappings."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(TEMPLATES, encoding="utf-8")
    return _ItemsFirst(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("report.html")


def write_page(facts: dict[str, Any]) -> bytes:
    """The page with these facts in it, telephone numbers masked."""
    return masked(_template().render(facts)).encode()
