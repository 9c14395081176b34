"""Tests of guanbiao.pages."""
