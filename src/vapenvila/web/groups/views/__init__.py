"""Pages of the group picture."""
