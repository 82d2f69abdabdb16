"""Acts of the group audit."""
