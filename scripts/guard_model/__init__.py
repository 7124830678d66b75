"""Makes the guard's model from `guard-data/`: `make guard-model`. Needed only to train it anew; never to use it."""
