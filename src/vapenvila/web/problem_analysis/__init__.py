"""The problem analysis of a programme: made of the shared picture, kept as it was made, read by who may see figures."""
