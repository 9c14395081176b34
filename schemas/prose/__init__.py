"""What the report's text says of the forms."""

from guanbiao.forms.prose import Prose

from .activities import ACTIVITIES
from .chapter import CHAPTER
from .events import EVENTS, NAMED
from .resources import BRANCHES, HOLDINGS, SERVICES, STAFF
from .visits import VISITS
from .words import LEXICON

SENTENCES = (*VISITS, *ACTIVITIES, *HOLDINGS, *BRANCHES, *STAFF, *SERVICES)
PROSE = Prose(LEXICON, CHAPTER, SENTENCES, EVENTS, NAMED)
