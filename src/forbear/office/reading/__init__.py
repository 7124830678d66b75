"""A paper handed in: what it says, beside what the file says; each fact enters with a person's yes, and with its page."""
