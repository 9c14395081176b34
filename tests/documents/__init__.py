"""Tests of guanbiao.documents."""
