"""Changing the register. Each act asks its rule, makes its change, writes the history and one audit event."""
