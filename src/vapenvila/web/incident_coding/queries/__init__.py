"""Reads of judging past incidents."""
