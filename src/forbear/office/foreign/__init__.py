"""Files that somebody sent: Word files, tables, templates. They are opened by a process of its own, never by the one that serves pages."""
