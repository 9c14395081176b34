"""Names as words of the lexicon: those of a list's entries, so that what is told of one is bound to its row, and that
of the library."""

import re
from collections.abc import Iterable, Iterator, Mapping

import polars as pl
from msgspec.structs import replace

from guanbiao.facts.frames import CellLine, lines
from guanbiao.forms.catalogue import Where
from guanbiao.forms.prose import Facet, Named, Prose, Sentence
from guanbiao.prose.values import Filed
from guanbiao.text.clauses import CLAUSE, LIBRARY
from guanbiao.text.libraries import called

_ASIDE = re.compile(r"\s*[（(][^（）()]*[）)]\s*")
_NAME = "{library}"  # in a word of the lexicon
_LEAST = 3  # characters of a name that is known in running text


def with_names(prose: Prose, year: Filed) -> Prose:
    """What is declared of the text, with the names of this year's lists: each a word, and a sentence of its figure."""
    words: dict[str, dict[str, str]] = {}
    sentences: list[Sentence] = []
    for named in prose.named:
        names = _names(named, year)
        own = {name: [each for each in _spelt(name, named, names) if each not in prose.lexicon.words] for name in names}
        known = {name: " ".join(said) for name, said in own.items() if said}
        words.setdefault(named.facet, {}).update(known)
        sentences += _sentences(named, known, names, year)
    library = year.catalogue.library
    facets = tuple(_with(_of_library(facet, library), words.get(facet.name, {})) for facet in prose.lexicon.facets)
    teams = tuple(each.name for each in year.catalogue.departments)
    lexicon = replace(prose.lexicon, facets=facets, fillers=_called(prose.lexicon.fillers, library), teams=teams)
    return replace(prose, lexicon=lexicon, sentences=(*prose.sentences, *sentences))


def _of_library(facet: Facet, library: str) -> Facet:
    """A facet with the library's name in its words."""
    return replace(facet, concepts={each: _called(words, library) for each, words in facet.concepts.items()})


def _called(words: str, library: str) -> str:
    """Words with the library's name, as it is called in full and without what kind of place it is of."""
    names = dict.fromkeys((library, f"{called(library).stem}{LIBRARY}"))
    said = ([each.replace(_NAME, name) for name in names] if _NAME in each else [each] for each in words.split())
    return " ".join(word for own in said for word in own)


def _with(facet: Facet, words: Mapping[str, str]) -> Facet:
    return replace(facet, concepts={**facet.concepts, **words}) if words else facet


def _names(named: Named, year: Filed) -> list[str]:
    """The names in a list as filed, each once."""
    own = pl.col("filing").is_in(year.counted) & (pl.col("role") == "entry") & (pl.col("column") == named.name)
    said = [line for line in lines(year.tables.cells.filter(own), CellLine) if line.raw]
    mine = [line for line in said if year.filings[line.filing].form == named.form]
    return list(dict.fromkeys("".join((line.raw or "").split()) for line in mine))


def _spelt(name: str, named: Named, names: Iterable[str]) -> Iterator[str]:
    """The ways in which an entry is called that are no part of another entry's name, and are read as one."""
    short = _ASIDE.sub("", name)
    for said in dict.fromkeys((name, short, short.removesuffix(named.ending))):
        if (
            len(said) >= _LEAST
            and not CLAUSE.search(said)
            and not any(said in other for other in names if other != name)
        ):
            yield said


def _sentences(named: Named, known: Mapping[str, str], names: Iterable[str], year: Filed) -> Iterator[Sentence]:
    """A sentence for each entry whose name is no part of another's."""
    form = year.catalogue.by_id[named.form]
    for name, said in known.items():
        if not any(name in other for other in names if other != name):
            stated = form.entries(named.figure, Where(named.name, (name,)))
            yield Sentence(named.text.format(name=said.split()[0]), {"n": stated})
