"""One table of what is aimed at and what was measured."""
