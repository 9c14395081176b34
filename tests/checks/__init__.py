"""Tests of guanbiao.checks."""
