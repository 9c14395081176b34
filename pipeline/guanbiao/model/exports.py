"""How the files of ours that programs read are laid out: they are written by these words, and known again by them."""

PROGRAM = "guanbiao"
OUTPUTS = "outputs"  # what the folder of all outputs is called, wherever it is
FACT_COLUMNS = (
    *("period", "form", "row", "column", "measure", "value", "unit", "state", "raw", "role", "file", "sheet", "cell"),
)
RELATION_COLUMNS = ("rule", "kind", "level", "forms", "row", "column", "reported", "expected", "difference", "verdict")
MAIL_BOUNDARY = f"=-{PROGRAM}-="  # between the parts of a draft of a mail; the library would draw lots for one
