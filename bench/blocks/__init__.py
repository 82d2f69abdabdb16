"""Matched blocks beside quadprog and SciPy."""
