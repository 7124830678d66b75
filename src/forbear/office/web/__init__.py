"""How pages look: the base page, style, fonts, the words of dates and verdicts, where tabs are registered."""
