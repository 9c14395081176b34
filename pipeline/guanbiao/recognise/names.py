"""The names of forms as titles are compared with them: as declared, else by likeness.

Titles are compared by `Names.key`: without the library's name (in full or as people shorten it), time and punctuation.
One that is merely alike may name each form that it is near to: the header under it, and the words that tell those forms
apart, have to decide."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations
from string import digits

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue, Form, of_catalogue
from guanbiao.recognise.lines import Words, words_of
from guanbiao.text.labels import fold
from guanbiao.text.libraries import called, libraries_in, may_begin, named_first, without_children, without_library
from guanbiao.text.remembered import remembered
from guanbiao.text.titles import title_key
from guanbiao.text.years import unnumbered

# How much of its characters a title must have in common with a name to be like it (see `_likeness`): of a name of 11
# characters, the median, a title may lack four, have seven more, or have two others. In the sample no text that is no
# title comes nearer than 0.59 in a row of its own. 8 pairs of declared names do: `Names.telling` tells them apart.
ALIKE = 0.75
# What share of a title's own characters must be found in some name for it to be as much like one as that, worked out
# from 2 * common / (title + name) >= ALIKE where the name is all common: a cheap look before the exact one.
_SHARED = ALIKE / (2 - ALIKE)
_LIBRARY, _BRANCH = "图书馆", "分馆"
_REGIONS = dict.fromkeys(map(ord, "省市县区"))  # 鞍山市图书馆 is 鞍山图书馆 for short


class Names(Struct, frozen=True, dict=True):
    """What titles are compared with: our library's full name, that and what it is called by for short as titles are
    compared, and the forms by their own names. `awaited`: the stem of the place of each library that the catalogue
    names, with its full name."""

    own: str
    library: tuple[str, ...]
    forms: dict[str, Form]
    words: Words
    awaited: tuple[tuple[str, str], ...] = ()

    def awaited_first(self, text: str) -> str:
        """The library of the catalogue by whose place, however short, a text begins; '' for none, and for a branch."""
        return next((name for stem, name in self.awaited if text.startswith(stem) and _BRANCH not in text), "")

    @cached_property
    def by_id(self) -> dict[str, Form]:
        """The forms by their ids."""
        return {form.id: form for form in self.forms.values()}

    @cached_property
    def starts(self) -> frozenset[str]:
        """What a declared title may begin with where it is cut, but for the digits of a year."""
        whole = (title_key(form.title) for form in self.forms.values())
        names = (*self.library, *self.forms, *whole)
        return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))

    @cached_property
    def last(self) -> frozenset[str]:
        """The names that no other name begins with: nothing behind a title that spells one makes it another."""
        return frozenset(
            name for name in self.forms if not any(other.startswith(name) for other in self.forms if other != name)
        )

    @cached_property
    def of_children(self) -> frozenset[str]:
        """The names that speak of a children's library."""
        return frozenset(name for name in self.forms if without_children(name) != name)

    def may_be_of_children(self, form: Form) -> bool:
        """Whether a form's own title speaks of a children's library, which may be a part of whose form it is."""
        return self.key(form.title) in self.of_children

    @cached_property
    def may_begin(self) -> Callable[[str], bool]:
        """A function that says whether a text may be what a declared title begins with; each text is worked out
        once."""
        return remembered(8192)(lambda text: self.key(text).rstrip(digits) in self.starts)

    @cached_property
    def letters(self) -> dict[str, frozenset[str]]:
        """The characters of every name."""
        return {name: frozenset(name) for name in self.forms}

    @cached_property
    def alphabet(self) -> frozenset[str]:
        """The characters of all names."""
        return frozenset().union(*self.letters.values())

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that tell forms apart: those in which two names that are alike differ."""
        pairs = ((one, other) for one, other in combinations(self.forms, 2) if _likeness(one, other) >= ALIKE)
        words = (word for one, other in pairs for word in _differing(one, other))
        return frozenset(word for word in words if len(word) > 1)

    @cached_property
    def key(self) -> Callable[[str], str]:
        """A function from a text to the title as it is compared, without the library's name; each text is worked out
        once."""
        return remembered(8192)(self._key)

    def _key(self, text: str) -> str:
        """What `key` gives: without a name that is in no list of places, and without what says that it is a children's
        library, where the rest is a form's name and no form of one is named so."""
        key = _nameless(text, self.library)
        if key in self.forms or _LIBRARY not in key:
            return key
        if (begins := may_begin(key)) and (rest := without_library(key, begins)) in self.forms:
            return rest
        bare = without_children(key)
        if bare not in self.forms:
            return key
        return key if any(_likeness(bare, without_children(name)) >= ALIKE for name in self.of_children) else bare

    @cached_property
    def near(self) -> Callable[[str], tuple[Form, ...]]:
        """A function from a text to the forms whose names it is like, the likest first; each text is worked out
        once."""
        return remembered(8192)(self._near)

    def _near(self, text: str) -> tuple[Form, ...]:
        """What `near` gives: none for most texts, after a cheap look."""
        key = self.key(text)
        scored = [*self._scored(key), *(self._scored(bare) if (bare := without_children(key)) != key else ())]
        return tuple(dict.fromkeys(self.forms[name] for _, name in sorted(scored, key=lambda each: -each[0])))

    def _scored(self, key: str) -> list[tuple[float, str]]:
        """The names that a key is like, each with how much it is."""
        if sum(map(self.alphabet.__contains__, key)) < _SHARED * len(key):
            return []
        letters = frozenset(key)
        near = [name for name, own in self.letters.items() if _may_be_like(key, letters, name, own)]
        return [(score, name) for name in near if (score := _likeness(key, name)) >= ALIKE]

    def is_official(self, text: str, form: str, library: str) -> bool:
        """Whether a title is that of a form, by its id, as a library of that name prints it."""
        return title_key(text).replace(title_key(library), "", 1) == self.key(self.by_id[form].title)

    def likeness(self, text: str, form: Form) -> float:
        """The share of characters that a title has in common with a form's name, 0 to 1."""
        return _likeness(self.key(text), self.key(form.title))

    def agreeing(self, text: str, forms: Sequence[Form]) -> tuple[Form, ...]:
        """Those of the forms that a title may name by the words that tell forms apart: it says none that the form does
        not. Where one form is named by just the words it says, that one. For forms named 讲座, 网上讲座 and 展览, a
        title with 讲座 means the first, one with neither may mean any."""
        said = self.says(text)
        named = {form.id: self.says(form.title) for form in forms}
        just = tuple(form for form in forms if named[form.id] == said)
        return just if len(just) == 1 else tuple(form for form in forms if named[form.id] >= said)

    def says(self, text: str) -> frozenset[str]:
        """The words of a title that tell forms apart."""
        key = self.key(text)
        return frozenset(word for word in self.telling if word in key)


@of_catalogue
def names_of(catalogue: Catalogue) -> Names:
    """The names of a catalogue's forms."""
    named = dict.fromkeys(map(title_key, (catalogue.library, *catalogue.called)))
    library = tuple(dict.fromkeys((*named, *(name.translate(_REGIONS) for name in named))))
    forms = {_nameless(form.title, library): form for form in catalogue.forms}
    every = (catalogue.library, *(each.name for each in catalogue.libraries))
    stems = tuple((called(name).stem, name) for name in every if called(name).kind)
    return Names(catalogue.library, library, forms, words_of(catalogue.vocabulary), stems)


def _nameless(text: str, library: tuple[str, ...]) -> str:
    """A title as it is compared, without the name of our library, however it is called, or of another."""
    if _LIBRARY not in (text := fold(unnumbered(text))):
        return title_key(text)
    for word in libraries_in(text):
        text = without_library(text, word)
    key = title_key(text)
    found = named_first(key)
    for name in (found,) if found else library:
        key = without_library(key, found) if found else key.replace(name, "")
    return key.removeprefix("年")  # of a year that was left blank


def _may_be_like(one: str, its: Set[str], other: str, own: Set[str]) -> bool:
    """Whether two names of these sets of characters can be as much alike as `ALIKE`: each must have enough characters
    that the other may share."""
    size = ALIKE / 2 * (len(one) + len(other))
    return len(one) >= size and len(other) - len(own - its) >= size


def _likeness(one: str, other: str) -> float:
    """The share of characters that two names have in common, in whatever order: 1 for the same ones, 0 for none.

    >>> _likeness("讲座一览表", "一览表讲座"), _likeness("讲座一览表", "展览一览表")
    (1.0, 0.6)
    """
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))


def _differing(one: str, other: str) -> Iterator[str]:
    """The pieces in which two names differ, of both of them."""
    for same, start, end, from_, to in SequenceMatcher(None, one, other).get_opcodes():
        if same != "equal":
            yield from (one[start:end], other[from_:to])
