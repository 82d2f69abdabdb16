"""Import of incidents from file to database: rows a second, memory."""
