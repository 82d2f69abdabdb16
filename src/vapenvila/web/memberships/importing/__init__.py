"""Files of ties, evidence and memberships: read, checked row by row, and written by the acts that are used by hand."""
