"""The law as pages: what governed on a day, each entry and its life, who relies on it here, and what this office changes in it."""
