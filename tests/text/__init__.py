"""Tests of guanbiao.text."""
