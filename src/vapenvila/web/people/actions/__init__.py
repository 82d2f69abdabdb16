"""What people do with the persons of their room; each module one kind of act."""
