"""Acts of judging past incidents."""
