"""A text -> the harmful admissions it makes, where, and what to say instead."""
