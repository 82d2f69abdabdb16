"""Acts of retaliation chains."""
