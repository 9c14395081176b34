"""What the report's text says of the forms."""

from guanbiao.forms.prose import Prose

from .chapter import CHAPTER
from .events import EVENTS
from .sentences import SENTENCES
from .words import LEXICON

PROSE = Prose(LEXICON, CHAPTER, SENTENCES, EVENTS)
