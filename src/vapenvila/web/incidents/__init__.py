"""The register of incidents: what happened, how it is classified, and by which counting rules it counts."""
