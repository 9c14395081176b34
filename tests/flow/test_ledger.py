"""What the ledger of a folder of many libraries outlives, and what not."""

from pathlib import Path

from guanbiao.flow.ledger import Ledger, Standing
from guanbiao.flow.unit import Done
from guanbiao.intake.snapshot import Dropped
from guanbiao.recognise.notes import Note


def kept(file: Path, program: str) -> Ledger:
    """A ledger with one file, what is known of it, and a library that was worked out."""
    ledger = Ledger(file, program)
    ledger.add(Dropped("a.xlsx", "", "0" * 64, 1.0))
    ledger.keep_note("0" * 64, Note(slip="云溪"))
    ledger.remember("云溪市图书馆", Standing("from", "stands", Done("云溪市图书馆", (2020,))))
    return ledger


def test_what_was_worked_out_is_known_to_the_same_program_alone(tmp_path: Path) -> None:
    file = tmp_path / "libraries.db"
    kept(file, "one").close()
    again = Ledger(file, "one")
    assert again.note("0" * 64) == Note(slip="云溪")
    assert again.remembered("云溪市图书馆")
    again.close()
    other = Ledger(file, "another")
    assert other.note("0" * 64) is None
    assert other.remembered("云溪市图书馆") is None
    other.close()
    back = Ledger(file, "one")
    assert back.remembered("云溪市图书馆") is None


def test_what_is_gone_from_the_folder_is_forgotten(tmp_path: Path) -> None:
    ledger = kept(tmp_path / "libraries.db", "one")
    ledger.keep_note("1" * 64, Note())
    ledger.own("江北县图书馆", "b.xlsx", "江北县图书馆", "loans")
    ledger.forget_others()
    assert ledger.note("0" * 64)
    assert ledger.note("1" * 64) is None
    assert ledger.remembered("云溪市图书馆") is None  # nothing in the folder is of it any more
