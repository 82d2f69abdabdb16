"""Near repeats beside pointpats and plain NumPy."""
