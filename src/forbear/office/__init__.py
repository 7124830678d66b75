"""The web office: people, matters, and the pages in which they work."""
