"""Evidence of a matter: what came in, what it proves and how well, what is missing and how it is had."""
