"""What is raised when a call-in cannot be planned as asked."""

from vapenvila.analysis.input_error import InputError


class ReachError(InputError):
    """People, ties or limits that cannot be used, or limits that no choice can keep; the sentence says which."""
