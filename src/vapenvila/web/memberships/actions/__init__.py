"""What people do with memberships and ties; each module one kind of act."""
