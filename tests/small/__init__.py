"""A small library, frozen for tests: six forms of an invented town, with the rules between them.

What tests the engine stands on it, so that the shipped catalogue can grow and change. It is declared like schemas/, in
the vocabulary of guanbiao.forms.catalogue, and holds no logic; `tests.small.filed` draws a year of it that agrees."""
