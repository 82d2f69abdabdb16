"""What a web process makes ready while nobody waits for it: addresses, and compiled code of pages that need it."""

import gc
import logging
from importlib import import_module
from threading import Thread

from django.conf import settings
from django.template.loader import get_template

from vapenvila.web.group_map import engine

logger = logging.getLogger(__name__)


def warm() -> None:
    """Load the site's addresses with all they import, and what the network of ties needs: compiled code and templates.

    What is loaded stays until the process ends. Left to the collector, half a million objects would be looked through again
    and again while a page makes thousands of new ones: 0.2 s of the first network of 20,000 people.
    """
    import_module(settings.ROOT_URLCONF)
    engine.warm()
    for template in ("group_map/network.html", "group_map/network_people.html"):
        get_template(template)
    gc.freeze()


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
