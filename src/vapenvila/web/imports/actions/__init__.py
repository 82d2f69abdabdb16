"""Acts of the import: receive a file, choose its mapping, check it, commit it, undo it."""
