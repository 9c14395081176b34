"""核对报告.html as it is written: one file that opens by a double click, asks nothing of any network, prints on A4.

A form can hold any text: all of it goes through the template's escaping, and the page's policy lets nothing load."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec.structs import asdict

from guanbiao.outputs.html_page import HtmlPage
from guanbiao.text.personal import masked
from guanbiao.words.report import WORDS

TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_page(page: HtmlPage) -> bytes:
    """The page as the bytes of an HTML file, what is about persons masked."""
    return masked(_template().render(asdict(page), words=WORDS)).encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(TEMPLATES, encoding="utf-8")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("report.html")
