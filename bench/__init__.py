"""Measurements side by side. `python -m bench` runs them all; none belongs to the tests."""
