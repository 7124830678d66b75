"""Papers that ask: the guard on any text, drafts edited in place or in Word, the gate, the packet, what was sent and what came of it."""
