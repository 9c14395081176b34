"""How the files of ours that programs read are laid out: they are written by these words, and known again by them."""

PROGRAM = "guanbiao"
OUTPUTS = "outputs"  # what the folder of all outputs is called, wherever it is
FACT_COLUMNS = (
    *("period", "form", "row", "column", "measure", "value", "unit", "state", "raw", "role", "file", "sheet", "cell"),
)
# What the dataset of all libraries says besides: the block of the form, the row as declared, the place among entries.
PLACE_COLUMNS = ("block", "key", "seq")
COMPUTED = "computed"  # state of a line of the dataset: a total that was left blank, as its own rules make it
OTHER_UNIT = "other_unit"  # the same: a figure in a unit that cannot be converted to the declared one
RELATION_COLUMNS = ("rule", "kind", "level", "forms", "row", "column", "reported", "expected", "difference", "verdict")
CLAIM_COLUMNS = (
    *("paragraph", "heading", "quote", "figure", "value", "unit", "qualifier", "measure", "period"),
    *("form", "row", "column", "table_value", "against", "verdict"),
)
MAIL_BOUNDARY = f"=-{PROGRAM}-="  # between the parts of a draft of a mail; the library would draw lots for one
