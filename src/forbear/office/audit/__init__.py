"""Who saw, changed, exported or tried what, and when: a chain of lines that nobody can change unseen."""
