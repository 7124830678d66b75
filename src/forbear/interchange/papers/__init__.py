"""Papers that come in: what they are, what they say, and what of it a person lets into the case file."""
