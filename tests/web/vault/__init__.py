"""Keys, sealing, hashes, signatures."""
