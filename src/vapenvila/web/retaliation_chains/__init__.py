"""Retaliation chains: which incident answers which, linked by hand and suggested by time, place and feud."""
