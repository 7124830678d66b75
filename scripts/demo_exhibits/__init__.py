"""The exhibits of the two fictional demo cases: papers set in type, then scanned, faxed or photographed as clients bring them."""
