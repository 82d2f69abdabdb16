"""Persons: import into a room, and search."""
