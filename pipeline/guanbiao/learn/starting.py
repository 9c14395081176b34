"""The files of a catalogue to start from, and the lines by which a form is added to one."""

import json
from collections.abc import Mapping, Sequence

from guanbiao.words import learn as words


def files_of(
    library: str, folder: str, forms: Mapping[str, str], departments: Sequence[str], units: Sequence[str] = ()
) -> dict[str, str]:
    """The files of a new catalogue by their paths: with these forms (the text of each by the name of its module), or
    without any with an example and a filing of it. `units` are those of figures that are not known anyway."""
    sample = {} if forms else {words.SAMPLE_FILE: words.SAMPLE.format(library=library)}
    forms = forms or {"example": words.FORM.format()}
    names = sorted(forms)
    lines = [words.DEPARTMENT_LINE.format(quoted=_quoted(each)) for each in departments or [words.SAMPLE_DEPARTMENT]]
    told = words.README_SAMPLE.format(folder=folder) if sample else ""
    return {
        "catalogue.py": _catalogue(library, units),
        "departments.py": words.DEPARTMENTS.format(lines="\n".join(lines)),
        "rules.py": words.RULES,
        "forms/__init__.py": words.FORMS.format(
            imports="\n".join(words.IMPORT_LINE.format(name=name) for name in names),
            lines="\n".join(words.FORM_LINE.format(name=name) for name in names),
        ),
        **{f"forms/{name}.py": text for name, text in forms.items()},
        **sample,
        words.README_FILE: words.README.format(library=library, folder=folder, sample=told),
    }


def _catalogue(library: str, units: Sequence[str]) -> str:
    own = words.VOCABULARY.format(units=units_text(units)) if units else ""
    name = words.VOCABULARY_NAME if units else ""
    said = library.replace('"', "'").replace("\\", "/")
    return words.CATALOGUE.format(library=said, quoted=_quoted(library), vocabulary_name=name, vocabulary=own)


def units_text(units: Sequence[str]) -> str:
    """Units as a tuple is written.

    >>> units_text(["平方米"])
    '("平方米",)'
    """
    return f"({', '.join(map(_quoted, units))}{',' if len(units) == 1 else ''})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def with_forms(text: str, names: Sequence[str]) -> str | None:
    """The list of forms with further ones behind those that it has; None where it is not written as ours are."""
    imported = _with_lines(text, words.IMPORTS_OPEN, [words.IMPORT_LINE.format(name=name) for name in names])
    listed = [words.FORM_LINE.format(name=name) for name in names]
    return _with_lines(imported, words.FORMS_OPEN, listed) if imported is not None else None


def with_departments(text: str, names: Sequence[str]) -> str | None:
    """The list of departments with further ones behind those that it has; None where it is not written as ours are.

    >>> with_departments("DEPARTMENTS = (\\n)\\n", ["借阅部"])
    'DEPARTMENTS = (\\n    Department("借阅部"),\\n)\\n'
    """
    lines = [words.DEPARTMENT_LINE.format(quoted=_quoted(name)) for name in names]
    return _with_lines(text, words.DEPARTMENTS_OPEN, lines)


def _with_lines(text: str, opening: str, lines: Sequence[str]) -> str | None:
    """A text with lines before the bracket that closes the one which `opening` opens."""
    every = text.split("\n")
    if opening not in every:
        return None
    end = next((at for at in range(every.index(opening) + 1, len(every)) if every[at] == ")"), None)
    if end is None:
        return None
    new = [line for line in lines if line not in every[every.index(opening) : end]]
    return "\n".join([*every[:end], *new, *every[end:]])
