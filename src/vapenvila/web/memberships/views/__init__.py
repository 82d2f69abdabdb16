"""The pages of memberships and ties."""
