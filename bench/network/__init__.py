"""Networks of ties beside networkx, igraph and rustworkx."""
