"""The effect methods beside their peers."""
