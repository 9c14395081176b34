"""Tests of guanbiao.letters."""
