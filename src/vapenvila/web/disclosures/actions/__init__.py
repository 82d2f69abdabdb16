"""Acts at the door. Each asks its rule, makes its change and leaves one event, in one transaction."""
