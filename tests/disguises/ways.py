"""What a disguise is: a change of a filed form's layout, and what the product may say of it."""

from collections.abc import Callable
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from tests.disguises.filed import Filed
from tests.disguises.judged import Judged

Apply = Callable[[Filed, Random], Filed | None]  # a change of a filed form; None where it does not apply

# When a change is made: figures first, since later ones move them. Two of one stage are not put on together.
STAGES = ("figures", "labels", "rows", "columns", "pages", "titles", "files")


class Disguise(Struct, frozen=True):
    """A way to file a form. `told`: codes of questions that may be asked of it, once a form each; what is only to be
    known may always be said once. `must`: it cannot be read with certainty, and where it is not read as it was, a
    finding of one of these codes (a beginning of them) says so. `apart`: stages that do not go with it."""

    name: str
    stage: str
    change: Apply
    told: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def goes_with(self, other: "Disguise") -> bool:
        """Whether both may be put on one form."""
        return self.stage != other.stage and other.stage not in self.apart and self.stage not in other.apart


def disguised(filed: Filed, disguises: tuple[Disguise, ...], dice: Random) -> Filed | None:
    """The form in some disguises, each at its stage; None where one does not apply."""
    for each in sorted(disguises, key=lambda each: STAGES.index(each.stage)):
        changed = each.change(filed, dice)
        if changed is None:
            return None
        filed = changed
    return filed


def as_file(filed: Filed, dice: Random, *, kind: str, change: Apply | None = None) -> Filed | None:
    """The form in a real file of some kind, after a change of it."""
    changed = change(filed, dice) if change else filed
    if changed is None or (kind.endswith("csv") and len(changed.sheets) > 1):
        return None
    return replace(changed, kind=kind)


def faults(seen: Judged, disguises: tuple[Disguise, ...]) -> str:
    """What is wrong with how a form in these disguises was read, in a line; '' where nothing is."""
    must = tuple(code for each in disguises for code in each.must)
    if must and any(code.startswith(must) for code in seen.codes):
        return ""
    told = {code for each in disguises for code in each.told}
    asked = sorted(seen.asked.difference(told))
    found = []
    if seen.lost:
        place, (was, is_) = next(iter(seen.lost.items()))
        silent = f", {len(seen.silent)} silently" if seen.silent else ""
        found.append(f"{len(seen.lost)} other{silent}: {'/'.join(map(str, place[1:5]))} {_short(was)} → {_short(is_)}")
    found += [f"unasked {code}×{seen.codes[code]}" for code in asked]
    found += [f"{code}×{count}" for code, count in seen.codes.items() if count > 1 and code not in asked]
    return "; ".join(found)


def _short(value: object) -> str:
    return str(value)[:40]
