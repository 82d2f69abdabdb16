"""The network of ties in rooms of the police: pages, memory, smoothness."""
