"""See it as …: the data-protection officer sees the programme as another role does, and only looks (decision 0009)."""
