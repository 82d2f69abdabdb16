"""The rights desk of a room: a registered person's requests from arrival to appeal, and the report on what is held."""
