"""Pages of judging past incidents."""
