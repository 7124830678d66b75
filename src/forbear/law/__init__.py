"""Dated law: authorities, regimes, forms of discretion, factors, admissions, deadlines, consequences. Knows no case."""
