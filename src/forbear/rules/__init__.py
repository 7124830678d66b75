"""Conditions on named facts: read, checked, evaluated with reasons, and compiled for columns. Knows no case and no law."""
