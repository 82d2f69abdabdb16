"""Forms of memberships and ties."""
