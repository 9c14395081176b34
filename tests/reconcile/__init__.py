"""Tests of guanbiao.reconcile."""
