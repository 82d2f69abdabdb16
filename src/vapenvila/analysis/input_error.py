"""What every method raises for input it cannot use."""


class InputError(ValueError):
    """Data or settings a method cannot use; the sentence says which and what is allowed. Any other error is ours."""
