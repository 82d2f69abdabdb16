"""What is raised when a call-in cannot be planned as asked."""


class ReachError(ValueError):
    """People, ties or limits that cannot be used, or limits that no choice can keep; the sentence says which."""
