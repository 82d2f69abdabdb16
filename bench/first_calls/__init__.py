"""What a method's first call costs in a new process."""
