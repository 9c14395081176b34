"""Slips of many cells, a module a kind: each says what would undo it (`Pattern`), and whether that is so is left to the
choice among them and single figures (`compete`)."""
