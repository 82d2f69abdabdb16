"""What the map of groups is drawn of."""
