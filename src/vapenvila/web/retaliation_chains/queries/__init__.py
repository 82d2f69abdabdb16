"""Reads of retaliation chains."""
