"""Import of incidents: a city's own file in, checked row by row, committed at once, undone as a whole."""
