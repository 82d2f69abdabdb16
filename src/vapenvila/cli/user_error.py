"""What a command raises when the person who typed it can put it right."""


class UserError(Exception):
    """One sentence for the person at the keyboard; the program ends with code 2 and no traceback."""


def without_web_part(command: str, missing: ModuleNotFoundError) -> UserError:
    """What to say where a command needs the web part and the bare package is installed."""
    return UserError(
        f"`vapenvila {command}` needs the web part, which is not installed ({missing.name} is missing): "
        "pip install 'vapenvila[web]'"
    )
