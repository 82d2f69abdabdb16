"""Tags for the sign-in page."""
