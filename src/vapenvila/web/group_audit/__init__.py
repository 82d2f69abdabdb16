"""The group audit: every agency answers apart, the room settles, the picture of that day is frozen and compared."""
