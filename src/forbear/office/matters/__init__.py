"""A client's matter in the office: who may see it, what its file says, and how it came to say so."""
