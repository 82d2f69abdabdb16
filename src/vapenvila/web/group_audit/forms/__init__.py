"""Forms of the group audit."""
