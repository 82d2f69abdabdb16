"""Registered persons, each inside one agency's room, with the identity kept apart and encrypted."""
