"""Reading what is said of groups."""
