"""What the report's text says of the forms."""

from guanbiao.forms.prose import Prose

from .chapter import CHAPTER
from .events import EVENTS, NAMED
from .resources import BRANCHES, HOLDINGS, SERVICES, STAFF
from .sentences import ACTIVITIES, VISITS
from .words import LEXICON

SENTENCES = (*VISITS, *ACTIVITIES, *HOLDINGS, *BRANCHES, *STAFF, *SERVICES)
PROSE = Prose(LEXICON, CHAPTER, SENTENCES, EVENTS, NAMED)
