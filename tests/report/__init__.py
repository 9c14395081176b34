"""Tests of guanbiao.report."""
