"""Background work: how far a job has come, and who takes over when a worker dies."""
