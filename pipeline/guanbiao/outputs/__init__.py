"""The files of a year's folder: the report as a web page, and what is exported for programs. All of them are put in
their place in one step, the runs before kept."""
