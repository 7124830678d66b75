"""The evening before and the morning after: a sheet for each hearing of a day, and what changed since yesterday's law, for whom."""
