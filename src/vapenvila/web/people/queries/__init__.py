"""Reading persons, always inside one room."""
