"""Who belongs to which group, and who is tied to whom, in rooms of the police; and what police tell of a group."""
