"""What goes out: exhibits taken in safely, every page numbered, checked and packed."""
