"""The weekly review: agenda, meeting, decisions, retaliation clocks and minutes."""
