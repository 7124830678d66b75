"""Findings become papers."""
