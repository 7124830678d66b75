"""What must not pass unseen: alarms to people, rules over the log, and the breaking of glass."""
