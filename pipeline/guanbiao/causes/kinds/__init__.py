"""Slips of many cells, a module a kind: each says what would undo it (`Pattern`). Whether one of them is what happened
is left to the choice among them and single figures (`compete`); nothing here knows a form by name."""
