"""Pages of the group audit."""
