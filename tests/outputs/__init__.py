"""Tests of guanbiao.outputs."""
