"""Reads of the group audit."""
