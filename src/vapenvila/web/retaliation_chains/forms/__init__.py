"""Forms of retaliation chains."""
