"""The made-up city in the database: for the demo, for training and for measuring. Nobody in it exists."""
