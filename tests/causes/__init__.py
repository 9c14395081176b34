"""Tests of guanbiao.causes."""
