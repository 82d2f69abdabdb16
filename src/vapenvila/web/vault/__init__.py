"""Keys outside the database, fields encrypted with them, hashes by which a sealed value is found, and signatures."""
