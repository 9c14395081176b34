"""Tests of guanbiao.recognise."""
