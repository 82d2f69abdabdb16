"""The house attacks its own wall: strangers and insiders made up for a moment, rows planted for them, nothing kept."""
