"""The facts of the profile, one room a subject. Importing a room registers its facts."""
