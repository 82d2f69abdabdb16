"""Pages of the data-protection officer's desk, one file per question."""
