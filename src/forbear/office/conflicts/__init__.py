"""Could a new matter conflict with one that the office has? Compared with all of them; told only to those who may know."""
