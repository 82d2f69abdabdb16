"""The forms of the weekly review."""
