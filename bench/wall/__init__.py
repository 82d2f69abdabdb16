"""The same pages and the same SQL with and without row-level security, in one process, one after the other."""
