"""The self-exciting model in space and time: growth, and how often its interval holds."""
