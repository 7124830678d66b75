"""Many cases at once: the same rules over columns, what changed, and what to do first."""
