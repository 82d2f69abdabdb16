"""The shared map of groups through time, directed violence between them, and the network in a room of the police."""
