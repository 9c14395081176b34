"""From a drop folder to books: every file is copied, told apart by content, passed through the gate and read in a
process of its own. A bad file costs that file, never the run."""
