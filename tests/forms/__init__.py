"""Tests of guanbiao.forms."""
