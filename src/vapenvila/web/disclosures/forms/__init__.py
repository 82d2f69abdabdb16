"""Forms of the door."""
