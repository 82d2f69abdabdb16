"""What a web process makes ready while nobody waits for it: addresses, and compiled code of pages that need it."""

import logging
from importlib import import_module
from threading import Thread

from django.conf import settings

from vapenvila.web.group_map import engine

logger = logging.getLogger(__name__)


def warm() -> None:
    """Load the site's addresses with all they import, and the compiled code of the network of ties."""
    import_module(settings.ROOT_URLCONF)
    engine.warm()


def warm_aside() -> Thread:
    """The same beside the first requests, which do not wait for it. What fails here fails again, and is told, on its page."""
    thread = Thread(target=_quietly, name="warming", daemon=True)
    thread.start()
    return thread


def _quietly() -> None:
    try:
        warm()
    except Exception:
        logger.exception("The web process could not be warmed")
