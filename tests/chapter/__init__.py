"""Tests of guanbiao.chapter."""
