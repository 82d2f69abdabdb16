"""Attacks on the wall: rows marked with canaries, every role at every address and table, and a verdict from the rules."""
