"""English as it is read in this house."""
