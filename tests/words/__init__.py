"""Tests of guanbiao.words."""
