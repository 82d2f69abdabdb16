"""Hot spots and space-time K beside esda and SciPy."""
