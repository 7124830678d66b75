"""forbear: winning prosecutorial discretion for people facing removal from the United States."""

__version__ = "0.1.0"
