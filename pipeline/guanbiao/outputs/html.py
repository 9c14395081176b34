"""核对报告.html as it is written: one file that opens by a double click, asks nothing of any network, prints on A4.

A form can hold any text: all of it goes through the template's escaping, and the page's policy lets nothing load."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec.structs import asdict

from guanbiao.consolidate.summary import Summary
from guanbiao.outputs.html_page import HtmlPage
from guanbiao.text.personal import masked
from guanbiao.words.consolidate import REPORT
from guanbiao.words.report import WORDS

TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_page(page: HtmlPage) -> bytes:
    """The page as the bytes of an HTML file, what is about persons masked."""
    return masked(_template("report.html").render(asdict(page), words=WORDS)).encode()


def write_summary(page: Summary) -> bytes:
    """汇总报告.html, the page over libraries, as the bytes of a file."""
    return masked(_template("summary.html").render(page=page, words=REPORT)).encode()


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    loader = FileSystemLoader(TEMPLATES, encoding="utf-8")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(name)
