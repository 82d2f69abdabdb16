"""The data-protection officer's desk: who did what, who saw what, and whether the trail is whole."""
