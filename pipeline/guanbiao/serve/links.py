"""The links of an office, as they are told on the command line."""

import sys
from collections.abc import Sequence

from guanbiao.exits import DONE, NOT_DONE
from guanbiao.forms.catalogue import Catalogue
from guanbiao.screen import say
from guanbiao.serve.keys import COMPILING, made_keys
from guanbiao.serve.server import OFFICE_PORT, address_in_office
from guanbiao.serve.viewer import link_to
from guanbiao.settings import Settings
from guanbiao.words import office, screen
from guanbiao.words.workbook import listed


def tell_links(settings: Settings, catalogue: Catalogue, host: str, port: int, renew: Sequence[str]) -> int:
    """Say by which link each department opens the page, and whoever compiles, those that are to be renewed with a new
    one; the exit code."""
    departments = [*(each.name for each in catalogue.departments), *filter(None, (catalogue.approves,))]
    known = {office.COMPILING: COMPILING, **{name: name for name in departments}}
    if strange := next((name for name in renew if name not in known), None):
        say(office.NO_DEPARTMENT.format(name=strange, names=listed(tuple(known))), to=sys.stderr)
        return NOT_DONE
    try:
        keys = made_keys(settings.outputs, [known[name] for name in renew])
    except OSError as problem:
        say(office.NO_LINKS_FILE.format(reason=screen.os_reason(problem)), to=sys.stderr)
        return NOT_DONE
    address = address_in_office(host, port or OFFICE_PORT)
    say(*office.links_lines({said: link_to(address, keys.token(name)) for said, name in known.items()}))
    return DONE
