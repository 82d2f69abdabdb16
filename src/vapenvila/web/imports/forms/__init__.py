"""Forms of the import: upload, mapping, undo."""
