"""The whole database in one file with checksums, and back."""
