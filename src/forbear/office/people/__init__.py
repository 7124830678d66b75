"""Who works in the office: people, how they join, how they sign in, when they are signed out."""
