"""Nothing is lost: copies of an office, their return, and whether all that is kept still opens."""
