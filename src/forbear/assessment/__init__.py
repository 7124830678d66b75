"""A case file and the law on a date give findings. Pure functions, one question a module."""
