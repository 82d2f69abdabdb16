"""What a command raises when the person who typed it can put it right."""


class UserError(Exception):
    """One sentence for the person at the keyboard; the program ends with code 2 and no traceback."""
