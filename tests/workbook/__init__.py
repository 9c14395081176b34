"""Tests of guanbiao.workbook."""
