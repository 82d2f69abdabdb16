"""What changes where groups stand on the map, and taking the map out."""
