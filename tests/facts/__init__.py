"""Tests of guanbiao.facts."""
