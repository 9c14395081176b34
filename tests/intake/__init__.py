"""Tests of guanbiao.intake."""
