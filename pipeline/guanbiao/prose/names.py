"""Names of a list's entries as words of the lexicon: what is told of an entry by its name is bound to its row."""

import re
from collections.abc import Iterable, Iterator, Mapping

import polars as pl
from msgspec.structs import replace

from guanbiao.facts.frames import CellLine, lines
from guanbiao.forms.catalogue import Where
from guanbiao.forms.prose import Facet, Named, Prose, Sentence
from guanbiao.prose.values import Filed

_ASIDE = re.compile(r"\s*[（(][^（）()]*[）)]\s*")
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
    facets = tuple(_with(facet, words.get(facet.name, {})) for facet in prose.lexicon.facets)
    return replace(prose, lexicon=replace(prose.lexicon, facets=facets), sentences=(*prose.sentences, *sentences))


def _with(facet: Facet, words: Mapping[str, str]) -> Facet:
    return replace(facet, concepts={**facet.concepts, **words}) if words else facet


def _names(named: Named, year: Filed) -> list[str]:
    """The names in a list as filed, each once."""
    own = pl.col("filing").is_in(year.counted) & (pl.col("role") == "entry") & (pl.col("column") == named.name)
    said = [line for line in lines(year.tables.cells.filter(own), CellLine) if line.raw]
    mine = [line for line in said if year.filings[line.filing].form == named.form]
    return list(dict.fromkeys("".join((line.raw or "").split()) for line in mine))


def _spelt(name: str, named: Named, names: Iterable[str]) -> Iterator[str]:
    """The ways in which an entry is called that are no part of another entry's name."""
    short = _ASIDE.sub("", name)
    for said in dict.fromkeys((name, short, short.removesuffix(named.ending))):
        if len(said) >= _LEAST and not any(said in other for other in names if other != name):
            yield said


def _sentences(named: Named, known: Mapping[str, str], names: Iterable[str], year: Filed) -> Iterator[Sentence]:
    """A sentence for each entry whose name is no part of another's."""
    form = year.catalogue.by_id[named.form]
    for name, said in known.items():
        if not any(name in other for other in names if other != name):
            stated = form.entries(named.figure, Where(named.name, (name,)))
            yield Sentence(named.text.format(name=said.split()[0]), {"n": stated})
