"""Files of persons: read, checked row by row, compared with the room, written at once. None lies open on a disk."""
