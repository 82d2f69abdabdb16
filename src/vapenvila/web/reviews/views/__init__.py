"""The pages of the weekly review."""
