"""Time: every deadline and window of a matter, the days of the whole docket, and a private feed for a person's own calendar."""
