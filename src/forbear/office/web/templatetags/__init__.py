"""Words of pages."""
