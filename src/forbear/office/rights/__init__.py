"""People and their rights, as pages: who works here, who is invited, who may see which matter."""
