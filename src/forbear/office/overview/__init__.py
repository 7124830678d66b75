"""A matter at a glance: where it stands, what to ask, what not, why. And the frame that every page of a matter stands in."""
