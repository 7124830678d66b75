"""Figures: what the courts did by their own data, and what came of this office's requests. Counts with definitions, never a forecast."""
