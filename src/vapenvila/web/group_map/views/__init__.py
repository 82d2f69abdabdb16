"""Pages of the map of groups."""
