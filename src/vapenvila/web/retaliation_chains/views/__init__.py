"""Pages of retaliation chains."""
