"""What came of what was asked: the office's own log, and comparison with it. Counts and named factors; never a forecast."""
