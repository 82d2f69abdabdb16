"""Disclosures carried between two servers as signed files. One file, one receiver, once, until a day."""
