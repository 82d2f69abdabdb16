"""What may be done: pure functions over frozen facts and the date. Standard library only."""
