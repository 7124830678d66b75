"""What the office does while nobody waits for it: papers read, packets made, matters judged for the day."""
