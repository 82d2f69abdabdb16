"""The forms of persons."""
