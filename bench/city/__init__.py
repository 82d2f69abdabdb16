"""How long a made-up city takes."""
