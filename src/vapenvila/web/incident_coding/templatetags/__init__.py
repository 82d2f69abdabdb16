"""Template tags of judging past incidents."""
