"""Tags for the pages before sign-in."""
