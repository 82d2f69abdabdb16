"""What people do in the weekly review; each module one kind of act."""
