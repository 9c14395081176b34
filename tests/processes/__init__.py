"""Tests of guanbiao.processes."""
