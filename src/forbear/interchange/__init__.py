"""Facts that come from outside and go outside: papers, spreadsheets and other systems. Proposes and shows; a person accepts."""
