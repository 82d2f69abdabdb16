"""Forms of judging past incidents."""
