"""A draft as Python: a module of the kind that people write, with what is in doubt in comments above it."""

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import (
    MONTHS,
    Adds,
    Blank,
    Block,
    Card,
    Column,
    Form,
    Grid,
    Group,
    Item,
    Kind,
    Register,
    Row,
    Slot,
    Span,
    Total,
    serial,
)
from guanbiao.learn.drafted import Doubt, Draft
from guanbiao.text.shown import in_one_line
from guanbiao.words import learn as words

_WIDTH = 120  # of a line
_FROM = "from guanbiao.forms.catalogue import "


class _Call(Struct, frozen=True):
    """What is written `name(…)`: its arguments as (name, what), '' for one without; a tuple has no name."""

    name: str
    arguments: tuple[tuple[str, "_Written"], ...]


_Written = str | _Call


def module_of(draft: Draft) -> str:
    """The module that declares a drafted form as FORM.

    >>> from guanbiao.forms.catalogue import Register, text
    >>> from guanbiao.model.books import Sheet
    >>> form = Form("papers", 1, "论文", "论文表", "科研", "办公室", (Register((text("作者"),)),))
    >>> print(module_of(Draft(form, Sheet("论文", []), "", 2020, ())).partition("\\n\\n")[2])
    from guanbiao.forms.catalogue import Form, Register, text
    <BLANKLINE>
    FORM = Form(
        id="papers",
        number=1,
        name="论文",
        title="论文表",
        section="科研",
        department="办公室",
        blocks=(Register(columns=(text("作者"),)),),
    )
    <BLANKLINE>
    """
    written = _form(draft.form)
    body = "\n".join(_laid(written, "FORM = ", "", 0))
    names = sorted({*_names(written), *(["MONTHS"] if "MONTHS" in body else [])}, key=_as_sorted)
    head = words.MODULE.format(number=draft.form.number, name=_plain(draft.form.name))
    comments = "\n".join(line for doubt in draft.doubts for line in comment_of(doubt))
    intro = f"{comments}\n\n" if comments else ""
    return f'"""{head}"""\n\n{_imports(names)}\n\n{intro}{body}\n'


def comment_of(doubt: Doubt) -> Iterator[str]:
    """The comment that asks a person to decide, with the lines to take over where there are any."""
    yield f"# {in_one_line(words.doubt_sentence(doubt.kind, doubt.about, doubt.said))}"
    if doubt.adds:
        lines = _laid(_adds(doubt.adds), f"{doubt.way}: ", ",", 0)
        yield from (f"#     {line}" for line in lines)


def _plain(text: str) -> str:
    """A text that may stand in a docstring."""
    return in_one_line(text).replace('"', "'").replace("\\", "/")


def _as_sorted(name: str) -> tuple[int, str]:
    """Names in the order of linters: constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def _imports(names: Sequence[str]) -> str:
    line = _FROM + ", ".join(names)
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{_FROM}(", *(f"    {name}," for name in names), ")"])


def _names(written: _Written) -> Iterator[str]:
    if isinstance(written, _Call):
        if written.name:
            yield written.name.lstrip("*")
        for _, what in written.arguments:
            yield from _names(what)
    elif written.startswith(("Blank.", "Kind.")):
        yield written.partition(".")[0]


def _laid(written: _Written, before: str, after: str, indent: int) -> Iterator[str]:
    """What is written as lines: in one where it fits, else an argument a line."""
    one = f"{' ' * indent}{before}{_flat(written)}{after}"
    if isinstance(written, str) or (_wide(one) <= _WIDTH and written.name != "Form") or not written.arguments:
        yield one
        return
    yield f"{' ' * indent}{before}{written.name}("
    for name, what in written.arguments:
        yield from _laid(what, f"{name}=" if name else "", ",", indent + 4)
    yield f"{' ' * indent}){after}"


def _wide(line: str) -> int:
    """The width of a line: linters count characters of East Asia as two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line)


def _flat(written: _Written) -> str:
    if isinstance(written, str):
        return written
    inner = ", ".join(f"{name}={_flat(what)}" if name else _flat(what) for name, what in written.arguments)
    return f"{written.name}({inner}{',' if not written.name and len(written.arguments) == 1 else ''})"


def _text(said: str) -> str:
    return json.dumps(said, ensure_ascii=False)


def _call(name: str, /, *plain: _Written, **named: _Written) -> _Call:
    return _Call(name, (*(("", each) for each in plain), *named.items()))


def _tuple(items: Sequence[_Written]) -> _Call:
    return _call("", *items)


def _texts(texts: Sequence[str]) -> _Written:
    """Labels as a tuple; the months by their name."""
    return "MONTHS" if tuple(texts) == MONTHS else _tuple(_labels(texts))


def _labels(texts: Sequence[str]) -> list[_Written]:
    """Labels one after the other, those of the months by their name."""
    at = next((at for at in range(len(texts)) if tuple(texts[at : at + len(MONTHS)]) == MONTHS), -1)
    if at < 0:
        return [_text(each) for each in texts]
    return [*map(_text, texts[:at]), "*MONTHS", *map(_text, texts[at + len(MONTHS) :])]


def _form(form: Form) -> _Call:
    named: dict[str, _Written] = {"id": _text(form.id), "number": str(form.number)}
    named |= {name: _text(getattr(form, name)) for name in ("name", "title", "section", "department")}
    named["blocks"] = _tuple([_block(block) for block in form.blocks])
    named |= {name: _texts(value) for name in ("preface", "signatures") if (value := getattr(form, name))}
    named |= {"unit": _text(form.unit)} if form.unit else {}
    return _call("Form", **named, **({"landscape": "True"} if form.landscape else {}))


def _block(block: Block) -> _Call:
    match block:
        case Grid():
            return _grid(block)
        case Register():
            return _register(block)
        case Card():
            named = {"heading": _texts(block.heading)} if block.heading else {}
            return _call("Card", columns=_tuple([_tuple(list(map(_item, items))) for items in block.columns]), **named)


def _grid(grid: Grid) -> _Call:
    named: dict[str, _Written] = {"stub": _texts(grid.stub), "columns": _tuple(list(map(_column, grid.columns)))}
    named["rows"] = _rows(grid.rows)
    named |= {way: _tuple(list(map(_adds, sums))) for way in ("down", "across") if (sums := getattr(grid, way))}
    return _call("Grid", **named, **({"entries_blank": "Blank.NONE"} if grid.entries_blank is Blank.NONE else {}))


def _rows(rows: Sequence[Row]) -> _Written:
    if all(row == Row(row.labels) and len(row.labels) == 1 for row in rows):
        return _call("rows", *_labels([row.labels[0] for row in rows]))
    plain = [row == Row(row.labels) and len(row.labels) == 1 for row in rows]
    lead = plain.index(False)
    first: list[_Written] = [_call("*rows", *_labels([row.labels[0] for row in rows[:lead]]))] if lead > 1 else []
    return _tuple([*first, *map(_row, rows[lead if lead > 1 else 0 :])])


def _row(row: Row) -> _Call:
    named = {name: _text(value) for name in ("name", "unit") if (value := getattr(row, name))}
    spans = {"spans": _tuple(list(map(_span, row.spans)))} if row.spans else {}
    return _call("Row", _tuple([_text(label) for label in row.labels]), **named, **spans)


def _span(span: Span) -> _Call:
    last = {"last": _text(span.last)} if span.last else {}
    measures = {"measures": _texts(span.measures)} if span.measures else {}
    return _call("Span", _text(span.name), _text(span.first), **last, **measures)


def _adds(adds: Adds) -> _Call:
    named = {name: _texts(value) for name in ("less", "only") if (value := getattr(adds, name))}
    code = {"code": _text(adds.code)} if adds.code else {}
    return _call("Adds", _text(adds.total), _texts(adds.parts), **named, **code)


def _register(register: Register) -> _Call:
    named: dict[str, _Written] = {"columns": _tuple(list(map(_column, register.columns)))}
    named |= {"totals": _tuple(list(map(_total, register.totals)))} if register.totals else {}
    return _call("Register", **named, **({"extra": _texts(register.extra)} if register.extra else {}))


def _total(total: Total) -> _Call:
    named = {"count": _text(total.count)} if total.count else {}
    sums = {"sums": _texts(total.sums)} if total.sums else {}
    own = {name: _text(value) for name in ("name", "unit") if (value := getattr(total, name))}
    return _call("Total", _text(total.label), **named, **sums, **own)


def _column(column: Column | Group) -> _Call:
    if isinstance(column, Group):
        return _call("group", _text(column.label), *map(_column, column.columns))
    if column == serial(column.label):
        return _call("serial", *([_text(column.label)] if column != serial() else []))
    flags = ("required", "optional", "signed", "floating", "grouped", "share", "phone", "personal")
    named: dict[str, _Written] = {name: "True" for name in flags if getattr(column, name)}
    named |= {"measures": _texts(column.measures)} if column.measures else {}
    named |= {} if column.within else {"within": "False"}
    unit = [_text(column.unit)] if column.unit else []
    if column.kind is Kind.SERIAL:
        return _call("Column", _text(column.label), "Kind.SERIAL", **named)
    return _call(column.kind.value, _text(column.label), *unit, **named)


def _item(item: Item) -> _Call:
    (first, *others) = item.slots
    if not others and not first.label and not first.name:
        unit = [_text(first.unit)] if first.unit or first.measures else []
        return _call("item", _text(item.label), *unit, *map(_text, first.measures))
    return _call("Item", _text(item.label), _tuple(list(map(_slot, item.slots))))


def _slot(slot: Slot) -> _Call:
    named = {name: _text(value) for name in ("label", "unit", "name") if (value := getattr(slot, name))}
    return _call("Slot", **named, **({"measures": _texts(slot.measures)} if slot.measures else {}))
