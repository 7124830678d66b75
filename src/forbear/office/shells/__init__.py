"""The Word templates in which papers are set: the shipped ones, and those that the office puts in their place."""
