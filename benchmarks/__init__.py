"""How fast and how large, measured against limits in the same run."""
