"""Pseudonyms: short codes that can be read out over the phone and tell nothing, not even an order."""

import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: never a word
DIGITS = "23456789"


def new_pseudonym() -> str:
    """Like "KTM-4827": 20³ × 8⁴ = 32.8 million; a clash within a room is found by its constraint and drawn again."""
    return (
        "".join(secrets.choice(LETTERS) for _ in range(3))
        + "-"
        + "".join(secrets.choice(DIGITS) for _ in range(4))
    )
