"""The facts of a matter by form: typed fast, read strictly, with who changed what and which exhibits prove it."""
