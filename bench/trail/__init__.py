"""Searching a long audit trail, page by page, in one process."""
