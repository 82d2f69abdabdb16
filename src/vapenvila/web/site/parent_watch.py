"""A child process ends when its parent is gone, even when the parent was killed and could not say so."""

import os
import signal
import threading
import time
from collections.abc import Callable

LOOK_EVERY_SECONDS = 0.5


def _end_softly() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(12)
    os._exit(1)


def end_with_parent(parent: int, *, end: Callable[[], None] = _end_softly) -> None:
    """Watch from a thread; `end` is called when our parent is no longer process `parent`."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY_SECONDS)
        end()

    threading.Thread(target=watch, name="parent watch", daemon=True).start()


def end_with_parent_named_in(variable: str, *, end: Callable[[], None] = _end_softly) -> None:
    """The same for the process whose number stands in an environment variable; nothing when it is not set."""
    number = os.environ.get(variable, "")
    if number.isdigit():
        end_with_parent(int(number), end=end)
