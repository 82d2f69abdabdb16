"""What goes wrong with keys and sealed values, each in one clear sentence. No message ever holds a sealed value."""


class VaultError(Exception):
    """Something is wrong with the keys or with a sealed value."""


class KeysMissingError(VaultError):
    """There are no keys yet, or the folder cannot be used."""


class LostKeyError(VaultError):
    """A value was sealed with a key that is not in the folder."""


class TamperedError(VaultError):
    """A sealed value was changed, moved to another row or opened for another purpose."""
