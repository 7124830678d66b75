"""Two fictional cases for the demonstration and for training."""
