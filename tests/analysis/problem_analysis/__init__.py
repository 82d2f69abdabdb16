"""The problem analysis: each part against a slow version and published numbers, and what must hold of all of them."""
