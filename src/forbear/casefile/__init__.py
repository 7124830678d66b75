"""One client's matter: people, entries, family, criminal history, proceedings, evidence. Knows no law."""
