"""Reading memberships and ties."""
